"""Commands where two versions of a record are compared."""

from kara_tui.commands.command import Command


class SaveChosen(Command):
    """Save what was chosen, once every field has a choice."""

    key = "f2"
    label = "Save"


class TakeChosen(Command):
    """Go on in the form with what was chosen, once every field has a choice."""

    key = "f2"
    label = "Go on"


class BackToForm(Command):
    """Go back to where you came from; nothing is saved and nothing typed is lost."""

    key = "escape"
    label = "Back"
