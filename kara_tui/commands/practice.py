"""Commands on the practice itself: when it is open, what keeps it closed, what it offers."""

from kara_tui.commands.command import Command


class ShowPractice(Command):
    """Arrange the practice: working hours, blocked times, services."""

    key = "f5"
    label = "Practice"
    in_footer = False


class ShowWorkingHours(Command):
    """Say on which days and at what times you work."""

    label = "Working hours"
    in_footer = False


class ShowBlocks(Command):
    """Look at the times in which no session may lie: holidays, lunch, courses."""

    label = "Blocked times"
    in_footer = False


class ShowServices(Command):
    """Look at the services that you offer, with their lengths and prices."""

    label = "Services"
    in_footer = False


class SameAsAbove(Command):
    """Put the hours of the day above into this day."""

    key = "f5"
    label = "As above"
    at_once = True


class AddBlock(Command):
    """Block some time: once, or as often as it comes back."""

    key = "a"
    label = "Add"
    at_once = True


class ChangeBlock(Command):
    """Change this block, all of its repetitions with it."""

    key = "enter"
    label = "Change"
    at_once = True


class RemoveBlock(Command):
    """Free the time that this block takes, all of its repetitions with it."""

    key = "x,delete"
    label = "Remove"


class AddService(Command):
    """Add a service that sessions can be of."""

    key = "a"
    label = "Add"
    at_once = True


class ChangeService(Command):
    """Change this service; sessions that are planned already keep their own terms."""

    key = "enter"
    label = "Change"
    at_once = True


class RetireService(Command):
    """Offer this service no longer; sessions that are planned already are held."""

    key = "r"
    label = "Retire"


class OfferServiceAgain(Command):
    """Offer this service again."""

    key = "r"
    label = "Offer again"


class Back(Command):
    """Go back to where you came from."""

    key = "escape"
    label = "Back"


EVERYWHERE: tuple[type[Command], ...] = (ShowPractice, ShowWorkingHours, ShowBlocks, ShowServices)
"""Those that are at hand wherever the user is."""
