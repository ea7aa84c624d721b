"""What somebody typed and has not saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.private import Private

_SESSION = "~"
"""Stands between the form and the one time that it was open."""

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
