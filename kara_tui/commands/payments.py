"""Commands on what a client owes and has paid."""

from kara_tui.commands.command import Command


class ChargeSession(Command):
    """Charge this session: its fee stands in the form and can be changed."""

    key = "g"
    label = "Charge"
    at_once = True


class TakePayment(Command):
    """Record how this was paid; a session that was not charged yet is charged with it."""

    key = "p"
    label = "Paid"
    at_once = True


class AddCharge(Command):
    """Charge this client for something else than a session."""

    key = "a"
    label = "Add charge"
    at_once = True


class WriteOff(Command):
    """Give this charge up, with a reason: nobody owes it any more."""

    key = "w"
    label = "Write off"
    at_once = True


class VoidCharge(Command):
    """Void this charge, since nobody should pay it; its session can be charged anew."""

    key = "v"
    label = "Void"
    at_once = True


class ShowReceipt(Command):
    """Show the receipt, to copy it or to write it to a file."""

    key = "r"
    label = "Receipt"


class ReturnPayment(Command):
    """Note that you gave this money back: the charge is owed again."""

    key = "f"
    label = "Refund"


class GiveCredit(Command):
    """Note that a sponsor pays for some sessions."""

    key = "o"
    label = "Sponsor"
    at_once = True


class UseCredit(Command):
    """Let a sponsor's credit pay for this session, the one that expires first."""

    key = "y"
    label = "Use credit"


class GiveCreditBack(Command):
    """Take this credit back from a session that it paid for."""

    key = "l"
    label = "Give back"


class MarkInError(Command):
    """Mark this as entered in error: it leaves the list and stays in history."""

    key = "x"
    label = "In error"


class ShowOthers(Command):
    """Show other ones: unpaid, paid, all, or sessions that were not charged yet."""

    key = "f"
    label = "Filter"


class ExportPayments(Command):
    """Write the charges that are shown to a table (CSV) for spreadsheets and accountants."""

    key = "e"
    label = "Export"


class Back(Command):
    """Go back to where you came from."""

    key = "escape"
    label = "Back"
