"""Commands on a receipt that is shown."""

from kara_tui.commands.command import Command


class WriteReceipt(Command):
    """Write the receipt to a file: a PDF, or plain text when the file's name ends in .txt."""

    key = "s"
    label = "Save as"


class CopyReceipt(Command):
    """Copy the receipt as plain text."""

    key = "c"
    label = "Copy"


class OtherLanguage(Command):
    """Show the receipt in the other language: English or Icelandic."""

    key = "l"
    label = "Language"


class NameService(Command):
    """Say on the receipt which service it was, or leave that out again."""

    key = "n"
    label = "Name service"


class Back(Command):
    """Go back to where you came from."""

    key = "escape"
    label = "Back"
