"""An invite: to whom, with which words of one's own, and the mail that comes of it."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from kara_tui.domain.client import Client
from kara_tui.domain.drafts import INVITE_FORM, Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.matching import identities
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import FindLookAlikes, GetOverview
from kara_tui.operations.invites import InviteClient
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import when_typed
from kara_tui.screens.invite_reading import (
    InviteReading,
    alike_in_words,
    invite_fields,
    read_invite,
)
from kara_tui.widgets.form_field import FieldNote, FormField

_PAUSE_SECONDS = 0.1
_PROFESSIONAL = "Your name"


class InviteScreen(ModalScreen[Client | None]):
    """Invites somebody; returns the new client, or None when the user goes back."""

    CSS_PATH = "invite.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="dialog.back"),
        Binding("f2", "send", "Send", id="dialog.agree"),
    ]

    def __init__(self, desk: Desk, wanted_draft: str = "") -> None:
        super().__init__()
        self._wanted = wanted_draft
        self.desk = desk
        self._professional = _PROFESSIONAL
        self._fields = {one.name: FormField(one, "") for one in invite_fields()}
        self.keeper = DraftKeeper(desk, INVITE_FORM, self._typing)
        """Keeps what is typed."""
        self._asked: InviteClient | None = None
        self._sending = False
        self._all_told = False
        self._may_lose = False

    def compose(self) -> ComposeResult:
        """Lay out the form, the mail that comes of it, and the ways to answer."""
        with Vertical(classes="dialog"):
            yield Static("Invite somebody to set up their account", classes="question public")
            with Container(classes="parts"):
                with VerticalScroll(classes="form", can_focus=False):
                    yield from self._fields.values()
                    yield Static("", classes="alike", markup=False)
                with VerticalScroll(classes="letter"):
                    yield Static("", classes="mail", markup=False)
            yield Static("", classes="told", markup=False)
            yield self.keeper
            with Horizontal(classes="buttons"):
                yield Button("Start afresh", id="afresh")
                yield Button("Back (esc)", id="back")
                yield Button("Send (F2)", id="send", variant="primary")

    def on_mount(self) -> None:
        """Bring back what was typed last time."""
        self.query_one("#afresh").display = False
        self.show_reading()
        self._begin()

    def field(self, name: str) -> FormField:
        """Return the field of that name."""
        return self._fields[name]

    def typed(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {name: one.typed for name, one in self._fields.items()}

    @work(group="begin", exit_on_error=False)
    async def _begin(self) -> None:
        try:
            found = await self.keeper.find()
            self._professional = (await self.desk.backend(GetOverview())).professional
        except KaraError as problem:
            self._tell(str(problem), is_problem=True)
            return
        self._take_up(found)
        self.show_reading()

    def _take_up(self, found: tuple[Draft, ...]) -> None:
        live = [one for one in found if self.desk.presence.is_being_typed(one)]
        left = [one for one in found if one not in live or one.key == self._wanted]
        left.sort(key=lambda one: one.key != self._wanted)
        words = ["Another invite is being typed elsewhere."] if live else []
        if left and not any(self.typed().values()):
            before = opened(left[0].content).typed
            for one in self._fields.values():
                one.put(before.get(one.spec.name, ""))
            self.keeper.take_up(left[0])
            self.query_one("#afresh").display = True
            more = f" F9 shows {len(left) - 1} more." if len(left) > 1 else ""
            when = when_typed(left[0], self.desk)
            words.insert(0, f"This is what you typed {when}, and did not send.{more}")
        self._tell(" ".join(words))

    def show_reading(self) -> InviteReading:
        """Say beside each field what there is to say, and show the mail."""
        reading = read_invite(self.typed(), self.desk.context())
        for one in self._fields.values():
            is_told = self._all_told or one.typed
            problem = reading.problems.get(one.spec.name, "") if is_told else ""
            one.show_note(FieldNote(problem=problem))
        letter = reading.letter(self._professional)
        head = Content.styled(f"To {safe_text(reading.details.contact_email) or '…'}\n", "dim")
        subject = Content.styled(f"{safe_text(letter.subject)}\n\n", "bold")
        body = safe_text(letter.body, lines=True)
        self.query_one(".mail", Static).update(head + subject + body)
        return reading

    @on(FormField.Edited)
    def follow_typing(self, edited: FormField.Edited) -> None:
        """Read the form anew with every key."""
        edited.stop()
        reading = self.show_reading()
        self._may_lose = False
        self._find_alike(reading)

    def _typing(self) -> Typing:
        return Typing({name: text for name, text in self.typed().items() if text})

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        if not self._may_lose:
            self._tell(f"What you type is not kept: {failed.problem}", is_problem=True)

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self._tell("")

    @work(group="alike", exclusive=True, exit_on_error=False)
    async def _find_alike(self, reading: InviteReading) -> None:
        await asyncio.sleep(_PAUSE_SECONDS)
        keys = identities(reading.details)
        try:
            found = await self.desk.backend(FindLookAlikes(keys=keys)) if keys else ()
        except KaraError as problem:
            self._tell(str(problem), is_problem=True)
            return
        words = alike_in_words(reading.details, found)
        alike = self.query_one(".alike", Static)
        alike.update(Content(f"! {safe_text(words)}" if words else ""))
        alike.display = bool(words)

    @on(Button.Pressed, "#send")
    def action_send(self) -> None:
        """Send the invite, or show what keeps it from being sent."""
        if self._sending:
            return
        self._all_told = True
        reading = self.show_reading()
        if reading.problems:
            first = next(name for name in self._fields if name in reading.problems)
            self.field(first).control.focus()
            self._tell("Not sent yet: please look at the marked fields.", is_problem=True)
            return
        self._sending = True
        self._tell("Sending…")
        self._send(self._same_or_new(reading.invite()))

    @work(group="send", exit_on_error=False)
    async def _send(self, asked: InviteClient) -> None:
        try:
            client = await self.desk.backend(asked)
        except KaraError as problem:
            self._sending = False
            self._tell(f"Not sent: {problem} What you typed is still here.", is_problem=True)
            return
        await self._forget()
        about = self.desk.privacy.about(safe_text(asked.addressee.name))
        words = f"{asked.past}{about} · u undoes"
        self.app.notify(words, markup=False)
        self.dismiss(client)

    async def _forget(self) -> None:
        try:
            await self.keeper.done()
        except KaraError as problem:
            self.app.notify(safe_text(f"The draft is still kept: {problem}"), markup=False)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Go back; what is typed is there again next time."""
        if not self._sending:
            self._leave()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _leave(self) -> None:
        try:
            await self.keeper.leave()
        except KaraError as problem:
            if not self._may_lose:
                self._may_lose = True
                words = f"What you typed cannot be kept: {problem} Press esc again to lose it."
                self._tell(words, is_problem=True)
                return
        self.dismiss(None)

    @on(Button.Pressed, "#afresh")
    @work(group="afresh", exclusive=True, exit_on_error=False)
    async def start_afresh(self) -> None:
        """Begin another invite; the text of this one waits under F9."""
        try:
            await self.keeper.begin_anew()
        except KaraError as problem:
            self._tell(f"What you typed cannot be kept: {problem}", is_problem=True)
            return
        self._all_told = False
        for one in self._fields.values():
            one.put("")
        self.query_one("#afresh").display = False
        self._tell("The earlier text is kept: F9 shows it in the lists.")
        self.field("name").control.focus()

    def _same_or_new(self, asked: InviteClient) -> InviteClient:
        """Return the wish of the failed attempt, if it is still the same one."""
        before = self._asked
        parts = ("details", "addressee", "personal_line")
        if before and all(getattr(before, one) == getattr(asked, one) for one in parts):
            return before
        self._asked = asked
        return asked

    def _tell(self, words: str, *, is_problem: bool = False) -> None:
        told = self.query_one(".told", Static)
        told.set_class(is_problem, "-problem")
        told.update(Content(f"{'✗ ' if is_problem else ''}{safe_text(words)}"))
