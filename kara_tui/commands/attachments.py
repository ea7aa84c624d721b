"""Commands on the files on a client's profile."""

from kara_tui.commands.command import Command


class AddFile(Command):
    """Add a file of any size; it is sealed, and the original stays where it is."""

    key = "a"
    label = "Add"
    at_once = True


class OpenFile(Command):
    """Let another program on this desktop show a copy of this file."""

    key = "enter,o"
    label = "Open"


class SaveFile(Command):
    """Write this file to a folder, in the clear."""

    key = "w"
    label = "Save as"


class RenameFile(Command):
    """Give this file another name."""

    key = "r"
    label = "Rename"
    at_once = True


class StopFile(Command):
    """Stop what is being done with the file; nothing half is left."""

    key = "escape"
    label = "Stop"


class RemoveFile(Command):
    """Take this file off the list; it stays sealed in history."""

    key = "x,delete"
    label = "Remove"
