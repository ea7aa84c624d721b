"""The one line by which an editor loses nothing: it keeps what is typed while it is typed.

    yield DraftKeeper(self.desk, "invite:new", self.typing)

Whoever puts it on a screen has the text in the store within 300 ms, up to the last key when
the screen is left, the program is told to end or the terminal is gone (see `keep_drafts`).
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from textual import work
from textual.css.query import NoMatches
from textual.message import Message
from textual.widget import Widget

from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import DraftJournal, Typing

LOOK_EVERY = 0.2
"""Seconds between two looks at what is typed; the write that may follow takes some more."""

_PAUSE = 4
"""Looks that are left out after a write that failed: a full disk is not to be hammered at."""


class DraftKeeper(Widget):
    """Looks at what is typed, and keeps it. It is not to be seen."""

    DEFAULT_CSS = "DraftKeeper { display: none; }"

    @dataclass
    class NotKept(Message):
        """What is typed is on the screen only; it is tried again with the next look."""

        problem: KaraError

    @dataclass
    class KeptAgain(Message):
        """The store has taken what it could not take before."""

    def __init__(self, desk: Desk, form: str, read: Callable[[], Typing | None]) -> None:
        """Keep what is typed in a form.

        Args:
            desk: Has the store.
            form: Names the form, such as `note:` and the note's id.
            read: Returns what is typed and not saved; None while nothing can be typed.
        """
        super().__init__()
        self._read = read
        self._desk = desk
        self._journal = DraftJournal(desk, form)
        self._is_keeping = False
        self._failed = False
        self._pause = 0
        self._is_done = False

    @property
    def key(self) -> str:
        """The key of the draft, to be thrown away by whoever saves the text later."""
        return self._journal.key

    @property
    def form(self) -> str:
        """The name of the form."""
        return self._journal.form

    @property
    def has_kept(self) -> bool:
        """Whether the store has a text of this form."""
        return self._journal.has_kept

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK_EVERY, self._look)

    async def on_unmount(self) -> None:
        """Keep the last keys, however the screen came to its end."""
        # There is nobody left to tell: who leaves in good order has asked `leave` before.
        with suppress(KaraError):
            await self.leave()

    async def keep_now(self) -> None:
        """Put what is typed into the store, up to the last key.

        Raises:
            KaraError: When the store cannot take it.
        """
        self._note()
        await self._journal.keep_now()

    async def leave(self) -> None:
        """Put what is typed into the store as text to come back to; typing may go on.

        Raises:
            KaraError: When the store cannot take it.
        """
        self._note()
        await self._journal.leave()

    async def begin_anew(self) -> None:
        """Leave what is typed as text to come back to; what is typed from now on is another text.

        To be followed at once by emptying the form.

        Raises:
            KaraError: When the store cannot take it: then the text is still this form's own.
        """
        await self.leave()
        while self._note():
            await self.leave()
        self._journal = DraftJournal(self._desk, self.form)

    async def done(self) -> None:
        """Throw the draft away: its text is saved, or its writer does not want it.

        Raises:
            KaraError: When the store cannot do it; nothing is kept from here on all the same.
        """
        self._is_done = True
        await self._journal.discard()

    def go_on(self) -> None:
        """Keep what is typed from now on, after `done`."""
        self._is_done = False

    async def find(self) -> tuple[Draft, ...]:
        """Return what was typed in this form at other times and not saved, newest first.

        Raises:
            KaraError: When the store cannot be read.
        """
        return await self._journal.find()

    def take_up(self, draft: Draft) -> None:
        """Make an earlier text this form's own; to be called when it stands in the form."""
        self._journal.take_up(draft)

    def _note(self) -> bool:
        typing = None if self._is_done else self._reading()
        return typing is not None and self._journal.note(typing)

    def _reading(self) -> Typing | None:
        if self.is_attached:
            return self._read()
        # The screen is being taken down: what cannot be read any more is not empty for that.
        with suppress(NoMatches):
            typing = self._read()
            return typing if typing is None or typing.typed else None
        return None

    def _look(self) -> None:
        self._pause = max(0, self._pause - 1)
        if not self._pause and not self._is_keeping and self._note():
            self._is_keeping = True
            self._keep()

    @work(group="draft", exit_on_error=False)
    async def _keep(self) -> None:
        try:
            await self._journal.keep_now()
        except KaraError as problem:
            self._failed = True
            self._pause = _PAUSE
            self.post_message(self.NotKept(problem))
        else:
            if self._failed:
                self._failed = False
                self.post_message(self.KeptAgain())
        finally:
            self._is_keeping = False
