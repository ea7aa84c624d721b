"""Commands in the agenda: over all clients, by day and by week, and what waits beside it.

What is done with a session is declared once (`commands/sessions.py`); here three of those have
other keys, since days are walked with letters.
"""

from kara_tui.commands import sessions
from kara_tui.commands.command import Command


class OpenLine(Command):
    """Open what the cursor stands on: the client at this session, the note, the fee."""

    key = "enter"
    label = "Open"
    at_once = True


class LineBefore(Command):
    """Go to the line above."""

    key = "up"
    label = "Up"
    in_footer = False
    # What is typed behind it is meant for the line that it leads to.
    at_once = True


class LineAfter(Command):
    """Go to the line below."""

    key = "down"
    label = "Down"
    in_footer = False
    at_once = True


class Schedule(Command):
    """Schedule a session: in a free gap at its time, else with the client of this session."""

    key = "s"
    label = "Schedule"
    at_once = True


class WriteNote(sessions.WriteNote):
    """Write this session's note, or go on with it; a signed one takes amendments."""

    key = "n"
    label = "Note"
    at_once = True


class Start(sessions.Start):
    """Begin this session."""

    key = "S"
    label = "Start"


class CloseSession(sessions.CloseInOneGo):
    """Sign the note, end and settle the session, plan the next one, go on to the next client."""

    key = "c,f8,ctrl+d"
    label = "Close"
    at_once = True


class ShowDay(Command):
    """Show one day."""

    key = "d"
    label = "Day"
    at_once = True


class ShowWeek(Command):
    """Show the week of this day."""

    key = "w"
    label = "Week"
    at_once = True


class DayBefore(Command):
    """Go to the day before."""

    key = "left"
    label = "Day before"
    in_footer = False
    at_once = True


class DayAfter(Command):
    """Go to the day after."""

    key = "right"
    label = "Day after"
    in_footer = False
    at_once = True


class PageBefore(Command):
    """Go back by as much as is shown: a day, or a week."""

    key = "["
    label = "Back"
    in_footer = False
    at_once = True


class PageAfter(Command):
    """Go on by as much as is shown: a day, or a week."""

    key = "]"
    label = "On"
    in_footer = False
    at_once = True


class GoToToday(Command):
    """Go to today, and to what comes next in it."""

    key = "t"
    label = "Today"
    at_once = True


class GoToDate(Command):
    """Go to a day that you type, such as “next mon” or “1.12.”."""

    key = "g"
    label = "Date"
    at_once = True


class AddBlock(Command):
    """Block some time: the free gap under the cursor, or an hour of this day."""

    key = "b"
    label = "Block"
    at_once = True


class ShowHours(Command):
    """Say when you work."""

    key = "h"
    label = "Hours"
    in_footer = False
    at_once = True


class ShowSessions(Command):
    """Go to the sessions of today that are not over."""

    key = "1"
    label = "Sessions"
    in_footer = False
    at_once = True


class ShowUnsigned(Command):
    """Go to the notes that wait for a signature."""

    key = "2"
    label = "Unsigned"
    in_footer = False
    at_once = True


class ShowRequests(Command):
    """Go to those who ask for your service."""

    key = "3"
    label = "Requests"
    in_footer = False
    at_once = True


class ShowUnpaid(Command):
    """Go to the sessions and charges that are not paid."""

    key = "4"
    label = "Unpaid"
    in_footer = False
    at_once = True


class ShowDue(Command):
    """Go to the questionnaires that are due for those who come today."""

    key = "5"
    label = "Questionnaires"
    in_footer = False
    at_once = True


class SwitchPart(Command):
    """Go from the days to what waits, and back."""

    key = "tab"
    label = "Waiting"
    at_once = True


class Back(Command):
    """Leave the agenda."""

    key = "escape"
    label = "Back"


class TakeDate(Command):
    """Go to the day that is typed."""

    key = "enter,f2"
    label = "Go there"


class LeaveDate(Command):
    """Stay on the day that is shown."""

    key = "escape"
    label = "Back"


class TakeClient(Command):
    """Schedule with the client under the cursor."""

    key = "enter,f2"
    label = "Take"


class LeaveClients(Command):
    """Schedule nothing."""

    key = "escape"
    label = "Back"
