"""Commands on what was typed and never saved."""

from kara_tui.commands.command import Command


class GoOn(Command):
    """Go on with this text where it was typed."""

    key = "enter,f2"
    label = "Go on"


class Discard(Command):
    """Throw this text away; the others stay."""

    key = "d"
    label = "Discard"


class Back(Command):
    """Go back to where you came from; every text stays."""

    key = "escape"
    label = "Back"


class TakeUp(Command):
    """Go on with what was typed here earlier, in place of the empty form."""

    key = "f2"
    label = "Earlier text"
