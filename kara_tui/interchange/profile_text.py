"""What stands on a client's profile, as text to read: one paragraph a record."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime, tzinfo
from enum import Enum
from typing import Any
from uuid import UUID

from kara_tui.domain.client_file import ClientFile
from kara_tui.domain.money import Money

_STRUCTURAL = {"version", "client_id", "created_at", "in_error", "key"}
"""What a person has no use for; programs find it in the JSON."""
_SEALED = "(sealed: this machine cannot open it)"


def profile_lines(file: ClientFile, zone: tzinfo | None) -> Iterator[str]:
    """Yield every record of the profile as it stands now, and what was typed and not saved.

    Args:
        file: As it is handed out.
        zone: In which times are told; None for the machine's own.
    """
    for one in fields(file.profile):
        kept = [versions[-1] for versions in getattr(file.profile, one.name)]
        if kept:
            yield one.name.replace("_", " ").capitalize()
        for record in kept:
            yield from _paragraph(record, zone)
    for draft in file.drafts:
        yield f"Typed and not saved ({_moment(draft.at, zone)})"
        if not isinstance(draft.content, bytes):
            yield from (f"  {name}: {text}" for name, text in draft.content.typed.items())


def _paragraph(record: Any, zone: tzinfo | None) -> Iterator[str]:
    yield ""
    if record.in_error:
        yield "  Entered in error"
    yield from _told(record, zone, "  ")


def _told(value: Any, zone: tzinfo | None, indent: str) -> Iterator[str]:
    for one in fields(value):
        part = getattr(value, one.name)
        if one.name in _STRUCTURAL or part in (None, "", (), False):
            continue
        label = one.name.removesuffix("_at").replace("_", " ").capitalize()
        if isinstance(part, bytes):
            yield f"{indent}{label}: {_SEALED}"
        elif is_dataclass(part) and not isinstance(part, Money):
            yield from _told(part, zone, indent)
        else:
            first, *rest = _words(part, zone).split("\n")
            yield f"{indent}{label}: {first}"
            yield from (f"{indent}  {line}" for line in rest)


def _words(value: Any, zone: tzinfo | None) -> str:
    if isinstance(value, datetime):
        return _moment(value, zone)
    if isinstance(value, Money):
        return value.shown
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, tuple):
        return ", ".join("–" if one is None else _words(one, zone) for one in value)
    return str(value) if isinstance(value, UUID | int | float) else f"{value}"


def _moment(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
