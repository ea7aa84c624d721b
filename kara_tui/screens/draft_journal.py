"""What is typed in one form, put into the store while it is typed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kara_tui.domain.drafts import Draft, DraftContent, new_draft_key
from kara_tui.operations.drafts import DiscardDraft, FindDrafts, SaveDraft
from kara_tui.screens.desk import Desk


@dataclass(frozen=True)
class Typing:
    """What stands in a form and is not saved."""

    typed: Mapping[str, str]
    """By field name; empty when all of it is saved."""
    begun: Mapping[str, str] = field(default_factory=dict)
    """What was saved in those fields when the typing began."""
    version: int = 0
    """Of the record that the form was opened on; zero for a new one."""


_NOTHING = Typing({})


class DraftJournal:
    """Keeps the text of one open form, one write after the other and never an older one last.

    Each has a draft of its own: two forms on one record never write over each other.
    """

    def __init__(self, desk: Desk, form: str) -> None:
        self._desk = desk
        self.form = form
        self.key = new_draft_key(form)
        """Under which it is kept."""
        self._kept = _NOTHING
        self._noted: Typing | None = None
        self._taken_up: list[str] = []
        self._turn = asyncio.Lock()

    def note(self, typing: Typing) -> bool:
        """Remember what is typed by now; tell whether the store does not have it yet."""
        is_emptied = bool(self._taken_up) and not typing.typed
        is_kept = dict(typing.typed) == dict(self._kept.typed) and not is_emptied
        self._noted = None if is_kept else typing
        return self._noted is not None

    @property
    def has_kept(self) -> bool:
        """Whether the store has a text of this form."""
        return bool(self._kept.typed)

    async def keep_now(self) -> None:
        """Put what was noted into the store.

        Raises:
            KaraError: When the store cannot take it; it stays noted.
        """
        async with self._turn:
            if self._noted is not None:
                await self._write(self._noted, self._desk.presence.mark)

    async def leave(self) -> None:
        """Put what was noted into the store, as text that nobody is typing any more.

        Raises:
            KaraError: When the store cannot take it; it stays noted.
        """
        async with self._turn:
            left = self._noted or self._kept
            if self._noted is not None or (left.typed and self.key in self._open):
                await self._write(left, writer="")
            self._open.discard(self.key)

    async def discard(self) -> None:
        """Throw away what was kept and what was noted: it is saved, or not wanted any more.

        Raises:
            KaraError: When the store cannot do it.
        """
        async with self._turn:
            self._noted = None
            self._kept = replace(self._kept, typed={})
            self._open.discard(self.key)
            await self._forget([self.key, *self._taken_up])

    async def find(self) -> tuple[Draft, ...]:
        """Return what was typed in this form at other times and not saved, newest first.

        Raises:
            KaraError: When the store cannot be read.
        """
        found = await self._desk.backend(FindDrafts(form=self.form))
        return tuple(draft for draft in found if draft.key != self.key)

    def take_up(self, draft: Draft) -> None:
        """Make an earlier text this form's own, from the moment when its copy is kept.

        One that is being typed elsewhere stays there.
        """
        if not self._desk.presence.is_being_typed(draft):
            self._taken_up.append(draft.key)

    @property
    def _open(self) -> set[str]:
        return self._desk.presence.open_drafts

    async def _write(self, typing: Typing, writer: str) -> None:
        noted, self._noted = self._noted, None
        # From here on the store may have this text, whatever is noted meanwhile.
        before, self._kept = self._kept, typing
        if writer:
            self._open.add(self.key)
        try:
            if typing.typed:
                await self._desk.backend(self._saving(typing, writer))
                await self._forget(self._taken_up)
            else:
                # Everything was taken back by hand: nothing is left to keep.
                await self._forget([self.key, *self._taken_up])
        except BaseException:
            self._kept = before
            self._put_back(noted)
            raise
        self._taken_up = []

    def _put_back(self, noted: Typing | None) -> None:
        if self._noted is None:
            self._noted = noted

    def _saving(self, typing: Typing, writer: str) -> SaveDraft:
        begun = {name: typing.begun.get(name, "") for name in typing.typed}
        content = DraftContent(typed=dict(typing.typed), begun=begun, writer=writer)
        return SaveDraft(key=self.key, record_version=typing.version, content=content)

    async def _forget(self, keys: list[str]) -> None:
        for key in keys:
            await self._desk.backend(DiscardDraft(key=key))
