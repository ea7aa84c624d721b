"""What somebody typed and has not saved yet."""

from dataclasses import dataclass, field
from datetime import datetime

from kara_tui.domain.private import Private


@dataclass(frozen=True, kw_only=True)
class DraftContent:
    """The typed text of a form, by field name."""

    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An unfinished form: where it belongs, and what it was begun upon."""

    key: str
    """Names the form, such as `client:` and the client's id."""
    record_version: int
    """The record's version that the form was opened on; zero for a new one."""
    at: datetime
    content: Private[DraftContent]
