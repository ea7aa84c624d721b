"""Commands on a client's wellbeing."""

from kara_tui.commands.command import Command


class EnterAnswers(Command):
    """Enter the answers that this client gives aloud."""

    key = "w"
    label = "Enter answers"
    at_once = True


class ShowAnswers(Command):
    """Show each answer behind the score under the cursor."""

    key = "enter"
    label = "Answers"
    at_once = True


class Earlier(Command):
    """Go to the score before."""

    key = "left"
    label = "Earlier"


class Later(Command):
    """Go to the next score."""

    key = "right"
    label = "Later"


class Earliest(Command):
    """Go to the first score."""

    key = "home"
    label = "First"
    in_footer = False


class Latest(Command):
    """Go to the last score."""

    key = "end"
    label = "Last"
    in_footer = False


class OtherMeasure(Command):
    """Show the next measure."""

    key = "o"
    label = "Other measure"


class PutRight(Command):
    """Change answers that were entered wrongly; history keeps them as they were."""

    key = "e"
    label = "Put right"
    at_once = True


class MarkInError(Command):
    """Say that these answers were entered in error: they leave every list."""

    key = "x"
    label = "In error"


class SwitchLanguage(Command):
    """Show the items in the next language that the measure has."""

    key = "l"
    label = "Language"


class BackToChart(Command):
    """Go back to the chart."""

    key = "escape"
    label = "Back"
