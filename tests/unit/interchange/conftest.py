from collections.abc import Callable
from datetime import date

import pytest

from kara_tui.domain.field_kinds import Context
from kara_tui.interchange import formats

Reader = Callable[..., formats.ReadResult]


@pytest.fixture
def context() -> Context:
    return Context(today=date(2026, 11, 21))


@pytest.fixture
def read(context: Context) -> Reader:
    def reading(
        data: str | bytes, name: str = "", columns: tuple[str, ...] | None = None
    ) -> formats.ReadResult:
        raw = data.encode() if isinstance(data, str) else data
        return formats.read(raw, name, context, columns)

    return reading
