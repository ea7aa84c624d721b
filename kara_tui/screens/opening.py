"""Which screen each command of the workstation opens; each is imported when it is asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App

from kara_tui.commands import workstation
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


def _practice_log(app: Program, desk: Desk) -> None:
    from kara_tui.screens.accesses import PracticeLogScreen

    app.push_screen(PracticeLogScreen(desk))


def _help(app: Program, _desk: Desk) -> None:
    from kara_tui.screens.help import HelpScreen

    app.push_screen(HelpScreen(list(offered(app.screen))))


_OPENERS: Mapping[type[Command], Callable[[Program, Desk], None]] = {
    workstation.NewClient: _new_client,
    workstation.Invite: _invite,
    workstation.ShowOutbox: _outbox,
    workstation.ShowUnfinished: _unfinished,
    workstation.ImportClients: _import,
    workstation.ShowPayments: _payments,
    workstation.ShowPracticeLog: _practice_log,
    workstation.ShowHelp: _help,
}
