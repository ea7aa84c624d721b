"""Commands on notes."""

from kara_tui.commands.command import Command


class SaveDraft(Command):
    """Save the note as a draft; it can be changed until it is signed."""

    key = "f2"
    label = "Save"


class Sign(Command):
    """Sign the note: its text is locked, and from then on only added to."""

    key = "f3"
    label = "Sign"


class LookBack(Command):
    """Go to what was written last about this client, and back to the note."""

    key = "f4"
    label = "Last notes"


class Amend(Command):
    """Add an amendment under this signed note."""

    key = "a"
    label = "Amend"
    at_once = True


class ExpandSnippet(Command):
    """Put the text that the abbreviation before the cursor stands for in its place."""

    key = "f5"
    label = "Snippet"


class ChooseTemplate(Command):
    """Begin with a template, such as SOAP; what is written stays."""

    key = "f6"
    label = "Template"


class TakeLastText(Command):
    """Begin with the text of the note that the cursor stands on among the last ones."""

    key = "f7"
    label = "Last text"


class LeaveNote(Command):
    """Leave the note; asks first when some of it is not saved."""

    key = "escape"
    label = "Back"


class ScrollBack(Command):
    """Scroll the last notes up, while the keyboard stays in the note."""

    key = "ctrl+pageup,alt+pageup,alt+up"
    label = "Last ↑"
    in_footer = False


class ScrollOn(Command):
    """Scroll the last notes down, while the keyboard stays in the note."""

    key = "ctrl+pagedown,alt+pagedown,alt+down"
    label = "Last ↓"
    in_footer = False


class ShowVersions(Command):
    """Show how this note stood before; an earlier text of a draft can be brought back."""

    key = "ctrl+r,h"
    label = "Versions"


class FindNotes(Command):
    """Search this client's notes."""

    key = "ctrl+f,slash"
    label = "Search"


class MarkInError(Command):
    """Mark this note as entered in error: it leaves every list, and history keeps it."""

    key = "x"
    label = "In error"
    in_footer = False


class ReadAgain(Command):
    """Try again to read what could not be read."""

    key = "r"
    label = "Try again"


class OpenFound(Command):
    """Open the note under the cursor."""

    key = "enter"
    label = "Open"
    at_once = True


class FoundBefore(Command):
    """Go to the note found before this one."""

    key = "up"
    label = "Up"
    in_footer = False


class FoundNext(Command):
    """Go to the next note that was found."""

    key = "down"
    label = "Down"
    in_footer = False


class FoundPageUp(Command):
    """Go a page up among the notes that were found."""

    key = "pageup"
    label = "Page up"
    in_footer = False


class FoundPageDown(Command):
    """Go a page down among the notes that were found."""

    key = "pagedown"
    label = "Page down"
    in_footer = False


class TakeText(Command):
    """Take the text that the keyboard is on."""

    key = "enter,f2"
    label = "Take this"


class TakeBoth(Command):
    """Take both texts, one under the other."""

    key = "b"
    label = "Take both"


class OtherText(Command):
    """Go to the other text."""

    key = "left,right,tab"
    label = "Other text"


class BringBack(Command):
    """Save the text of this version as the newest one; nothing of the present text is lost."""

    key = "r"
    label = "Bring back"


class Back(Command):
    """Go back to the note; everything stays as it is."""

    key = "escape"
    label = "Back"


class AddAmendment(Command):
    """Sign the amendment and add it under the note."""

    key = "f2"
    label = "Sign amendment"
