"""What somebody typed and has not saved yet."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.private import Private

_SESSION = "~"
"""Stands between the form and the one time that it was open."""

NEW_CLIENT_FORM = "client:new"
INVITE_FORM = "invite:new"

LISTS_FORM = "lists:all"
"""No form: under this name a locked program keeps what was searched, until it is unlocked."""

LONGEST_DRAFT = 5_000_000
"""Most characters of one typed text that are kept."""


@dataclass(frozen=True, kw_only=True)
class DraftContent:
    """The typed text of a form, by field name."""

    typed: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    """What was saved in those fields when the typing began."""
    writer: str = ""
    """The program that has the form open (see `presence`); empty once the form was left."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An unfinished form: where it belongs, and what it was begun upon."""

    key: str
    """Names the form, such as `client:` and the client's id, and the one time it was open."""
    record_version: int
    """The record's version that the form was opened on; zero for a new one."""
    at: datetime
    content: Private[DraftContent]

    @property
    def form(self) -> str:
        """The form that it belongs to; every time that form is open makes a draft of its own."""
        return self.key.partition(_SESSION)[0]


def client_form(client_id: ClientId) -> str:
    """Return the name of the form over a client's details."""
    return f"client:{client_id}"


class RemarkKind(StrEnum):
    """What a remark on a client is typed for."""

    CLOSE = "close"
    DECLINE = "decline"
    RECORD_CLASS = "class"
    ERASURE = "erase"


_REMARK = "remark"


def remark_form(kind: RemarkKind, client_id: ClientId) -> str:
    """Return the name of the form for a remark: grounds for one thing are none for another."""
    return f"{_REMARK}-{kind}:{client_id}"


def remark_kind(form: str) -> RemarkKind | None:
    """Return what a form's remark is typed for; None where it tells nothing of it."""
    start, _, kind = form.partition(":")[0].partition("-")
    return RemarkKind(kind) if start == _REMARK and kind in set(RemarkKind) else None


def is_remark(form: str) -> bool:
    """Tell whether remarks are typed in a form, be it one from before they were told apart."""
    return form.partition(":")[0].partition("-")[0] == _REMARK


def client_of(form: str) -> ClientId | None:
    """Return the client whom a form concerns, if it concerns one that is saved."""
    with suppress(ValueError):
        return ClientId(UUID(form.rpartition(":")[2]))
    return None


def session_of(key: str) -> str:
    """Return the one time that a form was open from the key of its draft."""
    return key.partition(_SESSION)[2]


def draft_key(form: str, session: str) -> str:
    """Return the key of what was typed the one time that a form was open."""
    return f"{form}{_SESSION}{session}"


def new_draft_key(form: str) -> str:
    """Return the key for what is typed while a form is open this once."""
    return draft_key(form, uuid7().hex)


def draft_keys_of(form: str) -> tuple[str, str]:
    """Return the key, and the beginning of keys, that drafts of a form have."""
    return form, f"{form}{_SESSION}"


def unsaved(typed: Mapping[str, str], saved: Mapping[str, str]) -> dict[str, str]:
    """Return what is typed other than it is saved."""
    return {name: text for name, text in typed.items() if text != saved.get(name, "")}
