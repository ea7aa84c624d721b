"""The money of a practice in the database: what is owed, what came in, what sponsors pay for."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from kara_tui.db.codec import decode
from kara_tui.db.journal import Journal
from kara_tui.db.payment_questions import to_be_paid, unpaid_statement, with_clients
from kara_tui.db.record_tables import CHARGES, CREDITS, PAYMENTS, SERVICES, SESSIONS
from kara_tui.db.records import Records
from kara_tui.db.tables import clients
from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.credit import Credit
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ChargeId, ClientId, ProfessionalId, SessionId
from kara_tui.domain.money import Money, sums
from kara_tui.domain.money_views import (
    ChargeLine,
    ChargePage,
    ChargeRow,
    ChargesShown,
    UncollectedSession,
    UnpaidSum,
)
from kara_tui.domain.payment import Payment, PaymentState
from kara_tui.domain.private import Private
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.session import Session
from kara_tui.domain.text import search_words, searched

_UNSETTLED = (PaymentState.PENDING, PaymentState.NEEDS_CLIENT_ACTION, PaymentState.RETURNING)


class MoneyBook:
    """The charges, payments and credits of one professional, inside one transaction."""

    def __init__(
        self, connection: Connection, professional_id: ProfessionalId, journal: Journal
    ) -> None:
        self._connection = connection
        self._owner = professional_id
        self.charges = Records(CHARGES, connection, professional_id, journal)
        self.payments = Records(PAYMENTS, connection, professional_id, journal)
        self.credits = Records(CREDITS, connection, professional_id, journal)
        self.sessions = Records(SESSIONS, connection, professional_id, journal)
        self._services = Records(SERVICES, connection, professional_id, journal)

    def next_receipt(self) -> int:
        """Return the number of the next receipt: none is left out, none is given twice."""
        c = PAYMENTS.table.c
        last = select(func.max(c.receipt)).where(c.professional_id == self._owner)
        return int(self._connection.execute(last).scalar() or 0) + 1

    def by_receipt(self, number: int) -> Payment | None:
        """Return the payment that bears a receipt's number."""
        c = PAYMENTS.table.c
        found = self.payments.find(c.receipt == number, c.receipt > 0, c.in_error.is_(False))
        return found[0] if found else None

    def unsettled(self, limit: int) -> tuple[Payment, ...]:
        """Return the payments of which only the provider knows what became, oldest first."""
        c = PAYMENTS.table.c
        states = [one.value for one in _UNSETTLED]
        return self.payments.find(
            c.state.in_(states), c.in_error.is_(False), order=(c.created_at, c.id), limit=limit
        )

    def lines_of(self, client_id: ClientId) -> tuple[ChargeLine, ...]:
        """Return a client's charges: those that are owed first, then the newest."""
        c = CHARGES.table.c
        owed = (c.state == ChargeState.OPEN.value).desc()
        found = self.charges.find(
            c.client_id == client_id,
            c.in_error.is_(False),
            order=(owed, c.due_on.desc(), c.created_at.desc(), c.id),
        )
        paid = self.payments_of([one.id for one in found])
        return tuple(ChargeLine(charge=one, payments=paid.get(one.id, ())) for one in found)

    def charges_of_session(self, session_id: SessionId) -> tuple[Charge, ...]:
        """Return the charges of a session; those entered in error are left out."""
        c = CHARGES.table.c
        return self.charges.find(c.session_id == session_id, c.in_error.is_(False))

    def service_of(self, session: Session | None) -> Private[ServiceDetails] | None:
        """Return what the service of a session is called, if it is of any."""
        if session is None or session.service_id is None:
            return None
        c = SERVICES.table.c
        found = self._services.find(c.id == session.service_id)
        return found[0].details if found else None

    def payments_of(self, charge_ids: Sequence[ChargeId]) -> dict[ChargeId, tuple[Payment, ...]]:
        """Return the payments for charges, the newest first."""
        c = PAYMENTS.table.c
        grouped: dict[ChargeId, tuple[Payment, ...]] = {}
        for one in self.payments.find(
            c.charge_id.in_(charge_ids),
            c.in_error.is_(False),
            order=(c.created_at.desc(), c.id.desc()),
        ):
            grouped[one.charge_id] = (*grouped.get(one.charge_id, ()), one)
        return grouped

    def credits_of(self, client_id: ClientId) -> tuple[Credit, ...]:
        """Return a client's credits, the newest first."""
        return tuple(one for one in reversed(self.credits.of_client(client_id)) if not one.in_error)

    def chargeable(self, client_id: ClientId) -> tuple[Session, ...]:
        """Return a client's sessions that are to be paid and were not charged, the newest first."""
        s = SESSIONS.table.c
        found = self.sessions.find(
            s.client_id == client_id, *to_be_paid(), order=(s.starts_at.desc(), s.id)
        )
        covered = {used for one in self.credits_of(client_id) for used in one.used_by}
        return tuple(one for one in found if one.id not in covered)

    def uncollected(self, limit: int) -> tuple[UncollectedSession, ...]:
        """Return sessions of all clients that are to be paid and were not charged, oldest first."""
        s = SESSIONS.table.c
        c = CREDITS.table.c
        used = self._connection.execute(
            select(c.used_by).where(c.professional_id == self._owner, c.in_error.is_(False))
        )
        covered = {one for row in used for one in _session_ids(row.used_by)}
        question = (
            with_clients(select(SESSIONS.table, clients.c.details.label("person")), SESSIONS.table)
            .where(s.professional_id == self._owner, *to_be_paid())
            .order_by(s.starts_at, s.id)
        )
        found: list[UncollectedSession] = []
        for row in self._connection.execute(question):
            if len(found) == limit:
                break
            if row.id not in covered:
                session = SESSIONS.columns.from_row(row)
                found.append(UncollectedSession(session=session, client=_person(row)))
        return tuple(found)

    def page(
        self,
        shown: ChargesShown,
        due: tuple[date | None, date | None],
        search: str,
        offset: int,
        limit: int,
    ) -> ChargePage:
        """Return a window of the charges of all clients, with the sums of the whole list."""
        c = CHARGES.table.c
        conditions = tuple(self._listed(shown, due, search))
        counted = self._connection.execute(
            with_clients(
                select(c.amount_currency, func.count(), func.sum(c.amount_minor)), CHARGES.table
            )
            .where(*conditions)
            .group_by(c.amount_currency)
        ).all()
        total = sum(number for _, number, _ in counted)
        offset = max(0, min(offset, total - 1))
        days = c.due_on if shown is ChargesShown.UNPAID else c.due_on.desc()
        rows = self._connection.execute(
            with_clients(select(CHARGES.table, clients.c.details.label("person")), CHARGES.table)
            .where(*conditions)
            .order_by(days, c.created_at, c.id)
            .offset(offset)
            .limit(limit)
        ).all()
        paid = self.payments_of([row.id for row in rows])
        return ChargePage(
            offset=offset,
            rows=tuple(_charge_row(row, paid) for row in rows),
            total=total,
            sums=sums(Money(minor=int(minor), currency=code) for code, _, minor in counted),
        )

    def unpaid(self, client_ids: Sequence[ClientId]) -> tuple[UnpaidSum, ...]:
        """Return what clients still have to pay, found in one statement."""
        owed: dict[ClientId, list[tuple[UUID | None, Money]]] = {}
        covered: set[UUID] = set()
        for row in self._connection.execute(unpaid_statement(self._owner, client_ids)):
            if row.used_by is not None:
                covered.update(_session_ids(row.used_by))
            else:
                amount = Money(minor=row.minor, currency=row.currency)
                owed.setdefault(row.client_id, []).append((row.session_id, amount))
        return tuple(
            UnpaidSum(client_id=client_id, amount=total)
            for client_id in client_ids
            for total in sums(
                amount
                for session_id, amount in owed.get(client_id, ())
                if session_id not in covered
            )
        )

    def _listed(
        self, shown: ChargesShown, due: tuple[date | None, date | None], search: str
    ) -> Iterator[Any]:
        c = CHARGES.table.c
        yield c.professional_id == self._owner
        yield c.in_error.is_(False)
        if shown is not ChargesShown.ALL:
            yield c.state.in_([one.value for one in shown.states])
        first, last = due
        if first is not None:
            yield c.due_on >= first
        if last is not None:
            yield c.due_on <= last
        for word in search_words(search):
            yield clients.c.search_text.contains(searched(word), autoescape=True)


def _charge_row(row: Any, paid: dict[ChargeId, tuple[Payment, ...]]) -> ChargeRow:
    charge = CHARGES.columns.from_row(row)
    line = ChargeLine(charge=charge, payments=paid.get(charge.id, ()))
    return ChargeRow(line=line, client=_person(row))


def _person(row: Any) -> ClientDetails | bytes:
    return decode(row.person, ClientDetails)


def _session_ids(data: bytes) -> tuple[SessionId, ...]:
    return msgspec.json.decode(data, type=tuple[SessionId, ...])
