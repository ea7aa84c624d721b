"""A question that takes a private remark, and keeps it until the move it belongs to is made."""

from abc import abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from kara_tui.domain.drafts import Draft, RemarkKind, remark_form
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.drafts import FindDrafts
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import ago, first_words, when_typed
from kara_tui.widgets.remark_field import RemarkField

Answer = TypeVar("Answer")

_FIELD = "remark"


class RemarkDialog(ModalScreen[Answer | None], Generic[Answer]):
    """Asks, and returns None when the user goes back; the remark is there again next time."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", "Back", id="dialog.back"),
        Binding("f2", "agree", "Do it", id="dialog.agree"),
    ]

    @dataclass
    class Found(Message):
        """Remarks that were typed earlier, newest first."""

        drafts: tuple[Draft, ...]

    def __init__(
        self, desk: Desk, client_id: ClientId, kind: RemarkKind, wanted_draft: str = ""
    ) -> None:
        """Ask for a remark.

        Args:
            desk: Has the store.
            client_id: Whom it concerns.
            kind: What it is typed for: one typed for something else is not brought back.
            wanted_draft: The key of the text to go on with, if it is still there.
        """
        super().__init__()
        self.desk = desk
        self.client_id = client_id
        self.kind = kind
        self._wanted = wanted_draft
        self.field = RemarkField()
        """Where the remark is typed."""
        self.keeper = DraftKeeper(desk, remark_form(kind, client_id), self._typing)
        """Keeps the remark; who makes the move throws the draft away, by its key."""
        self._may_lose = False

    @abstractmethod
    def answer(self) -> Answer:
        """Return what is answered when the user agrees."""

    def remark_part(self) -> ComposeResult:
        """Lay out the field, what there is to say about it, and its keeper."""
        yield self.field
        yield Static("", classes="told public", markup=False)
        yield self.keeper

    def on_mount(self) -> None:
        """Look for a remark from earlier."""
        self._find()

    def tell(self, words: str) -> None:
        """Say something about the remark; nothing when it is empty."""
        told = self.query_one(".told", Static)
        told.update(Content(safe_text(words, lines=True)))
        told.display = bool(words)

    @on(Button.Pressed, "#back")
    async def action_go_back(self) -> None:
        """Leave everything as it is."""
        await self._leave(None)

    @on(Button.Pressed, "#agree")
    async def action_agree(self) -> None:
        """Answer."""
        if self.field.is_too_long:
            self.tell(f"✗ {self.field.too_long_words}")
            self.field.focus()
            return
        await self._leave(self.answer())

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Show what was typed last, and when; and say what is being typed elsewhere."""
        live = [one for one in found.drafts if self.desk.presence.is_being_typed(one)]
        left = [one for one in found.drafts if one not in live or one.key == self._wanted]
        left.sort(key=lambda one: one.key != self._wanted)
        words = [f"Being typed elsewhere, {_told(one, self.desk)}" for one in live]
        if left and self.field.fill(opened(left[0].content).typed.get(_FIELD, "")):
            self.keeper.take_up(left[0])
            more = f" F9 shows {len(left) - 1} more." if len(left) > 1 else ""
            words.insert(0, f"Typed {when_typed(left[0], self.desk)}, and not used yet.{more}")
        self.tell("\n".join(words))

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        if not self._may_lose:
            self.tell(f"! What you type is not kept: {failed.problem.sentence}")

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self.tell("")

    @on(RemarkField.PasteRefused)
    def say_refused(self, refused: RemarkField.PasteRefused) -> None:
        """Say why a paste was not taken."""
        self.tell(f"✗ Nothing was pasted: that text has {refused.length:,} characters.")

    async def _leave(self, answer: Answer | None) -> None:
        # The move may fail: whoever carries it out throws the draft away.
        try:
            await self.keeper.leave()
        except KaraError as problem:
            if not self._may_lose:
                self._may_lose = True
                self.tell(f"! What you typed cannot be kept: {problem} Once more goes on anyway.")
                return
        self.dismiss(answer)

    def _typing(self) -> Typing:
        text = self.field.text
        return Typing({_FIELD: text} if text else {})

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            drafts = await self.keeper.find()
            if self._wanted and self._wanted not in {one.key for one in drafts}:
                # One from before remarks were told apart has another form's name.
                drafts = (*await self.desk.backend(FindDrafts(form=self._wanted)), *drafts)
            if drafts:
                self.post_message(self.Found(drafts))


def _told(draft: Draft, desk: Desk) -> str:
    content = draft.content
    words = "" if isinstance(content, bytes) else first_words(content)
    return f"{ago(desk.clock() - draft.at)} {words}".rstrip()
