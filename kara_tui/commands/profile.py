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


class ShowDetails(Command):
    """Go to the client's details, treatment and booking."""

    key = "1"
    label = "Details"
    in_footer = False
    at_once = True


class ShowActivities(Command):
    """Go to the sessions and their notes."""

    key = "2"
    label = "Activities"
    in_footer = False
    at_once = True


class ShowWellbeing(Command):
    """Go to the client's wellbeing over time."""

    key = "3"
    label = "Wellbeing"
    in_footer = False
    at_once = True


class ShowPayments(Command):
    """Go to what the client owes and has paid."""

    key = "4"
    label = "Payments"
    in_footer = False
    at_once = True


class ShowContacts(Command):
    """Go to the people who are important to the client."""

    key = "5"
    label = "Contacts"
    in_footer = False
    at_once = True


class ShowAttachments(Command):
    """Go to the files on the client's profile."""

    key = "6"
    label = "Files"
    in_footer = False
    at_once = True


class ShowAuthenticators(Command):
    """Go to who may sign in for the client by electronic ID."""

    key = "7"
    label = "Sign-in"
    in_footer = False
    at_once = True


class Fold(Command):
    """Fold this part away on every profile; its number, or a click, brings it back."""

    key = "z"
    label = "Fold"
    in_footer = False
    at_once = True


class Back(Command):
    """Go back to the list."""

    key = "escape"
    label = "Back"
