"""Commands that are at hand everywhere in the workstation."""

from kara_tui.commands.command import Command


class ShowClients(Command):
    """Go to the clients in treatment."""

    key = "1"
    label = "Clients"
    in_footer = False
    at_once = True


class ShowRequests(Command):
    """Go to the people who ask for your service."""

    key = "2"
    label = "Requests"
    in_footer = False
    at_once = True


class ShowInvites(Command):
    """Go to the people whom you have invited and who have not registered yet."""

    key = "3"
    label = "Invites"
    in_footer = False
    at_once = True


class ShowDeactivated(Command):
    """Go to the clients whose treatment has ended."""

    key = "4"
    label = "Deactivated"
    in_footer = False
    at_once = True


class NewClient(Command):
    """Add a client by hand."""

    key = "n"
    label = "New"


class Invite(Command):
    """Invite somebody to set up their own account."""

    key = "i"
    label = "Invite"


class Undo(Command):
    """Take the last move back, as long as nothing has left this machine."""

    key = "u"
    label = "Undo"


class ShowOutbox(Command):
    """Look at the mail that waits, has left or could not be delivered."""

    key = "m"
    label = "Mail"
    in_footer = False


class ShowUnfinished(Command):
    """Show everything that was typed and not saved, and go on with it."""

    key = "f9"
    label = "Unfinished"
    in_footer = False


class ImportClients(Command):
    """Bring in clients from a file of another program."""

    key = "f6"
    label = "Import"
    in_footer = False


class ShowAgenda(Command):
    """Look at the day or the week over all clients, with what waits beside it."""

    key = "f3"
    label = "Agenda"


class ShowToday(Command):
    """See what waits today: sessions, unsigned notes, requests, fees, questionnaires."""

    key = "5"
    label = "Today"
    in_footer = False


class ShowPayments(Command):
    """Look at what all clients owe and have paid."""

    key = "f7"
    label = "Payments"
    in_footer = False


class ShowPracticeLog(Command):
    """Show when the practice was opened, locked and copied, and its keys changed."""

    key = "f8"
    label = "Practice log"
    in_footer = False


class HideNames(Command):
    """Hide names and private texts from the room, or show them again."""

    key = "ctrl+o"
    label = "Hide names"
    in_footer = False
    at_once = True


class HandOut(Command):
    """Send what was copied last to the terminal's clipboard, where other programs can read it."""

    label = "Hand out"
    in_footer = False


class Lock(Command):
    """Lock the practice: the screen is covered, and the keys are forgotten."""

    key = "ctrl+l"
    label = "Lock"
    in_footer = False


class ShowHelp(Command):
    """Show every key that works here."""

    key = "question_mark,f1"
    label = "Help"


class Quit(Command):
    """Leave the workstation; what is typed and not saved is kept."""

    key = "q,f10"
    label = "Quit"
    in_footer = False
