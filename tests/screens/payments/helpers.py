"""What the tests of payments share: clients with sessions that are to be paid, and the screens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.charge import Charge
from kara_tui.domain.client import Client
from kara_tui.domain.credit import Credit
from kara_tui.domain.details import Remark
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ClientAccount
from kara_tui.domain.payment import Payment, PaymentMethod
from kara_tui.domain.session import Session, SessionState
from kara_tui.operations.payments import AddCharge, ClientMoney, MoneyTaken, RecordPayment
from kara_tui.operations.sponsored_credits import GiveCredit
from kara_tui.screens.payments_block import PaymentsBlock
from kara_tui.screens.record_dialog import RecordDialog
from tests.screens.profile.helpers import press, profile
from tests.support.clock import NOON
from tests.support.one_screen import NORMAL
from tests.support.sessions import KRONUR, brought_to, scheduled

DUE = date(2026, 3, 20)
LAST_MONDAY = NOON - timedelta(days=7, hours=2)


async def held(
    backend: Backend, client: Client, at: datetime = LAST_MONDAY, **more: Any
) -> Session:
    """Hold a session that costs something."""
    session = await scheduled(backend, client.id, at, fee=KRONUR, **more)
    return await brought_to(backend, session, SessionState.COMPLETED)


async def charged(
    backend: Backend, client: Client, words: str = "A report", amount: Money = KRONUR, **more: Any
) -> Charge:
    """Charge a client for something."""
    given: dict[str, Any] = {"due_on": DUE} | more
    wish = AddCharge(client_id=client.id, amount=amount, details=Remark(text=words), **given)
    return await backend(wish)


async def paid(backend: Backend, charge: Charge) -> Payment:
    """Record that a charge was paid in cash."""
    return await backend(
        RecordPayment(
            client_id=charge.client_id,
            charge_id=charge.id,
            version=charge.version,
            taken=MoneyTaken(method=PaymentMethod.CASH),
        )
    )


async def sponsored(backend: Backend, client: Client, sessions: int = 3) -> Credit:
    """Let a sponsor pay for some sessions."""
    details = Remark(text="Efling")
    return await backend(GiveCredit(client_id=client.id, sessions=sessions, details=details))


async def money(backend: Backend, client_id: ClientId) -> ClientAccount:
    """Return a client's money as the store has it."""
    return await backend(ClientMoney(client_id=client_id))


@asynccontextmanager
async def payments(
    client: Client, backend: Backend, size: tuple[int, int] = NORMAL
) -> AsyncIterator[Pilot[None]]:
    """Open the profile of a client at the payments."""
    async with profile(client, backend, size) as pilot:
        await press(pilot, "4")
        yield pilot


def block(pilot: Pilot[None]) -> PaymentsBlock:
    """Return the payments on the profile."""
    return pilot.app.screen.query_one(PaymentsBlock)


def dialog(pilot: Pilot[None]) -> RecordDialog[Any]:
    """Return the open form."""
    screen = pilot.app.screen
    assert isinstance(screen, RecordDialog)
    return screen


async def typed(pilot: Pilot[None], name: str, text: str) -> None:
    """Type into a field of the open form, in place of what stands there."""
    dialog(pilot).fields.focus_field(name)
    dialog(pilot).fields.field(name).put("")
    await press(pilot, *text)
