"""What is typed in one form, put into the store while it is typed."""

import asyncio
from collections.abc import Mapping

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.operations.drafts import DiscardDraft, FindDraft, SaveDraft

KEEP_WITHIN = 0.25
"""Seconds from the first key that is not kept to the moment when it is being kept."""


class DraftJournal:
    """Keeps the text of one form, one write after the other and never an older one last."""

    def __init__(self, backend: Backend, key: str) -> None:
        self._backend = backend
        self._key = key
        self._kept: dict[str, str] = {}
        self._noted: tuple[int, dict[str, str]] | None = None
        self._turn = asyncio.Lock()

    def note(self, version: int, typed: Mapping[str, str]) -> bool:
        """Remember what is typed by now; tell whether the store does not have it yet."""
        self._noted = (version, dict(typed)) if dict(typed) != self._kept else None
        return self._noted is not None

    async def keep_now(self) -> None:
        """Put what was noted into the store.

        Raises:
            KaraError: When the store cannot take it; it stays noted.
        """
        async with self._turn:
            if self._noted is None:
                return
            noted, self._noted = self._noted, None
            version, typed = noted
            # From here on the store may have this text, whatever is noted meanwhile.
            before, self._kept = self._kept, typed
            try:
                await self._backend(self._operation(version, typed))
            except BaseException:
                self._kept = before
                self._put_back(noted)
                raise

    async def discard(self) -> None:
        """Throw away what was kept and what was noted.

        Raises:
            KaraError: When the store cannot do it.
        """
        self._noted = None
        async with self._turn:
            self._noted = None
            await self._backend(DiscardDraft(key=self._key))
            self._kept = {}

    async def find(self) -> Draft | None:
        """Return what was kept earlier, if anything.

        Raises:
            KaraError: When the store cannot be read.
        """
        found = await self._backend(FindDraft(key=self._key))
        return found[0] if found else None

    @property
    def has_kept(self) -> bool:
        """Whether the store has a text of this form."""
        return bool(self._kept)

    def taken_up(self, typed: Mapping[str, str]) -> None:
        """Know that the store has this text already."""
        self._kept = dict(typed)

    def _put_back(self, noted: tuple[int, dict[str, str]]) -> None:
        if self._noted is None:
            self._noted = noted

    def _operation(self, version: int, typed: dict[str, str]) -> SaveDraft | DiscardDraft:
        if not typed:
            # Everything was taken back by hand: nothing is left to keep.
            return DiscardDraft(key=self._key)
        content = DraftContent(typed=typed)
        return SaveDraft(key=self._key, record_version=version, content=content)
