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


class StartAfresh(Command):
    """Begin with an empty form; the text that was typed earlier stays as it is."""

    key = "n"
    label = "Empty form"
    at_once = True


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


class SetClass(Command):
    """Say whether this record is kept by law, and on what grounds."""

    key = "k"
    label = "Record class"
    in_footer = False


class Erase(Command):
    """Erase this record for good, when the client asks for it and the law allows it."""

    key = "x"
    label = "Erase"
    in_footer = False


class ShowHistory(Command):
    """Show every version of this record: when, by whom, what it changed."""

    key = "h"
    label = "History"


class Back(Command):
    """Go back to the list."""

    key = "escape"
    label = "Back"
