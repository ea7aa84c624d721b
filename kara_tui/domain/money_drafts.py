"""The names of the forms on money, under which typed text is kept until it is saved."""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.drafts import client_of
from kara_tui.domain.ids import ClientId


class MoneyFormKind(StrEnum):
    """What a form on money is about."""

    CHARGE = "charge"
    """A session, or something that is no session."""
    CHARGE_AND_PAY = "paid"
    PAYMENT = "payment"
    WRITE_OFF = "writeoff"
    VOID = "void"
    CREDIT = "credit"

    @property
    def label(self) -> str:
        """What is typed there, as a list of unfinished texts calls it."""
        return _LABELS[self]


_LABELS = {
    MoneyFormKind.CHARGE: "A charge",
    MoneyFormKind.CHARGE_AND_PAY: "A charge and its payment",
    MoneyFormKind.PAYMENT: "A payment",
    MoneyFormKind.WRITE_OFF: "Why to write off",
    MoneyFormKind.VOID: "Why to void",
    MoneyFormKind.CREDIT: "A sponsor",
}


@dataclass(frozen=True)
class MoneyForm:
    """Which form it is."""

    kind: MoneyFormKind
    client_id: ClientId
    about: UUID | None = None
    """The session or charge that it is about; None for something new."""

    def __str__(self) -> str:
        about = f"-{self.about}" if self.about else ""
        return f"{self.kind}{about}:{self.client_id}"


def money_form(form: str) -> MoneyForm | None:
    """Return which form on money a name means; None when it means none."""
    client_id = client_of(form)
    kind, _, about = form.rpartition(":")[0].partition("-")
    with suppress(ValueError):
        if client_id is not None:
            return MoneyForm(MoneyFormKind(kind), client_id, UUID(about) if about else None)
    return None
