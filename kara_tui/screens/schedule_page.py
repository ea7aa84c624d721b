"""The form in which a session is arranged: what is typed in it is kept, and booked."""

from abc import abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import scheduling as commands
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import Conflict, KaraError
from kara_tui.domain.form_reading import FormReading
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import opened
from kara_tui.domain.schedule_form import ScheduleForm
from kara_tui.domain.schedule_values import ScheduleValues
from kara_tui.domain.session import Session
from kara_tui.domain.session_forms import SessionForm, SessionFormKind
from kara_tui.domain.text import safe_text
from kara_tui.operations.base import ChangeOperation
from kara_tui.screens.activity_lines import when_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import when_typed
from kara_tui.screens.kept_dialog import KeptDialog
from kara_tui.screens.schedule_clashes import ClashPanel
from kara_tui.screens.schedule_wish import ScheduleWish
from kara_tui.screens.zones import zone_name
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.record_fields import RecordFields
from kara_tui.widgets.veil import naming


class SchedulePage(KeptDialog[tuple[Session, ...]]):
    """Asks for a session and books it; returns what was booked, or None."""

    @dataclass
    class Found(Message):
        """Texts that were typed in this form earlier, newest first."""

        drafts: tuple[Draft, ...]

    @dataclass
    class Booked(Message):
        """It is saved."""

        sessions: tuple[Session, ...]
        operation: ChangeOperation[tuple[Session, ...]]

    @dataclass
    class BookingFailed(Message):
        """It could not be saved; all of it is still in the form."""

        problem: KaraError

    def __init__(
        self,
        desk: Desk,
        client_id: ClientId,
        client_name: str,
        moved: Session | None = None,
        start: datetime | None = None,
    ) -> None:
        """Prepare the form.

        Args:
            desk: What every screen works with.
            client_id: With whom.
            client_name: What they are called.
            moved: The session that is put to another time; None for a new one.
            start: When it is to start, as far as that is known.
        """
        super().__init__()
        self.desk = desk
        self.client_id = client_id
        self.client_name = client_name
        self._start = start
        form = ScheduleForm(now=desk.clock(), time_zone=zone_name(desk), moved=moved)
        self.wish = ScheduleWish(form, client_id)
        """What is wished for."""
        self.fields: RecordFields[ScheduleValues] | None = None
        """What is typed; None until the services have been read."""
        kind = SessionFormKind.MOVE if moved else SessionFormKind.SCHEDULE
        kept = SessionForm(kind, client_id, moved.id if moved else None)
        self.keeper = DraftKeeper(desk, kept.name, self._typing)
        """Keeps what is typed."""
        self.is_saving = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the place for the fields, and what there is to say."""
        moved = self.wish.moved
        title = f"A session with {self.client_name}"
        if moved:
            title = f"Move the session on {when_words(moved, self.desk)} with {self.client_name}"
        with Vertical(classes="dialog" if moved else "dialog -long"):
            yield Static(naming(title, self.client_name), classes="question public")
            yield Static("", classes="slots public", markup=False)
            yield ClashPanel(self.wish.form.time_zone)
            yield Static("", classes="told public", markup=False)
            yield KeyLine()
        yield self.keeper

    async def on_mount(self) -> None:
        """Put the fields in once it is known what is offered, and look for text from earlier."""
        problem = await self.wish.read_offers(self.desk)
        form = self.wish.form
        also = {"starts_at": form.shown(self._start)} if self._start else {}
        self.fields = RecordFields(form.fields(), form.begun(), self._read, also)
        await self.query_one(".dialog").mount(self.fields, after=self.query_one(".slots"))
        self.ask_what_follows()
        self.fields.focus_field("starts_at")
        self.tell(f"The services could not be read. {problem}" if problem else "")
        self.look()
        self._find()

    @abstractmethod
    def look(self) -> object:
        """Find what stands in the way, and the next free times."""

    @abstractmethod
    def follow_failure(self, problem: KaraError) -> str:
        """Return what to say of a booking that failed."""

    @property
    def is_touched(self) -> bool:
        """Whether something is typed and not booked."""
        return bool(self._touched)

    @property
    def _touched(self) -> dict[str, str]:
        """What is typed; a time that was there from the start is nobody's typing."""
        touched = self.fields.touched() if self.fields is not None else {}
        return {} if touched == {"starts_at": self.wish.form.shown(self._start)} else touched

    @property
    def values(self) -> ScheduleValues:
        """What stands in the form, as far as it can be read."""
        assert self.fields is not None
        return self._read(self.fields.typed()).details

    def put(self, name: str, text: str) -> None:
        """Put a text into a field, as if it were typed."""
        assert self.fields is not None
        self.fields.field(name).put(text)

    def ask_what_follows(self) -> None:
        """Show the fields that say something as the others stand, and hide the rest."""
        assert self.fields is not None
        typed = self.fields.typed()
        hidden = self.wish.form.hidden(typed)
        for name in typed:
            self.fields.field(name).set_class(name in hidden, "-unasked")

    def book(self, *, despite_conflicts: bool) -> None:
        """Save what stands in the form, unless a field has a problem; then show where."""
        assert self.fields is not None
        if label := self.fields.first_problem():
            self.tell(f"Not booked yet: {label} needs another look.")
            return
        self.tell("")
        self.is_saving = True
        self.refresh_bindings()
        wish = self.wish.booking(self.values, despite_conflicts=despite_conflicts)
        self._store(wish)

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Put what was typed last into the form."""
        fields = self.fields
        left = [one for one in found.drafts if not self.desk.presence.is_being_typed(one)]
        if fields is None or not left or set(fields.touched()) - {"starts_at"}:
            return
        typed = dict(opened(left[0].content).typed)
        if self._start is not None:
            typed.pop("starts_at", None)
        known = fields.typed()
        for name, text in typed.items():
            if name in known:
                self.put(name, text)
        self.keeper.take_up(left[0])
        self.ask_what_follows()
        more = f" F9 shows {len(left) - 1} more." if len(left) > 1 else ""
        self.tell(f"Typed {when_typed(left[0], self.desk)}, and not booked yet.{more}")

    @on(Booked)
    def finish(self, booked: Booked) -> None:
        """Leave with what was booked."""
        number = len(booked.sessions)
        more = f" and {number - 1} more" if number > 1 else ""
        first = f"{self.client_name}, {when_words(booked.sessions[0], self.desk)}{more}"
        about = self.desk.privacy.about(safe_text(first))
        words = f"{booked.operation.past}{about} · u undoes"
        self.app.notify(words, markup=False)
        self.leave_with(booked.sessions)

    @on(BookingFailed)
    def show_failed(self, failed: BookingFailed) -> None:
        """Say why nothing was booked."""
        self.is_saving = False
        self.refresh_bindings()
        problem = failed.problem
        if isinstance(problem, Conflict) and isinstance(problem.theirs, Session):
            self.wish.version = problem.theirs.version
            when = when_words(problem.theirs, self.desk)
            self.tell(f"This session was changed elsewhere: it is on {when} now. F2 moves it.")
            return
        self.tell(self.follow_failure(problem))

    @on(commands.GoBack)
    def go_back(self) -> None:
        """Leave the form; ask first when something would be lost."""
        self.leave()

    def _read(self, typed: Mapping[str, str]) -> FormReading[ScheduleValues]:
        form = self.wish.form
        return form.read(typed, form.begun(), self.desk.context())

    def _typing(self) -> Typing | None:
        if self.fields is None:
            return None
        touched = self._touched
        moved = self.wish.moved
        begun = {name: self.fields.saved[name] for name in touched}
        return Typing(touched, begun, moved.version if moved else 0)

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            if drafts := await self.keeper.find():
                self.post_message(self.Found(drafts))

    @work(group="store", exit_on_error=False)
    async def _store(self, wish: ChangeOperation[tuple[Session, ...]]) -> None:
        try:
            sessions = await self.desk.backend(wish)
        except KaraError as problem:
            self.post_message(self.BookingFailed(problem))
        else:
            self.post_message(self.Booked(sessions, wish))
