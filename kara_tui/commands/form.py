"""Commands in a form that is being filled in."""

from kara_tui.commands.command import Command


class Save(Command):
    """Save what is typed."""

    key = "f2"
    label = "Save"


class Cancel(Command):
    """Leave the form; asks first when something typed is not saved."""

    key = "escape"
    label = "Cancel"
