"""Answers given aloud, entered with one key each; what is entered survives whatever happens."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure import Measure
from kara_tui.domain.measure_response import Answers, MeasureResponse
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.screens.answers_draft import answers_form, answers_in, typed_answers, wishing
from kara_tui.screens.answers_words import asked_words, flag_lines, outcome_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import when_typed
from kara_tui.screens.saying import say
from kara_tui.widgets.answer_sheet import AnswerSheet
from kara_tui.widgets.remark_field import RemarkField


class AnswersDialog(ModalScreen[MeasureResponse | None]):
    """Takes and saves one set of answers; returns it, or None when the user goes back."""

    CSS_PATH = "answers.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", "Back", id="answers.back"),
        Binding("f2", "save", "Save", id="answers.save"),
        Binding("f4", "switch_language", "Language", id="answers.language"),
    ]

    @dataclass
    class Found(Message):
        """Answers that were entered earlier and not saved, newest first."""

        drafts: tuple[Draft, ...]

    @dataclass
    class Stored(Message):
        """The answers are saved."""

        response: MeasureResponse
        sent: Answers

    @dataclass
    class StoreFailed(Message):
        """The answers could not be saved; all of them are still here."""

        problem: KaraError

    def __init__(
        self,
        desk: Desk,
        client_id: ClientId,
        measure: Measure,
        language: str = "",
        before: MeasureResponse | None = None,
    ) -> None:
        """Prepare the questions.

        Args:
            desk: What every screen works with.
            client_id: Who answers.
            measure: What is asked, by its newest rules.
            language: In which the items are read out.
            before: Answers to be put right; None for new ones.
        """
        super().__init__()
        self._desk = desk
        self._client_id = client_id
        self._measure = measure
        self._before = before
        self._wish = wishing(client_id, measure, before)
        self._saving = self._may_lose = False
        self.sheet = AnswerSheet(measure, language)
        """Where the answers are given."""
        self.remark = RemarkField(compact=True, placeholder="Remark, for you alone")
        """Where a remark on them is typed."""
        form = answers_form(client_id, measure, before.id if before else None)
        self.keeper = DraftKeeper(desk, form, self._typing)
        """Keeps what is entered."""

    def compose(self) -> ComposeResult:
        """Lay out the item that is asked, the remark, and what the answers come to."""
        with VerticalScroll(classes="answers-box", can_focus=False):
            yield Static(
                Content(asked_words(self._measure, putting_right=self._before is not None)),
                classes="title public",
            )
            yield Static(self._instruction(), classes="instruction public", markup=False)
            yield self.sheet
            yield Static("", classes="told public", markup=False)
            yield self.remark
            yield Static("", classes="flag public", markup=False)
            yield Static("", classes="outcome public", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back", compact=True)
                yield Button("Save (F2)", id="save", variant="primary", compact=True)
        yield self.keeper

    def on_mount(self) -> None:
        """Show what is known, and look for answers from earlier."""
        if self._before is not None:
            self._fill(opened(self._before.details))
        self.sheet.focus()
        self._show_outcome()
        self._find()

    @property
    def answers(self) -> Answers:
        """What is entered."""
        return Answers(values=self.sheet.values, remark=self.remark.remark)

    @on(AnswerSheet.Changed)
    @on(DraftKeeper.KeptAgain)
    def follow(self) -> None:
        """Say what the answers come to."""
        self.tell("")
        self._show_outcome()

    @on(AnswerSheet.AtEnd)
    def reach_end(self) -> None:
        """Offer to save once nothing is missing."""
        if not self._measure.problem_with(self.sheet.values):
            self.query_one("#save", Button).focus()

    @on(Button.Pressed, "#back")
    async def action_go_back(self) -> None:
        """Leave; what was entered is there again next time."""
        try:
            await self.keeper.leave()
        except KaraError as problem:
            if not self._may_lose:
                self._may_lose = True
                self.tell(f"! What you entered cannot be kept: {problem} Once more leaves anyway.")
                return
        self.dismiss(None)

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save the answers, unless something is missing."""
        if self._saving:
            return
        if problem := self._measure.problem_with(self.sheet.values):
            self.tell(f"✗ {problem}")
            self.sheet.focus()
        elif self.remark.is_too_long:
            self.tell(f"✗ {self.remark.too_long_words}")
            self.remark.focus()
        else:
            self._saving = True
            self._save(self.answers)

    def action_switch_language(self) -> None:
        """Show the items in the measure's next language."""
        self.sheet.next_language()
        self.query_one(".instruction", Static).update(self._instruction())

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Go on with answers from earlier, unless some were entered already."""
        left = [one for one in found.drafts if not self._desk.presence.is_being_typed(one)]
        if not left or self._typing().typed:
            return
        typed = opened(left[0].content).typed
        self._fill(answers_in(typed, len(self._measure.items)))
        self.keeper.take_up(left[0])
        self._show_outcome()
        self.tell(f"Entered {when_typed(left[0], self._desk)}, and not saved yet.")

    @on(Stored)
    async def finish(self, stored: Stored) -> None:
        """Leave, unless somebody has gone on meanwhile; the draft is not needed any more."""
        if self.answers != stored.sent:
            self._saving = False
            self._before = stored.response
            self._wish = wishing(self._client_id, self._measure, stored.response)
            self.tell("Saved without what you have entered meanwhile. F2 saves that as well.")
            return
        # One that cannot be thrown away now holds nothing that is not saved.
        with suppress(KaraError):
            await self.keeper.done()
        self.dismiss(stored.response)

    @on(StoreFailed)
    def say_not_saved(self, failed: StoreFailed) -> None:
        """Say why; everything stays."""
        self._saving = False
        self.tell(f"✗ Not saved. {failed.problem} Everything you entered is still here.")

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the answers."""
        self.tell(f"! What you enter is not kept: {failed.problem.sentence}")

    @on(RemarkField.PasteRefused)
    def say_refused(self, refused: RemarkField.PasteRefused) -> None:
        """Say why a paste was not taken."""
        self.tell(f"✗ Nothing was pasted: that text has {refused.length:,} characters.")

    def tell(self, words: str) -> None:
        """Say something; nothing when it is empty."""
        say(self, ".told", words)

    def _show_outcome(self) -> None:
        values = self.sheet.values
        say(self, ".flag", flag_lines(self._measure, values))
        say(self, ".outcome", outcome_words(self._measure, values))

    def _instruction(self) -> Content:
        text = self._measure.say(self._measure.instruction, self.sheet.language)
        return Content(safe_text(text))

    def _fill(self, answers: Answers) -> None:
        self.sheet.fill(answers.values)
        self.remark.load_text(answers.remark)

    def _typing(self) -> Typing:
        typed = typed_answers(self.sheet.values, self.remark.text)
        if self._before is not None:
            saved = opened(self._before.details)
            typed = {} if typed == typed_answers(saved.values, saved.remark) else typed
        return Typing(typed, version=self._before.version if self._before else 0)

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            if drafts := await self.keeper.find():
                self.post_message(self.Found(drafts))

    @work(group="store", exit_on_error=False)
    async def _save(self, answers: Answers) -> None:
        try:
            saved = await self._desk.backend(self._wish(answers))
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem))
        else:
            self.post_message(self.Stored(saved, answers))
