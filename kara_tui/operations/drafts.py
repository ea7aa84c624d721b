"""Operations on unfinished forms: what was typed survives whatever happens."""

from dataclasses import dataclass

from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class SaveDraft(ChangeOperation[Draft]):
    """Keep what is typed in a form so far, in place of what was kept under the same key."""

    route = Route("PUT", "/drafts/{key}", allowed=PROFESSIONAL)

    key: str
    record_version: int
    content: Private[DraftContent]


@dataclass(frozen=True, kw_only=True)
class ListDrafts(Operation[tuple[Draft, ...]]):
    """Read all unfinished forms, newest first."""

    route = Route("GET", "/drafts", allowed=PROFESSIONAL)


@dataclass(frozen=True, kw_only=True)
class FindDrafts(Operation[tuple[Draft, ...]]):
    """Read what was typed in one form and not saved, newest first."""

    route = Route("GET", "/forms/{form}/drafts", allowed=PROFESSIONAL)

    form: str
    """Such as `client:` and the client's id; or the whole key of one draft."""


@dataclass(frozen=True, kw_only=True)
class DiscardDraft(ChangeOperation[bool]):
    """Throw one draft away, and only that one; returns whether there was one."""

    route = Route("DELETE", "/drafts/{key}", allowed=PROFESSIONAL)

    key: str
