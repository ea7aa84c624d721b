"""A payment provider that plays a script: every outcome, and every way to lose an answer."""

import asyncio
from collections import deque
from collections.abc import Iterable
from enum import Enum

from kara_tui.domain.card_outcome import UNKNOWN, CardOutcome, CardOutcomeKind
from kara_tui.domain.errors import Offline
from kara_tui.domain.ids import PaymentId
from kara_tui.domain.money import Money
from kara_tui.payments.port import CardOrder


class Play(Enum):
    """How one call goes."""

    ANSWER = "answer"
    """It is carried out, and the answer arrives."""
    DECLINE = "decline"
    """The card is refused."""
    ASK_CLIENT = "ask_client"
    """The client has to confirm first."""
    LOSE_ANSWER = "lose_answer"
    """It is carried out, and the answer is lost."""
    LOSE_ASKING = "lose_asking"
    """It never arrives, and nobody says so."""
    HANG = "hang"
    """It is carried out, and the answer never comes."""
    BREAK = "break"
    """It is carried out, and the line breaks."""


class ScriptedProvider:
    """Keeps to the port's promises however its calls go.

    Args:
        plays: How the next calls go, one after another; `ANSWER` when they run out.
    """

    def __init__(self, plays: Iterable[Play] = ()) -> None:
        self.plays = deque(plays)
        self.outcomes: dict[PaymentId, CardOutcome] = {}
        """What became of each payment that it heard of."""
        self.taken: dict[PaymentId, Money] = {}
        """The money that it has taken and not given back."""
        self.charged = 0
        """How often money was taken."""
        self.notices: list[tuple[PaymentId, CardOutcome]] = []
        """What it tells by itself; to be delivered once, twice or late."""

    async def charge(self, order: CardOrder) -> CardOutcome:
        """Take the money as the script has it."""
        play = self._next()
        if play is not Play.LOSE_ASKING and order.payment_id not in self.outcomes:
            self._first_heard(order, play)
        return await self._answer(play, order.payment_id)

    async def give_back(self, payment_id: PaymentId) -> CardOutcome:
        """Give the money back as the script has it."""
        play = self._next()
        if play is Play.DECLINE and payment_id in self.taken:
            return CardOutcome(kind=CardOutcomeKind.FAILED, failure="refund_refused")
        known = self.outcomes.get(payment_id)
        if play is not Play.LOSE_ASKING and (
            known is None or known.kind is not CardOutcomeKind.FAILED
        ):
            self.taken.pop(payment_id, None)
            self._tell(payment_id, CardOutcome(kind=CardOutcomeKind.RETURNED))
        return await self._answer(play, payment_id)

    async def ask(self, payment_id: PaymentId) -> CardOutcome:
        """Tell what became of a payment."""
        play = self._next()
        return await self._answer(play, payment_id)

    def client_confirms(self, payment_id: PaymentId, amount: Money) -> None:
        """Let the client confirm a payment, if it waits for that."""
        if self._waits(payment_id):
            self._take(payment_id, amount)

    def client_refuses(self, payment_id: PaymentId) -> None:
        """Let the client turn a payment down, if it waits for them."""
        if self._waits(payment_id):
            refused = CardOutcome(kind=CardOutcomeKind.FAILED, failure="not_confirmed")
            self._tell(payment_id, refused)

    def _waits(self, payment_id: PaymentId) -> bool:
        known = self.outcomes.get(payment_id, UNKNOWN)
        return known.kind is CardOutcomeKind.NEEDS_CLIENT_ACTION

    def _next(self) -> Play:
        return self.plays.popleft() if self.plays else Play.ANSWER

    def _first_heard(self, order: CardOrder, play: Play) -> None:
        if play is Play.DECLINE:
            failed = CardOutcome(kind=CardOutcomeKind.FAILED, failure="card_declined")
            self._tell(order.payment_id, failed)
        elif play is Play.ASK_CLIENT:
            url = f"https://pay.example/confirm/{order.payment_id}"
            asked = CardOutcome(kind=CardOutcomeKind.NEEDS_CLIENT_ACTION, action_url=url)
            self._tell(order.payment_id, asked)
        else:
            self._take(order.payment_id, order.amount)

    def _take(self, payment_id: PaymentId, amount: Money) -> None:
        self.taken[payment_id] = amount
        self.charged += 1
        reference = f"scripted-{self.charged}"
        self._tell(payment_id, CardOutcome(kind=CardOutcomeKind.SUCCEEDED, reference=reference))

    def _tell(self, payment_id: PaymentId, outcome: CardOutcome) -> None:
        self.outcomes[payment_id] = outcome
        self.notices.append((payment_id, outcome))

    async def _answer(self, play: Play, payment_id: PaymentId) -> CardOutcome:
        if play in {Play.LOSE_ANSWER, Play.LOSE_ASKING}:
            return UNKNOWN
        if play is Play.HANG:
            await asyncio.Event().wait()
        if play is Play.BREAK:
            raise Offline("The payment provider cannot be reached.")
        return self.outcomes.get(payment_id, UNKNOWN)
