"""The professional's workstation."""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.command import Provider
from textual.screen import Screen
from textual.widget import AwaitMount

from kara_tui.backend.door import Door
from kara_tui.backend.protocol import Backend
from kara_tui.commands import calendars, practice, workstation
from kara_tui.commands.command import Command, bindings
from kara_tui.commands.palette import CommandPalette
from kara_tui.domain.errors import KaraError, StoreUnavailable, VaultDamaged
from kara_tui.domain.ids import ClientId
from kara_tui.domain.place import HIDDEN, Place
from kara_tui.domain.text import safe_text
from kara_tui.ending import Noting
from kara_tui.going import GOING, GoingApp
from kara_tui.idling import Idling
from kara_tui.operations.clients import GetOverview
from kara_tui.screens.desk import Desk
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.too_small import TooSmallScreen, is_too_small
from kara_tui.themes.table import USUAL_THEME, our_themes

if TYPE_CHECKING:
    from kara_tui.workflows.practice_log import PracticeLog

_BREAKPOINTS = ((0, "-tiny"), (60, "-narrow"), (80, "-normal"), (120, "-wide"))
"""Classes that screens carry from these widths on."""

Chore = Callable[[Backend], Coroutine[Any, Any, None]]
"""Something that goes on in the background for as long as the workstation is open."""

_LOOK_SECONDS = 0.5
_ROOMY_LINES = 30
"""In a lower window a message of several lines would cover what somebody works on."""


