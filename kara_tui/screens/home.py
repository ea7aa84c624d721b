"""The workstation's first screen: the four lists."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from kara_tui.commands import workstation
from kara_tui.commands.command import Command, Offering, bindings, is_typing
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.listing import ClientRow, Overview
from kara_tui.operations.clients import GetOverview
from kara_tui.screens.client_columns import details_of
from kara_tui.screens.clients import ClientsPane
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import ListPane
from kara_tui.screens.list_views import ListView, look_again, view_of
from kara_tui.screens.messages import AskFailed, RecordsChanged
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.top_bar import TopBar
from kara_tui.widgets.window_table import WindowTable

_SHOWS: dict[type[Command], Stage] = {
    workstation.ShowClients: Stage.ACTIVE,
    workstation.ShowRequests: Stage.REQUESTED,
    workstation.ShowInvites: Stage.INVITED,
    workstation.ShowDeactivated: Stage.DEACTIVATED,
}


_IN_LISTS = {
    Entity.CLIENT,
    Entity.MESSAGE,
    Entity.SESSION,
    Entity.MEASURE_RESPONSE,
    Entity.CHARGE,
    Entity.PAYMENT,
    Entity.CREDIT,
}
"""What lists show something of."""


class HomeScreen(Offering, Screen[None]):
    """Clients, Requests, Invites and Deactivated, one at a time."""

    OFFERS = (*_SHOWS, workstation.ShowToday)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale: set[Stage] = set()
        self._views: dict[Stage, ListView] = {}

    def compose(self) -> ComposeResult:
        """Lay out the top line, the list and the keys; other lists are made when asked for."""
        yield TopBar(self.desk.place)
        with ContentSwitcher(initial="pane-active"):
            yield ClientsPane(self.desk)
        yield KeyLine()

    def on_mount(self) -> None:
        """Give the first list the keyboard and ask for the counts."""
        self.pane.focus_rows()
        # With the first question the store begins to open: that can wait for the first frame.
        self.call_after_refresh(self.read_overview)

    @property
    def pane(self) -> ListPane:
        """The list that is shown."""
        return self.query_one(f"#pane-{self.query_one(TopBar).chosen.value}", ListPane)

    @property
    def shown(self) -> Stage:
        """Whose list is shown."""
        return self.query_one(TopBar).chosen

    @property
    def views(self) -> dict[Stage, ListView]:
        """How the lists are looked at, those that are looked at as at the start left out."""
        views = dict(self._views)
        for pane in self.query(ListPane):
            if view := view_of(pane):
                views[pane.STAGES[0]] = view
        return views

    def take_views(self, views: dict[Stage, ListView]) -> None:
        """Look at the lists as somebody did before."""
        self._views = dict(views)
        for pane in self.query(ListPane):
            if view := self._views.pop(pane.STAGES[0], None):
                look_again(pane, view)

    async def show(self, stage: Stage) -> None:
        """Show one of the lists, as it was left."""
        switcher = self.query_one(ContentSwitcher)
        pane_id = f"pane-{stage.value}"
        is_new = not switcher.query(f"#{pane_id}")
        if is_new:
            pane = _new_pane(stage, self.desk)
            if view := self._views.pop(stage, None):
                look_again(pane, view)
            await switcher.add_content(pane)
        self.query_one(TopBar).chosen = stage
        switcher.current = pane_id
        if stage in self._stale and not is_new:
            self.pane.refresh_rows()
        self._stale.discard(stage)
        self.pane.focus_rows()

    @work(group="overview", exclusive=True, exit_on_error=False)
    async def read_overview(self) -> None:
        """Read the counts for the top line."""
        try:
            overview = await self.desk.backend(GetOverview())
        except KaraError as problem:
            self.post_message(AskFailed(problem))
            return
        self._show_overview(overview, await asyncio.to_thread(self.desk.caution))

    def _show_overview(self, overview: Overview, caution: str) -> None:
        bar = self.query_one(TopBar)
        bar.overview, bar.caution = overview, caution

    @on(RecordsChanged)
    def keep_up(self, changed: RecordsChanged) -> None:
        """Read again what is shown; lists out of sight are read when they come in sight."""
        if any(one.entity in _IN_LISTS for one in changed.changes):
            shown = self.query_one(TopBar).chosen
            self._stale.update(stage for stage in _SHOWS.values() if stage is not shown)
            self.pane.refresh_rows()
            self.read_overview()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Let digits be typed where text is typed."""
        return command not in _SHOWS or not is_typing(self)

    async def give(self, command: Command) -> None:
        """Show a list at once, so that the next key reaches it already."""
        if isinstance(command, workstation.ShowToday):
            await super().give(command)
        else:
            await self.show(_SHOWS[type(command)])

    @on(TopBar.TabChosen)
    async def show_clicked(self, chosen: TopBar.TabChosen) -> None:
        """Show the list that was clicked."""
        await self.show(chosen.stage)

    @on(TopBar.TodayChosen)
    def show_today(self) -> None:
        """Show what waits today."""
        self.post_message(workstation.ShowToday())

    @on(TopBar.BellChosen)
    def show_bell(self) -> None:
        """Show the mail that could not be delivered."""
        self.post_message(workstation.ShowOutbox())

    @on(WindowTable.RowOpened)
    def open_client(self, opened: WindowTable.RowOpened[ClientRow]) -> None:
        """Open the profile of the chosen client."""
        from kara_tui.screens.profile import ProfileScreen

        row = opened.row
        self.app.push_screen(ProfileScreen(self.desk, row.id, details_of(row).name))


def _new_pane(stage: Stage, desk: Desk) -> ListPane:
    # Imported when asked for, since the first frame shows none of them.
    match stage:
        case Stage.REQUESTED:
            from kara_tui.screens.requests import RequestsPane

            return RequestsPane(desk)
        case Stage.INVITED:
            from kara_tui.screens.invites import InvitesPane

            return InvitesPane(desk)
        case Stage.DEACTIVATED:
            from kara_tui.screens.deactivated import DeactivatedPane

            return DeactivatedPane(desk)
        case _:
            return ClientsPane(desk)
