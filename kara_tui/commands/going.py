"""Commands that go from one client to another, and those of the dialog that finds one."""

from kara_tui.commands.command import Command


class GoToClient(Command):
    """Go to any client, from wherever you are; what is typed is kept."""

    key = "ctrl+g"
    label = "Go to"
    in_footer = False
    at_once = True


class PreviousClient(Command):
    """Go back to the client who was open before."""

    key = "less_than_sign"
    label = "Client before"
    in_footer = False


class NextClient(Command):
    """Go forward again to the client you came back from."""

    key = "greater_than_sign"
    label = "Client after"
    in_footer = False


class SearchAllNotes(Command):
    """Search the notes of all clients, from wherever you are."""

    key = "ctrl+n"
    label = "Search notes"
    in_footer = False
    at_once = True


class Open(Command):
    """Open the client under the cursor."""

    key = "enter"
    label = "Open"
    at_once = True


class MoveUp(Command):
    """Go to the client before this one in the list."""

    key = "up"
    label = "Up"
    in_footer = False
    at_once = True


class MoveDown(Command):
    """Go to the next client in the list."""

    key = "down"
    label = "Down"
    in_footer = False
    at_once = True


class PageUp(Command):
    """Go a page up in the list."""

    key = "pageup"
    label = "Page up"
    in_footer = False
    at_once = True


class PageDown(Command):
    """Go a page down in the list."""

    key = "pagedown"
    label = "Page down"
    in_footer = False
    at_once = True


class StayHere(Command):
    """Stay where you are."""

    key = "escape"
    label = "Back"
