"""Commands on a client's sessions."""

from kara_tui.commands.command import Command


class ToggleNotes(Command):
    """Open the notes of this session in place, or close them again."""

    key = "enter,space"
    label = "Notes"


class WriteNote(Command):
    """Write this session's note, or go on with it; a signed one takes amendments."""

    key = "w"
    label = "Write"
    at_once = True


class WriteLoose(Command):
    """Write a note about this client and today that belongs to no session."""

    key = "W"
    label = "Note apart"
    in_footer = False
    at_once = True


class Schedule(Command):
    """Schedule a session with this client."""

    key = "s"
    label = "Schedule"
    at_once = True


class CloseInOneGo(Command):
    """Sign the note, end and settle the session, plan the next one, go on to the next client."""

    key = "f8,ctrl+d"
    label = "Close session"
    at_once = True


class Start(Command):
    """Begin this session."""

    key = "g"
    label = "Start"


class Complete(Command):
    """Say that this session was held; a sponsor's credit pays for it where there is one."""

    key = "y"
    label = "Done"


class Move(Command):
    """Put this session to another time, or make it longer or shorter."""

    key = "r"
    label = "Move"
    at_once = True


class CallOff(Command):
    """Cancel this session: by whom, why, whether it is charged, whether the client is told."""

    key = "l"
    label = "Cancel"
    at_once = True


class NextUnsigned(Command):
    """Go to the next note that is not signed, going round at the end."""

    key = "j"
    label = "Unsigned"


class FilterSessions(Command):
    """Show all sessions, only those ahead, only those that were held, or the others."""

    key = "f"
    label = "Filter"


class OtherMoves(Command):
    """Choose what else can be done with this session: waiting, no-show, void, in error."""

    key = "o"
    label = "More"
    at_once = True


class Arrive(Command):
    """Say that the client is here and waits."""

    label = "Waiting"


class Miss(Command):
    """Say that the client did not come."""

    label = "No-show"


class Void(Command):
    """Declare void a session that was done: nothing is owed, and its credit is given back."""

    label = "Void"


class MarkInError(Command):
    """Mark this session as entered in error: it leaves every list and stays in history."""

    label = "In error"


class Change(Command):
    """Change what this session is: service, method, place, remark."""

    label = "Change"
    at_once = True


class WriteAnother(Command):
    """Write one more note on this session."""

    label = "Another note"
    at_once = True


class SaveSession(Command):
    """Write this session to a calendar file (.ics) for other programs."""

    label = "Save session"


class SaveSessions(Command):
    """Write all sessions of this client to a calendar file (.ics)."""

    label = "Save sessions"
