"""Commands in the dialog that schedules a session, and in the sheet that closes one.

Fields take some function keys for themselves, so the dialog looks at its own ones first.
"""

from kara_tui.commands.command import Command


class Book(Command):
    """Book what stands here; once more books it although something stands in the way."""

    key = "f2"
    label = "Book"


class ShowSlots(Command):
    """Choose among the next free times within working hours."""

    key = "f3"
    label = "Free times"
    at_once = True


class TakeEarlier(Command):
    """Take the nearest free time before."""

    key = "f5"
    label = "Earlier"
    at_once = True


class TakeLater(Command):
    """Take the nearest free time after."""

    key = "f6"
    label = "Later"
    at_once = True


class Shorten(Command):
    """Make the session as short as the time that is left."""

    key = "f7"
    label = "Shorten"
    at_once = True


class LeaveOut(Command):
    """Leave this one of the series out."""

    key = "f8"
    label = "Leave out"
    at_once = True


class MoveExisting(Command):
    """Move the session that the client has there instead of booking one more."""

    key = "f8"
    label = "Move theirs"
    at_once = True


class NextClash(Command):
    """Go to the next session of the series that something stands in the way of."""

    key = "f4"
    label = "Next conflict"
    at_once = True


class GoBack(Command):
    """Leave the dialog; asks first when something typed is not saved."""

    key = "escape"
    label = "Back"


class CarryOut(Command):
    """Carry out what is marked, all of it or nothing."""

    key = "enter,f2"
    label = "Do it"


class ToggleNote(Command):
    """Sign the note with it, or leave it a draft."""

    key = "1"
    label = "Note"
    in_footer = False


class ToggleHeld(Command):
    """Say with it that the session was held, or leave it as it stands."""

    key = "2"
    label = "Done"
    in_footer = False


class NextWay(Command):
    """Choose the next way to settle it: credit, cash, card terminal, transfer, later, free."""

    key = "3,right"
    label = "Payment"
    in_footer = False


class WayBefore(Command):
    """Choose the way to settle it before this one."""

    key = "left"
    label = "Payment back"
    in_footer = False


class ToggleNext(Command):
    """Plan the next session with it, or none."""

    key = "4"
    label = "Next session"
    in_footer = False


class ToggleClient(Command):
    """Go on to the next client of today with it, or stay here."""

    key = "5"
    label = "Next client"
    in_footer = False


class LeaveSheet(Command):
    """Leave the session as it stands."""

    key = "escape"
    label = "Back"
