"""Commands on a client's profile."""

from kara_tui.commands.command import Command


class Edit(Command):
    """Change this client's details."""

    key = "e"
    label = "Edit"
    at_once = True


class ResumeDraft(Command):
    """Go on with the text that was typed here and never saved."""

    key = "enter,f2"
    label = "Go on"
    at_once = True


class DiscardDraft(Command):
    """Throw away the text that was typed here and never saved."""

    key = "d,D"
    label = "Discard"


class CloseTreatment(Command):
    """End this client's treatment: they move to Deactivated."""

    key = "c"
    label = "Close"


class Reopen(Command):
    """Take this client back into treatment."""

    key = "b"
    label = "Reopen"


class SetState(Command):
    """Choose another treatment state."""

    key = "t"
    label = "Set state"


class ShowHistory(Command):
    """Show everything that was done to this record, and when."""

    key = "h"
    label = "History"


class Back(Command):
    """Go back to the list."""

    key = "escape"
    label = "Back"
