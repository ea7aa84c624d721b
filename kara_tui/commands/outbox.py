"""Commands on outgoing mail."""

from kara_tui.commands.command import Command


class Withdraw(Command):
    """Call this message back before it leaves."""

    key = "w"
    label = "Withdraw"


class Retry(Command):
    """Send this message once more, which could not be delivered."""

    key = "r"
    label = "Retry"


class Export(Command):
    """Write this message to a file (.eml) that your mail program opens and sends."""

    key = "e"
    label = "Export"


class Back(Command):
    """Go back to where you came from."""

    key = "escape"
    label = "Back"
