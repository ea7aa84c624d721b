"""Commands on the history of a record."""

from kara_tui.commands.command import Command


class BringBack(Command):
    """Save the details of this version as the newest one; the list and the treatment stay."""

    key = "r"
    label = "Bring back"


class ShowAccesses(Command):
    """Show who has seen, changed or copied this record, and when."""

    key = "w"
    label = "Who saw"


class Back(Command):
    """Go back to the profile."""

    key = "escape"
    label = "Back"