class WorkstationApp(GoingApp):
    """Opens the practice, returns to where the user was, and holds the screens."""

    TITLE = "kara"
    # Textual reads a screen's own CSS_PATH when it is pushed; the first screen never is.
    CSS_PATH = "screens/home.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandPalette}
    OFFERS = (
        *GOING,
        workstation.NewClient,
        workstation.Invite,
        workstation.Undo,
        workstation.ShowOutbox,
        workstation.ShowUnfinished,
        workstation.ImportClients,
        workstation.ShowAgenda,
        workstation.ShowPayments,
        workstation.ShowPracticeLog,
        *practice.EVERYWHERE,
        *calendars.EVERYWHERE,
        workstation.HandOut,
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
        log: "PracticeLog | None" = None,
        note_error: Noting = repr,
        theme: str = "",
    ) -> None:
        super().__init__(door=door, idling=idling, log=log, close=desk.close, note_error=note_error)
        self.HORIZONTAL_BREAKPOINTS = list(_BREAKPOINTS)
        self.desk = desk
        self.privacy = desk.privacy
        self._chores = chores
        self._begin_at = place or Place()
        self._was_locked = locked
        self._has_arrived = False
        for one in our_themes():
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else USUAL_THEME

    def get_default_screen(self) -> HomeScreen:
        """Return the first screen."""
        return HomeScreen(self.desk)

    def _get_screen(self, screen: Screen[Any] | str) -> tuple[Screen[Any], AwaitMount]:
        """Tell a screen its width before it is laid out; Textual does after, and does it twice."""
        if isinstance(screen, Screen) and not screen.is_running:
            steps = screen.HORIZONTAL_BREAKPOINTS or self.HORIZONTAL_BREAKPOINTS or []
            reached = [name for width, name in steps if width <= self.size.width]
            screen.add_class(*reached[-1:], update=False)
        return super()._get_screen(screen)

    def on_mount(self) -> None:
        """Open the store once the first frame is out."""
        self.call_after_refresh(self._open_store)

    @work(group="opening", exclusive=True, exit_on_error=False)
    async def _open_store(self) -> None:
        try:
            await self.pass_door(locked=self._was_locked)
            await self.desk.backend(GetOverview())
        except (StoreUnavailable, VaultDamaged) as problem:
            # A program that is ending closes its store: that is not why it ends.
            if self.return_code is None:
                self.exit(return_code=problem.exit_code, message=Text(safe_text(str(problem))))
            return
        self._return_to_place()
        self._show_unread_report()
        self.follow_changes()
        for chore in self._chores:
            self.run_worker(chore(self.desk.backend), group="chores", exit_on_error=False)

    @work(group="opening", exit_on_error=False)
    async def _return_to_place(self) -> None:
        place = self._begin_at
        if place.lists:
            from kara_tui.screens.list_views import take_views

            with suppress(KaraError):
                self.home.take_views(await take_views(self.desk, place.lists))
        if place.stage is not self.home.shown:
            await self.home.show(place.stage)
        if place.client_id is not None or place.front is not None:
            from kara_tui.screens.places import return_to

            await return_to(self.home, place, self.open_profile)
        self._has_arrived = True
        self._tell_unfinished_at_home()

    @property
    def is_arriving(self) -> bool:
        """Whether the screens are still being opened that the user had open before."""
        return self.is_unlocked and not self._has_arrived

    @work(group="opening", exit_on_error=False)
    async def _show_unread_report(self) -> None:
        """Show what an import came to while nobody could see it."""
        from kara_tui.screens.kept_report import find_report

        with suppress(KaraError):
            if unread := await find_report(self.desk):
                from kara_tui.screens.import_clients import ImportScreen

                self.push_screen(ImportScreen(self.desk, unread))

    @property
    def place(self) -> Place:
        """Where the user is, to return there."""
        from kara_tui.screens.places import place_of

        place = place_of(self.home.shown, self.screen_stack[1:])
        hidden = HIDDEN if self.privacy.is_on else ""
        return replace(place, hidden=hidden, trail=str(self.desk.trail))

    async def keep_place(self, place: Place) -> Place:
        """Put into the store what of a place may hold a name, such as a search."""
        from kara_tui.screens.list_views import keep_views

        with suppress(KaraError):
            return replace(place, lists=await keep_views(self.desk, self.home.views))
        return place

    @property
    def home(self) -> HomeScreen:
        """The four lists."""
        home = self.screen_stack[0]
        assert isinstance(home, HomeScreen)
        return home

    def _tell_unfinished_at_home(self) -> None:
        """Tell of unfinished texts once the lists are in front, so that nothing is covered."""
        if len(self.screen_stack) == 1:
            self._tell_unfinished()
        elif self.screen_stack:
            self.set_timer(_LOOK_SECONDS, self._tell_unfinished_at_home)

    @work(group="unfinished", exit_on_error=False)
    async def _tell_unfinished(self) -> None:
        from kara_tui.screens.unfinished_reading import count_unfinished, unfinished_words

        with suppress(KaraError):
            if self.size.height < _ROOMY_LINES or self.privacy.is_on:
                if number := await count_unfinished(self.desk):
                    words = f"Unfinished: {number} (F9)"
                    self.notify(words, timeout=5, markup=False)
            elif words := await unfinished_words(self.desk):
                title = "Typed and not saved yet (F9)"
                self.notify(words, title=title, timeout=12, markup=False)

    @on(workstation.NewClient)
    @on(workstation.Invite)
    @on(workstation.ShowOutbox)
    @on(workstation.ShowUnfinished)
    @on(workstation.ImportClients)
    @on(workstation.ShowAgenda)
    @on(workstation.ShowToday)
    @on(workstation.ShowPayments)
    @on(workstation.ShowPracticeLog)
    @on(practice.ShowPractice)
    @on(practice.ShowWorkingHours)
    @on(practice.ShowBlocks)
    @on(practice.ShowServices)
    @on(calendars.SaveCalendar)
    @on(calendars.ImportCalendar)
    @on(workstation.ShowHelp)
    def open_wanted(self, wanted: Command) -> None:
        """Open the screen that a command stands for."""
        # Most starts open none of them, and their import would hold up the first page.
        from kara_tui.screens.opening import open_screen

        open_screen(self, self.desk, wanted)

    def open_profile(self, client_id: ClientId | None) -> None:
        """Open a client's profile; nothing for nobody."""
        from kara_tui.screens.opening import open_profile

        open_profile(self, self.desk, client_id)

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
