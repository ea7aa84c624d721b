"""Commands that take the calendar to a file, or out of one."""

from kara_tui.commands.command import Command


class SaveCalendar(Command):
    """Write all sessions and blocked times to a calendar file (.ics) for other programs."""

    label = "Save calendar"
    in_footer = False


class ImportCalendar(Command):
    """Take over appointments from a calendar file (.ics), as sessions and blocked times."""

    label = "Import calendar"
    in_footer = False


class Take(Command):
    """Take over what is listed here; u takes all of it back."""

    key = "f2"
    label = "Import"


class BlocksOnly(Command):
    """Let nothing become a session, whoever takes part; or let it again."""

    key = "f5"
    label = "Blocks only"


class Back(Command):
    """Go back one step."""

    key = "escape"
    label = "Back"


EVERYWHERE: tuple[type[Command], ...] = (SaveCalendar, ImportCalendar)
"""Those that are at hand wherever the user is."""
