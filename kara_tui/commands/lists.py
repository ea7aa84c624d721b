"""Commands on the lists of clients."""

from kara_tui.commands.command import Command


class Search(Command):
    """Search by name, e-mail, phone or national id."""

    key = "slash"
    label = "Search"
    at_once = True


class ShowFound(Command):
    """Go from the search to what it found."""

    key = "enter,down"
    label = "Go there"
    at_once = True


class ClearSearch(Command):
    """Give the search up and show everybody again."""

    key = "escape"
    label = "Show all"
    at_once = True


class Sort(Command):
    """Sort by the next column."""

    key = "o"
    label = "Sort"


class ReverseSort(Command):
    """Turn the order round."""

    key = "O"
    label = "Reverse order"
    in_footer = False


class Accept(Command):
    """Accept this request: the client moves to Clients."""

    key = "a"
    label = "Accept"


class Decline(Command):
    """Decline this request; the reason stays private."""

    key = "d"
    label = "Decline"


class Resend(Command):
    """Send this invite once more; it holds another 30 days."""

    key = "e"
    label = "Resend"


class Withdraw(Command):
    """Call this invite back."""

    key = "w"
    label = "Withdraw"


class CloseTreatment(Command):
    """End this client's treatment: they move to Deactivated."""

    key = "c"
    label = "Close"


class Reopen(Command):
    """Take this client back into treatment."""

    key = "b"
    label = "Reopen"


class ShowClosed(Command):
    """Show declined, withdrawn and expired requests and invites as well, or hide them."""

    key = "x"
    label = "Closed ones"
    in_footer = False
