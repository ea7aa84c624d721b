"""What is asked of the database about money, put together from its tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import LargeBinary, Select, and_, cast, exists, null, or_, select, union_all

from kara_tui.db.record_tables import CHARGES, CREDITS, SESSIONS
from kara_tui.db.tables import clients
from kara_tui.db.types import Id
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.chargeable import UNATTENDED
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.session import SessionState


def to_be_paid() -> tuple[Any, ...]:
    """Return what holds for sessions that are to be paid, but for those that a credit covers."""
    s, c = SESSIONS.table.c, CHARGES.table.c
    settled = exists().where(
        c.professional_id == s.professional_id,
        c.session_id == s.id,
        c.in_error.is_(False),
        c.state != ChargeState.VOIDED.value,
    )
    attended = s.state == SessionState.COMPLETED.value
    unattended = s.state.in_(sorted(one.value for one in UNATTENDED))
    return (
        s.in_error.is_(False),
        s.fee_minor > 0,
        or_(and_(attended, s.is_charged.is_not(False)), and_(unattended, s.is_charged.is_(True))),
        ~settled,
    )


def unpaid_statement(owner: ProfessionalId, client_ids: Iterable[ClientId]) -> Any:
    """Return rows of what clients owe, and of the credits that cover some of it (`used_by`)."""
    ids = list(client_ids)
    c, s, given = CHARGES.table.c, SESSIONS.table.c, CREDITS.table.c
    nothing = cast(null(), LargeBinary).label("used_by")
    charged = select(
        c.client_id,
        cast(null(), Id).label("session_id"),
        c.amount_minor.label("minor"),
        c.amount_currency.label("currency"),
        nothing,
    ).where(
        c.professional_id == owner,
        c.client_id.in_(ids),
        c.in_error.is_(False),
        c.state == ChargeState.OPEN.value,
    )
    unbilled = select(s.client_id, s.id, s.fee_minor, s.fee_currency, nothing).where(
        s.professional_id == owner, s.client_id.in_(ids), *to_be_paid()
    )
    covering = select(given.client_id, null(), null(), null(), given.used_by).where(
        given.professional_id == owner, given.client_id.in_(ids), given.in_error.is_(False)
    )
    return union_all(charged, unbilled, covering)


def with_clients(question: Select[Any], table: Any) -> Select[Any]:
    """Return a question about records, joined with the clients whose they are."""
    return question.join(
        clients,
        and_(
            clients.c.professional_id == table.c.professional_id, clients.c.id == table.c.client_id
        ),
    )
