"""A question that takes a private remark, and keeps it until the move it belongs to is made."""

from abc import abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button

from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import opened
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import KEEP_WITHIN, DraftJournal
from kara_tui.widgets.remark_field import RemarkField

Answer = TypeVar("Answer")

_FIELD = "remark"


def remark_key(client_id: ClientId) -> str:
    """Return the key under which an unfinished remark about a client is kept."""
    return f"remark:{client_id}"


class RemarkDialog(ModalScreen[Answer | None], Generic[Answer]):
    """Asks, and returns None when the user goes back; the remark is there again next time."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", "Back", id="dialog.back"),
        Binding("f2", "agree", "Do it", id="dialog.agree"),
    ]

    @dataclass
    class Found(Message):
        """A remark that was typed earlier."""

        text: str

    def __init__(self, desk: Desk, client_id: ClientId) -> None:
        super().__init__()
        self._journal = DraftJournal(desk.backend, remark_key(client_id))
        self._keeping: Timer | None = None

    @abstractmethod
    def answer(self) -> Answer:
        """Return what is answered when the user agrees."""

    @property
    def field(self) -> RemarkField:
        """Where the remark is typed."""
        return self.query_one(RemarkField)

    def on_mount(self) -> None:
        """Look for a remark from earlier."""
        self._find()

    async def keep_draft_now(self) -> None:
        """Put what is typed into the store, up to the last key.

        Raises:
            KaraError: When the store cannot take it.
        """
        self._note()
        await self._journal.keep_now()

    @on(Button.Pressed, "#back")
    async def action_go_back(self) -> None:
        """Leave everything as it is."""
        await self._leave(None)

    @on(Button.Pressed, "#agree")
    async def action_agree(self) -> None:
        """Answer."""
        await self._leave(self.answer())

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Show what was typed earlier."""
        self._journal.taken_up({_FIELD: found.text})
        self.field.fill(found.text)

    @on(RemarkField.Edited)
    def keep_soon(self) -> None:
        """See that the text is kept."""
        if self._note() and self._keeping is None:
            self._keeping = self.set_timer(KEEP_WITHIN, self._keep)

    async def _leave(self, answer: Answer | None) -> None:
        # The move may fail: whoever carries it out throws the draft away.
        with suppress(KaraError):
            await self.keep_draft_now()
        self.dismiss(answer)

    def _note(self) -> bool:
        text = self.field.remark
        return self._journal.note(0, {_FIELD: text} if text else {})

    @work(group="draft", exit_on_error=False)
    async def _keep(self) -> None:
        self._keeping = None
        with suppress(KaraError):
            await self._journal.keep_now()

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            draft = await self._journal.find()
            if draft is not None:
                self.post_message(self.Found(opened(draft.content).typed.get(_FIELD, "")))
