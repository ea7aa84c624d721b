"""How the money of a client, or of a whole practice, is looked at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.credit import Credit, credits_left
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money import Money, sums
from kara_tui.domain.payment import Payment
from kara_tui.domain.private import Private
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.session import Session


class ChargesShown(StrEnum):
    """Which charges a list shows."""

    UNPAID = "unpaid"
    PAID = "paid"
    WRITTEN_OFF = "written_off"
    VOIDED = "voided"
    ALL = "all"

    @property
    def states(self) -> tuple[ChargeState, ...]:
        """The states of the charges in it."""
        if self is ChargesShown.ALL:
            return tuple(ChargeState)
        return (ChargeState.OPEN if self is ChargesShown.UNPAID else ChargeState(self.value),)


@dataclass(frozen=True, kw_only=True)
class ChargeLine:
    """A charge with what was paid, or tried to be paid, for it."""

    charge: Charge
    payments: tuple[Payment, ...] = ()
    """The newest first; those entered in error are left out."""

    @property
    def payment(self) -> Payment | None:
        """The payment that counts: the one that came in or is under way."""
        return next((one for one in self.payments if one.is_live), None)


@dataclass(frozen=True, kw_only=True)
class ClientAccount:
    """The money of one client."""

    chargeable: tuple[Session, ...]
    """Sessions that are to be paid and were not charged yet, the newest first."""
    lines: tuple[ChargeLine, ...]
    """Those that are owed first, then the newest."""
    credits: tuple[Credit, ...]
    """The newest first."""

    @property
    def unbilled(self) -> tuple[Money, ...]:
        """What the chargeable sessions come to, by currency."""
        return sums(one.fee for one in self.chargeable if one.fee is not None)

    def total(self, state: ChargeState) -> tuple[Money, ...]:
        """Return what the charges in a state come to, by currency."""
        return sums(one.charge.amount for one in self.lines if one.charge.state is state)

    @property
    def unpaid(self) -> tuple[Money, ...]:
        """What the client still has to pay, charged or not."""
        return sums((*self.unbilled, *self.total(ChargeState.OPEN)))

    def credits_left(self, on: date) -> int:
        """Return how many sessions on some day sponsors would pay for."""
        return credits_left(self.credits, on)


@dataclass(frozen=True, kw_only=True)
class ChargeRow:
    """One line of the list of charges of all clients."""

    line: ChargeLine
    client: Private[ClientDetails]


@dataclass(frozen=True, kw_only=True)
class ChargePage:
    """A window of the list of charges."""

    offset: int
    rows: tuple[ChargeRow, ...]
    total: int
    """How many charges the list has."""
    sums: tuple[Money, ...]
    """What all of them come to, by currency."""


@dataclass(frozen=True, kw_only=True)
class UncollectedSession:
    """A session of some client that is to be paid and was not charged yet."""

    session: Session
    client: Private[ClientDetails]


@dataclass(frozen=True, kw_only=True)
class UnpaidSum:
    """What one client still has to pay in one currency."""

    client_id: ClientId
    amount: Money
    """Charges and chargeable sessions together."""


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """What a receipt is made from."""

    payment: Payment
    charge: Charge
    session: Session | None
    service: Private[ServiceDetails] | None
    client: Private[ClientDetails]
    professional: str
