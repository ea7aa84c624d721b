"""Results as lines that a person reads."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

_STEP = "  "


def readable_lines(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield a result line by line; what is empty is left out."""
    pad = _STEP * depth
    if is_dataclass(value) and not isinstance(value, type):
        yield from _pairs({one.name: getattr(value, one.name) for one in fields(value)}, depth)
    elif isinstance(value, dict):
        yield from _pairs(value, depth)
    elif isinstance(value, tuple | list):
        if not value:
            yield f"{pad}(none)"
        for one in value:
            lines = list(readable_lines(one, depth + 1))
            first = lines[0].removeprefix(_STEP * (depth + 1)) if lines else ""
            yield f"{pad}- {first}"
            yield from lines[1:]
    else:
        yield f"{pad}{_plain(value)}"


def _pairs(values: dict[str, Any], depth: int) -> Iterator[str]:
    pad = _STEP * depth
    for name, value in values.items():
        words = str(name).replace("_", " ")
        if value is None or value == "" or value == () or value == {}:
            continue
        if is_dataclass(value) or isinstance(value, dict | tuple | list):
            yield f"{pad}{words}:"
            yield from readable_lines(value, depth + 1)
        else:
            yield f"{pad}{words}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, bytes):
        return f"sealed, {len(value)} bytes"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | Enum):
        return str(value)
    return str(value).replace("\n", " / ")
