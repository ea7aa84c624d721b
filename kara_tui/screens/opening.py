"""Which screen each command of the workstation opens; each is imported when it is asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App

from kara_tui.commands import calendars, practice, workstation
from kara_tui.commands.command import Command, offered
from kara_tui.domain.ids import ClientId
from kara_tui.screens.desk import Desk

Program = App[Any]


def open_screen(app: Program, desk: Desk, wanted: Command) -> None:
    """Open the screen that a command stands for."""
    _OPENERS[type(wanted)](app, desk)


def open_profile(app: Program, desk: Desk, client_id: ClientId | None) -> None:
    """Open a client's profile; nothing for nobody."""
    if client_id is not None:
        from kara_tui.screens.profile import ProfileScreen

        app.push_screen(ProfileScreen(desk, client_id, ""))


def _new_client(app: Program, desk: Desk) -> None:
    from kara_tui.screens.new_client import NewClientScreen

    app.push_screen(NewClientScreen(desk), lambda added: open_profile(app, desk, added))


def _invite(app: Program, desk: Desk) -> None:
    from kara_tui.screens.invite import InviteScreen

    app.push_screen(InviteScreen(desk))


def _outbox(app: Program, desk: Desk) -> None:
    from kara_tui.screens.outbox import OutboxScreen

    app.push_screen(OutboxScreen(desk))


def _unfinished(app: Program, desk: Desk) -> None:
    from kara_tui.screens.unfinished_opening import ask_unfinished

    ask_unfinished(app, desk)


def _import(app: Program, desk: Desk) -> None:
    from kara_tui.screens.import_clients import ImportScreen

    app.push_screen(ImportScreen(desk))


def _payments(app: Program, desk: Desk) -> None:
    from kara_tui.screens.payments_screen import PaymentsScreen

    app.push_screen(PaymentsScreen(desk))


def _agenda(app: Program, desk: Desk) -> None:
    from kara_tui.screens.agenda_coming import show_agenda

    show_agenda(app, desk)


def _today(app: Program, desk: Desk) -> None:
    from kara_tui.screens.agenda_coming import show_agenda

    show_agenda(app, desk, at_waiting=True)


def _practice_log(app: Program, desk: Desk) -> None:
    from kara_tui.screens.accesses import PracticeLogScreen

    app.push_screen(PracticeLogScreen(desk))


def _practice(app: Program, _desk: Desk) -> None:
    from kara_tui.screens.practice_opening import ask_practice

    ask_practice(app)


def _working_hours(app: Program, desk: Desk) -> None:
    from kara_tui.screens.working_hours import WorkingHoursScreen

    app.push_screen(WorkingHoursScreen(desk))


def _blocks(app: Program, desk: Desk) -> None:
    from kara_tui.screens.blocks_screen import BlocksScreen

    app.push_screen(BlocksScreen(desk))


def _services(app: Program, desk: Desk) -> None:
    from kara_tui.screens.services_screen import ServicesScreen

    app.push_screen(ServicesScreen(desk))


def _save_calendar(app: Program, desk: Desk) -> None:
    from kara_tui.screens.calendar_export import save_everything

    save_everything(app, desk)


def _import_calendar(app: Program, desk: Desk) -> None:
    from kara_tui.screens.import_calendar import ImportCalendarScreen

    app.push_screen(ImportCalendarScreen(desk))


def _help(app: Program, _desk: Desk) -> None:
    from kara_tui.screens.help import HelpScreen

    app.push_screen(HelpScreen(list(offered(app.screen))))


_OPENERS: Mapping[type[Command], Callable[[Program, Desk], None]] = {
    workstation.NewClient: _new_client,
    workstation.Invite: _invite,
    workstation.ShowOutbox: _outbox,
    workstation.ShowUnfinished: _unfinished,
    workstation.ImportClients: _import,
    workstation.ShowAgenda: _agenda,
    workstation.ShowToday: _today,
    workstation.ShowPayments: _payments,
    workstation.ShowPracticeLog: _practice_log,
    practice.ShowPractice: _practice,
    practice.ShowWorkingHours: _working_hours,
    practice.ShowBlocks: _blocks,
    practice.ShowServices: _services,
    calendars.SaveCalendar: _save_calendar,
    calendars.ImportCalendar: _import_calendar,
    workstation.ShowHelp: _help,
}
