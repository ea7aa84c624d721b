"""The professional's workstation."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.command import Provider
from textual.worker import Worker, WorkerState

from kara_tui.backend.door import Door
from kara_tui.backend.protocol import Backend
from kara_tui.commands import workstation
from kara_tui.commands.command import Offering, bindings, offered
from kara_tui.commands.palette import CommandPalette
from kara_tui.domain.drafts import session_of
from kara_tui.domain.errors import KaraError, StoreUnavailable, VaultDamaged
from kara_tui.domain.ids import ClientId
from kara_tui.domain.place import Place
from kara_tui.domain.text import safe_text
from kara_tui.ending import Noting
from kara_tui.idling import Idling
from kara_tui.locking import LockingApp
from kara_tui.operations.clients import GetOverview
from kara_tui.operations.drafts import DiscardDraft
from kara_tui.screens.desk import Desk
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.messages import AskFailed, MoveWanted, RecordsChanged
from kara_tui.screens.too_small import TooSmallScreen, is_too_small
from kara_tui.themes.table import USUAL_THEME, our_themes

_BREAKPOINTS = ((0, "-tiny"), (60, "-narrow"), (80, "-normal"), (120, "-wide"))
"""Classes that screens carry from these widths on."""

Chore = Callable[[Backend], Coroutine[Any, Any, None]]
"""Something that goes on in the background for as long as the workstation is open."""


class WorkstationApp(Offering, LockingApp):
    """Holds the screens, carries out moves, and tells what became of them."""

    TITLE = "kara"
    # Textual reads a screen's own CSS_PATH when it is pushed; the first screen never is.
    CSS_PATH = "screens/home.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandPalette}
    OFFERS = (
        workstation.NewClient,
        workstation.Invite,
        workstation.Undo,
        workstation.ShowOutbox,
        workstation.ShowUnfinished,
        workstation.ImportClients,
        workstation.Lock,
        workstation.ShowHelp,
        workstation.Quit,
    )
    BINDINGS = bindings(*OFFERS)

    def __init__(
        self,
        desk: Desk,
        *,
        door: Door | None = None,
        idling: Idling | None = None,
        place: Place | None = None,
        locked: bool = False,
        chores: tuple[Chore, ...] = (),
        note_error: Noting = repr,
        theme: str = "",
    ) -> None:
        super().__init__(door=door, idling=idling, close=desk.backend.close, note_error=note_error)
        self.HORIZONTAL_BREAKPOINTS = list(_BREAKPOINTS)
        self.desk = desk
        self._chores = chores
        self._begin_at = place or Place()
        self._was_locked = locked
        for one in our_themes():
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else USUAL_THEME

    def get_default_screen(self) -> HomeScreen:
        """Return the first screen."""
        return HomeScreen(self.desk)

    def on_mount(self) -> None:
        """Open the store once the first frame is out."""
        self.call_after_refresh(self._open_store)

    @work(group="opening", exclusive=True, exit_on_error=False)
    async def _open_store(self) -> None:
        try:
            await self.pass_door(locked=self._was_locked)
            await self.desk.backend(GetOverview())
        except (StoreUnavailable, VaultDamaged) as problem:
            self.exit(return_code=problem.exit_code, message=Text(safe_text(str(problem))))
            return
        self._return_to_place()
        self.follow_changes()
        self._tell_unfinished()
        for chore in self._chores:
            self.run_worker(chore(self.desk.backend), group="chores", exit_on_error=False)

    @work(group="opening", exit_on_error=False)
    async def _return_to_place(self) -> None:
        await self._home.show(self._begin_at.stage)
        self._open_profile(self._begin_at.client_id, self._begin_at.draft)

    @property
    def place(self) -> Place:
        """Where the user is, to return there."""
        from kara_tui.screens.profile import ProfileScreen

        profiles = [one for one in self.screen_stack if isinstance(one, ProfileScreen)]
        if not profiles:
            return Place(self._home.shown)
        keeper = profiles[-1].keeper
        session = session_of(keeper.key) if keeper else ""
        return Place(self._home.shown, profiles[-1].client_id, session)

    @property
    def _home(self) -> HomeScreen:
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        return home

    @work(group="unfinished", exit_on_error=False)
    async def _tell_unfinished(self) -> None:
        from kara_tui.screens.unfinished_reading import unfinished_words

        with suppress(KaraError):
            if words := await unfinished_words(self.desk):
                title = "Typed and not saved yet (F9)"
                self.notify(words, title=title, timeout=12, markup=False)

    @work(group="feed", exclusive=True, exit_on_error=False)
    async def follow_changes(self) -> None:
        """Tell every open screen what changes, whoever changes it."""
        async for batch in self.desk.backend.changes():
            for screen in self.screen_stack:
                screen.post_message(RecordsChanged(batch))

    @on(MoveWanted)
    def carry_out(self, wanted: MoveWanted) -> None:
        """Carry out a change that a screen asks for."""
        self._carry_out(wanted)

    @work(group="moves", exit_on_error=False)
    async def _carry_out(self, wanted: MoveWanted) -> None:
        operation = wanted.operation
        try:
            await self.desk.backend(operation)
            hint = " · u undoes" if operation.undoable else ""
            # What an earlier move promised about `u` no longer holds.
            self.clear_notifications()
            words = f"{operation.past}: {safe_text(wanted.about)}{hint}"
            self.notify(words, markup=False)
            if wanted.draft_key:
                await self.desk.backend(DiscardDraft(key=wanted.draft_key))
        except KaraError as problem:
            self.tell_problem(problem)

    @on(workstation.Undo)
    def undo(self) -> None:
        """Take the last move back."""
        self._undo()

    @work(group="undo", exclusive=True, exit_on_error=False)
    async def _undo(self) -> None:
        # With them come all operations there are, which the first frame need not wait for.
        from kara_tui.operations.history import ListMoves, UndoMove
        from kara_tui.operations.table import operations_by_name

        try:
            moves = await self.desk.backend(ListMoves(limit=1))
            if not moves:
                self.notify("There is nothing to take back.", markup=False)
                return
            move = await self.desk.backend(UndoMove(move=moves[0].intent))
        except KaraError as problem:
            self.tell_problem(problem)
            return
        past = operations_by_name()[move.operation].past
        self.clear_notifications()
        self.notify(f"Taken back: {past}", markup=False)

    @on(AskFailed)
    def tell_failed(self, failed: AskFailed) -> None:
        """Say that a question could not be answered."""
        self.tell_problem(failed.problem)

    def tell_problem(self, problem: KaraError) -> None:
        """Show what happened, what was kept and what to do."""
        self.notify(
            safe_text(problem.advice, lines=True) or "Nothing was changed.",
            title=safe_text(problem.sentence),
            severity="error",
            timeout=10,
            markup=False,
        )

    @on(Worker.StateChanged)
    def notice_broken_worker(self, changed: Worker.StateChanged) -> None:
        """Say what work ended by: in its own words, or that something unexpected happened."""
        error = changed.worker.error
        if changed.state is not WorkerState.ERROR or error is None:
            return
        if isinstance(error, KaraError):
            self.tell_problem(error)
        else:
            name = self.note_error(error)
            self.notify(
                f"Something unexpected happened; what was saved is kept. Noted in {name}",
                severity="error",
                markup=False,
            )

    def tell_lasting(self, words: str) -> None:
        """Show what must not be overlooked."""
        self.notify(safe_text(words), severity="warning", timeout=120, markup=False)

    @on(workstation.NewClient)
    def new_client(self) -> None:
        """Add a client by hand."""
        from kara_tui.screens.new_client import NewClientScreen

        self.push_screen(NewClientScreen(self.desk), self._open_profile)

    def _open_profile(self, client_id: ClientId | None, draft: str = "") -> None:
        from kara_tui.screens.profile import ProfileScreen

        if client_id is not None:
            self.push_screen(ProfileScreen(self.desk, client_id, "", draft))

    @on(workstation.Invite)
    def invite(self) -> None:
        """Invite somebody."""
        from kara_tui.screens.invite import InviteScreen

        self.push_screen(InviteScreen(self.desk))

    @on(workstation.ShowOutbox)
    def show_outbox(self) -> None:
        """Show outgoing mail."""
        from kara_tui.screens.outbox import OutboxScreen

        self.push_screen(OutboxScreen(self.desk))

    @on(workstation.ShowUnfinished)
    def show_unfinished(self) -> None:
        """Show what was typed and not saved, and open the place of the chosen text."""
        from kara_tui.screens.unfinished_opening import ask_unfinished

        ask_unfinished(self, self.desk)

    @on(workstation.ImportClients)
    def import_clients(self) -> None:
        """Bring in clients from a file."""
        from kara_tui.screens.import_clients import ImportScreen

        self.push_screen(ImportScreen(self.desk))

    @on(workstation.ShowHelp)
    def show_help(self) -> None:
        """Show every key that works here."""
        from kara_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(list(offered(self.screen))))

    @on(workstation.Lock)
    def lock_up(self) -> None:
        """Lock the practice."""
        self.lock()

    @on(workstation.Quit)
    async def leave(self) -> None:
        """Leave the workstation; what is typed and not saved is kept."""
        await self.action_quit()

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen while the terminal is too small."""
        if is_too_small(event.size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())
