"""Commands on the way of clients from a file into the practice."""

from kara_tui.commands.command import Command


class Import(Command):
    """Take the people of this file into your practice."""

    key = "f2"
    label = "Import"


class DryRun(Command):
    """Do everything but writing, and see what an import would come to."""

    key = "f5"
    label = "Dry run"


class Stop(Command):
    """Stop the import; what was written by then is kept."""

    key = "escape"
    label = "Stop"


class Back(Command):
    """Go back one step."""

    key = "escape"
    label = "Back"
