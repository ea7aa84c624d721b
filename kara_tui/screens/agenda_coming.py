"""The way to the agenda, from wherever somebody is."""

from typing import Any

from textual.app import App

from kara_tui.screens.agenda import AgendaScreen
from kara_tui.screens.agenda_opening import leads_back
from kara_tui.screens.desk import Desk


def show_agenda(app: App[Any], desk: Desk, *, at_waiting: bool = False) -> None:
    """Show the agenda on today; the one that lies under open profiles is come back to.

    Args:
        app: The program.
        desk: What every screen works with.
        at_waiting: Whether the keyboard goes to what waits.
    """
    screens = app.screen_stack
    places = [place for place, one in enumerate(screens) if isinstance(one, AgendaScreen)]
    if not places or not leads_back(screens[places[-1] + 1 :]):
        app.push_screen(AgendaScreen(desk, at_waiting=at_waiting))
        return
    agenda = screens[places[-1]]
    assert isinstance(agenda, AgendaScreen)
    for _ in screens[places[-1] + 1 :]:
        app.pop_screen()
    agenda.come_back(at_waiting=at_waiting)
