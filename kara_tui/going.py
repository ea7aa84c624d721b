"""A program in which one goes from any client to any other, and loses nothing on the way."""

from typing import Any

from textual import on

from kara_tui.commands import going as commands
from kara_tui.commands import workstation
from kara_tui.commands.command import Command, Offering
from kara_tui.domain.ids import ClientId
from kara_tui.moving import MovingApp
from kara_tui.screens.at_work import work_under_way
from kara_tui.screens.keeps_draft import keep_drafts
from kara_tui.screens.messages import ClientShown
from kara_tui.screens.on_trail import OnTrail
from kara_tui.screens.too_small import TooSmallScreen
from kara_tui.widgets.veil import VeiledApp, install_veil

GOING: tuple[type[Command], ...] = (
    commands.GoToClient,
    commands.PreviousClient,
    commands.NextClient,
    commands.SearchAllNotes,
    workstation.HideNames,
)
"""What leads from one client to another, and hides who they are."""

_AT_ANY_TIME = (
    workstation.HandOut,
    workstation.HideNames,
    workstation.Lock,
    workstation.ShowHelp,
    workstation.Quit,
)
"""What may be done while a screen has work under way."""


_OPENS: dict[type[Command], str] = {
    commands.GoToClient: "GoingScreen",
    commands.SearchAllNotes: "NoteSearchScreen",
}
"""Screens that are imported when they are asked for, and are not opened twice."""


class GoingApp(Offering, VeiledApp, MovingApp):
    """Goes to clients: by name, back and forward on the way that was taken, and by their notes."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        install_veil()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer nothing that leads away from work under way, or past a door."""
        if command in _AT_ANY_TIME:
            return True
        if work_under_way(self.screen_stack):
            return False
        return self._is_possible_to_go(command) if command in GOING else True

    def _is_possible_to_go(self, command: type[Command]) -> bool:
        screen = self.screen
        if getattr(screen, "IS_DOOR", False) or isinstance(screen, TooSmallScreen):
            return False
        if command in _OPENS:
            return type(screen).__name__ != _OPENS[command]
        return self._neighbour(command) is not None

    async def give(self, command: Command) -> None:
        """Hide names, or open a dialog, before the next key is looked at: it may belong there."""
        if isinstance(command, workstation.HideNames):
            self.hide_names(not self.privacy.is_on)
        elif isinstance(command, commands.GoToClient):
            from kara_tui.screens.going import GoingScreen

            await self.push_screen(GoingScreen(self.desk, self.shown_client), self._go_later)
        elif isinstance(command, commands.SearchAllNotes):
            from kara_tui.screens.note_search import NoteSearchScreen

            await self.push_screen(NoteSearchScreen(self.desk))
        else:
            await super().give(command)

    @on(commands.PreviousClient)
    @on(commands.NextClient)
    async def go_along(self, command: Command) -> None:
        """Go one step on the way that was taken."""
        if (client_id := self._neighbour(type(command))) is not None:
            await self.go_to_client(client_id)

    async def go_to_client(self, client_id: ClientId) -> None:
        """Leave whatever is open as it is left by hand, and open a client's profile.

        What is typed is kept as a draft; when it cannot be kept, nothing is left.
        """
        if problem := await keep_drafts(self.screen_stack):
            self.tell_problem(problem)
            return
        from kara_tui.screens.profile import ProfileScreen

        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.desk.trail.step(client_id)
        await self.push_screen(ProfileScreen(self.desk, client_id, ""))

    @property
    def shown_client(self) -> ClientId | None:
        """Whose profile is open, be it under something else; None when the lists are."""
        profiles = (one for one in reversed(self.screen_stack) if isinstance(one, OnTrail))
        return next((one.client_id for one in profiles), None)

    @on(ClientShown)
    def remember(self, shown: ClientShown) -> None:
        """Remember who is open, unless somebody else is by now."""
        if shown.client_id == self.shown_client:
            (self.desk.trail.visit if shown.is_new else self.desk.trail.step)(shown.client_id)

    def _go_later(self, client_id: ClientId | None) -> None:
        if client_id is not None:
            self.call_later(self.go_to_client, client_id)

    def _neighbour(self, command: type[Command]) -> ClientId | None:
        trail = self.desk.trail
        if command is commands.NextClient:
            return trail.after()
        return trail.before(self.shown_client)
