"""The sheet that closes a session: what will be done, each step of it to be declined by a key."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.commands import scheduling as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.domain.session import Session
from kara_tui.domain.text import safe_text
from kara_tui.operations.session_closing import CloseSession
from kara_tui.screens.activity_lines import when_words
from kara_tui.screens.close_words import done_words, step_lines
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.saying import say
from kara_tui.screens.zones import zone_name
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import naming
from kara_tui.workflows.close_plan import ClosePlan
from kara_tui.workflows.close_session import after_failure, carry_out, plan_closing


@dataclass(frozen=True)
class Closed:
    """A session was closed as far as somebody wanted."""

    plan: ClosePlan

    @property
    def next_client(self) -> ClientId | None:
        """Whose profile is to be opened; None to stay."""
        entry = self.plan.next_client
        return entry.session.client_id if entry and self.plan.goes_on else None


class CloseSheet(Offering, ModalScreen[Closed | None]):
    """Lists the steps and carries them out, all of them or none; None when it was left."""

    CSS_PATH = "close_sheet.tcss"
    OFFERS = (
        commands.CarryOut,
        commands.ToggleNote,
        commands.ToggleHeld,
        commands.NextWay,
        commands.WayBefore,
        commands.ToggleNext,
        commands.ToggleClient,
        commands.LeaveSheet,
    )
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Done(Message):
        """All that was wanted is done."""

    @dataclass
    class Failed(Message):
        """Nothing was done; the plan is as things stand now."""

        problem: KaraError
        plan: ClosePlan

    def __init__(self, desk: Desk, plan: ClosePlan, name: str) -> None:
        """Prepare the sheet.

        Args:
            desk: What every screen works with.
            plan: What there is to do.
            name: What the client is called.
        """
        super().__init__()
        self.desk = desk
        self.plan = plan
        """What is wanted as it stands."""
        self._client_name = name
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """Lay out the steps and the keys."""
        when = when_words(self.plan.session, self.desk)
        with VerticalScroll(classes="sheet", can_focus=False):
            title = f"Close the session on {when} with {self._client_name}"
            yield Static(naming(title, self._client_name), classes="question public")
            yield Static("", classes="steps public", markup=False)
            yield Static("", classes="told public", markup=False)
            hint = "A number takes its step out, or back in. 3 shows the next way to pay."
            yield Static(Content(hint), classes="hint public")
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the steps."""
        self._draw()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which steps there are to decide about."""
        plan = self.plan
        if command is commands.LeaveSheet:
            return not self._is_busy
        if self._is_busy:
            return False
        possible: dict[type[Command], bool] = {
            commands.CarryOut: plan.does_something or plan.goes_on,
            commands.ToggleNote: plan.note is not None,
            commands.ToggleHeld: plan.can_be_held,
            commands.NextWay: len(plan.ways) > 1 and plan.is_done_then,
            commands.WayBefore: len(plan.ways) > 1 and plan.is_done_then,
            commands.ToggleNext: plan.next_start is not None,
            commands.ToggleClient: plan.next_client is not None,
        }
        return possible[command]

    @on(commands.ToggleNote)
    def toggle_note(self) -> None:
        """Sign the note, or not."""
        self._take(replace(self.plan, is_signed=not self.plan.is_signed))

    @on(commands.ToggleHeld)
    def toggle_held(self) -> None:
        """Say that it was held, or not."""
        self._take(replace(self.plan, is_held=not self.plan.is_held))

    @on(commands.NextWay)
    def next_way(self) -> None:
        """Settle it in the next way."""
        self._take(self.plan.with_next_way(1))

    @on(commands.WayBefore)
    def way_before(self) -> None:
        """Settle it in the way before."""
        self._take(self.plan.with_next_way(-1))

    @on(commands.ToggleNext)
    def toggle_next(self) -> None:
        """Plan the next one, or none."""
        self._take(replace(self.plan, is_followed=not self.plan.is_followed))

    @on(commands.ToggleClient)
    def toggle_client(self) -> None:
        """Go on to the next client, or not."""
        self._take(replace(self.plan, goes_on=not self.plan.goes_on))

    @on(commands.CarryOut)
    def begin(self) -> None:
        """Carry it out."""
        self._is_busy = True
        self.refresh_bindings()
        self._carry_out(self.plan)

    @on(Done)
    def finish(self) -> None:
        """Say what was done, and leave."""
        if self.plan.does_something:
            about = self.desk.privacy.about(safe_text(self._client_name))
            words = f"{CloseSession.past}{about} · u undoes"
            signed = ", but the signature" if self.plan.is_signed else ""
            self.app.notify(f"{words}{signed}\n{done_words(self.plan)}", markup=False)
        self.dismiss(Closed(self.plan))

    @on(Failed)
    def show_failed(self, failed: Failed) -> None:
        """Say that nothing was done, and why; everything can be tried again."""
        self._is_busy = False
        self._take(failed.plan)
        left = done_words(failed.plan)
        lines = (
            f"Nothing was done. {failed.problem}",
            f"Still to do: {left}. Enter tries it again; its number leaves a step out.",
        )
        say(self, ".told", "\n".join(lines))

    @on(commands.LeaveSheet)
    def leave(self) -> None:
        """Leave the session as it stands."""
        self.dismiss(None)

    @work(group="closing", exclusive=True, exit_on_error=False)
    async def _carry_out(self, plan: ClosePlan) -> None:
        backend = self.desk.backend
        try:
            await carry_out(backend, plan)
        except KaraError as problem:
            newer = plan
            try:
                newer = await after_failure(backend, plan, problem)
            finally:
                self.post_message(self.Failed(problem, newer))
        else:
            self.post_message(self.Done())

    def _take(self, plan: ClosePlan) -> None:
        self.plan = plan
        say(self, ".told", "")
        self._draw()
        self.refresh_bindings()

    def _draw(self) -> None:
        lines = step_lines(self.plan, self.desk)
        self.query_one(".steps", Static).update(Content("\n").join(lines))


async def open_close_sheet(
    node: Widget,
    desk: Desk,
    session: Session | SessionId,
    name: str,
    then: Callable[[Closed], object] | None = None,
    client_id: ClientId | None = None,
) -> None:
    """Show the sheet over a screen; once it was carried out, go on to the next client.

    Args:
        node: Where it was asked for.
        desk: What every screen works with.
        session: Which session; its id needs the client's beside it.
        name: What the client is called.
        then: Called before the next client is opened, such as to leave a note's screen.
        client_id: Whose session, where only its id is known.
    """
    whose = session.client_id if isinstance(session, Session) else client_id
    session_id = session.id if isinstance(session, Session) else session
    assert whose is not None
    try:
        plan = await plan_closing(desk.backend, whose, session_id, desk.clock(), zone_name(desk))
    except KaraError as problem:
        node.post_message(AskFailed(problem))
        return
    app = node.app

    def closed(answer: Closed | None) -> None:
        if answer is None:
            return
        if then is not None:
            then(answer)
        if answer.next_client is not None:
            from kara_tui.screens.profile import ProfileScreen

            app.push_screen(ProfileScreen(desk, answer.next_client, ""))

    await app.push_screen(CloseSheet(desk, plan, name), closed)
