"""Operations on unfinished forms: what was typed survives whatever happens."""

from dataclasses import dataclass

from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class SaveDraft(ChangeOperation[Draft]):
    """Keep what is typed in a form so far."""

    route = Route("PUT", "/drafts/{key}", allowed=PROFESSIONAL)

    key: str
    record_version: int
    content: Private[DraftContent]


@dataclass(frozen=True, kw_only=True)
class ListDrafts(Operation[tuple[Draft, ...]]):
    """Read all unfinished forms, newest first."""

    route = Route("GET", "/drafts", allowed=PROFESSIONAL)


@dataclass(frozen=True, kw_only=True)
class FindDraft(Operation[tuple[Draft, ...]]):
    """Read the unfinished form of that key: one, or none."""

    route = Route("GET", "/drafts/{key}", allowed=PROFESSIONAL)

    key: str


@dataclass(frozen=True, kw_only=True)
class DiscardDraft(ChangeOperation[bool]):
    """Throw an unfinished form away; returns whether there was one."""

    route = Route("DELETE", "/drafts/{key}", allowed=PROFESSIONAL)

    key: str
