"""The small forms on a client's charges, payments and credits: what each saves, and over what.

A form is named after what it is about, so that a text which was left can be found again.
"""

from kara_tui.domain.amounts import usual_currency
from kara_tui.domain.charge import Charge
from kara_tui.domain.credit_form import CreditValues, credit_form
from kara_tui.domain.details import Remark
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money import Money
from kara_tui.domain.money_drafts import MoneyForm, MoneyFormKind
from kara_tui.domain.money_form import (
    MoneyValues,
    charge_and_pay_fields,
    charge_fields,
    payment_fields,
)
from kara_tui.domain.payment import moment_on
from kara_tui.domain.reason_form import ReasonValues, reason_form
from kara_tui.domain.session import Session
from kara_tui.operations.payments import (
    AddCharge,
    ChargeSession,
    MoneyTaken,
    RecordPayment,
    VoidCharge,
    WriteOff,
)
from kara_tui.operations.sponsored_credits import GiveCredit
from kara_tui.screens.desk import Desk
from kara_tui.screens.money_words import amount_words, locale_of, session_words
from kara_tui.screens.record_form import RecordForm


def charge_session_form(session: Session, desk: Desk) -> RecordForm[MoneyValues]:
    """Return the form that charges a session: its fee stands there."""

    def wish(values: MoneyValues, version: int) -> ChargeSession:
        return ChargeSession(
            client_id=session.client_id,
            session_id=session.id,
            version=version,
            amount=values.amount,
            due_on=values.due_on or desk.today(),
            details=Remark(text=values.what_for),
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.CHARGE, session.client_id, session.id)),
        title=f"Charge: {session_words(session)}",
        fields=charge_fields(*_written(desk), is_session=True),
        base=_values(session, desk),
        version=session.version,
        wish=wish,
        about=lambda values: _amount(values.amount, desk),
        values_of=lambda theirs: _values(theirs, desk),
    )


def charge_and_pay_form(session: Session, desk: Desk) -> RecordForm[MoneyValues]:
    """Return the form that charges a session and notes how it was paid, in one go."""

    def wish(values: MoneyValues, version: int) -> ChargeSession:
        return ChargeSession(
            client_id=session.client_id,
            session_id=session.id,
            version=version,
            amount=values.amount,
            due_on=desk.today(),
            details=Remark(),
            taken=_taken(values, desk),
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.CHARGE_AND_PAY, session.client_id, session.id)),
        title=f"Charge and paid: {session_words(session)}",
        fields=charge_and_pay_fields(*_written(desk)),
        base=_values(session, desk),
        version=session.version,
        wish=wish,
        about=lambda values: f"{_amount(values.amount, desk)}, paid",
        values_of=lambda theirs: _values(theirs, desk),
    )


def new_charge_form(client_id: ClientId, desk: Desk) -> RecordForm[MoneyValues]:
    """Return the form of a charge for something else than a session."""

    def wish(values: MoneyValues, _version: int) -> AddCharge:
        amount = values.amount
        assert amount is not None, "a form with an empty amount is not saved"
        return AddCharge(
            client_id=client_id,
            amount=amount,
            due_on=values.due_on or desk.today(),
            details=Remark(text=values.what_for),
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.CHARGE, client_id)),
        title="A charge that is for no session",
        fields=charge_fields(*_written(desk), is_session=False),
        base=MoneyValues(due_on=desk.today()),
        wish=wish,
        about=lambda values: _amount(values.amount, desk),
    )


def payment_form(charge: Charge, what: str, desk: Desk) -> RecordForm[MoneyValues]:
    """Return the form that notes how a charge was paid.

    Args:
        charge: Which one; all of it is paid.
        what: What it is for, in words.
        desk: Knows what day it is.
    """

    def wish(values: MoneyValues, version: int) -> RecordPayment:
        return RecordPayment(
            client_id=charge.client_id,
            charge_id=charge.id,
            version=version,
            taken=_taken(values, desk),
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.PAYMENT, charge.client_id, charge.id)),
        title=f"Paid: {amount_words(charge.amount, desk)}",
        hint=what,
        fields=payment_fields(),
        base=MoneyValues(paid_on=desk.today()),
        version=charge.version,
        wish=wish,
        about=lambda _: amount_words(charge.amount, desk),
        values_of=lambda _: MoneyValues(paid_on=desk.today()),
    )


def write_off_form(charge: Charge, what: str, desk: Desk) -> RecordForm[ReasonValues]:
    """Return the form that gives a charge up; it asks for a reason."""

    def wish(values: ReasonValues, version: int) -> WriteOff:
        return WriteOff(
            client_id=charge.client_id,
            charge_id=charge.id,
            version=version,
            reason=Remark(text=values.reason),
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.WRITE_OFF, charge.client_id, charge.id)),
        title=f"Write off {amount_words(charge.amount, desk)}: nobody has to pay it any more",
        hint=what,
        fields=reason_form(required=True),
        base=ReasonValues(),
        version=charge.version,
        wish=wish,
        about=lambda _: amount_words(charge.amount, desk),
        values_of=lambda _: ReasonValues(),
    )


def void_form(charge: Charge, what: str, desk: Desk) -> RecordForm[ReasonValues]:
    """Return the form that voids a charge, with room for a reason."""

    def wish(values: ReasonValues, version: int) -> VoidCharge:
        return VoidCharge(
            client_id=charge.client_id,
            charge_id=charge.id,
            version=version,
            reason=Remark(text=values.reason) if values.reason else None,
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.VOID, charge.client_id, charge.id)),
        title=f"Void {amount_words(charge.amount, desk)}: this charge should not be paid",
        hint=what,
        fields=reason_form(required=False),
        base=ReasonValues(),
        version=charge.version,
        wish=wish,
        about=lambda _: amount_words(charge.amount, desk),
        values_of=lambda _: ReasonValues(),
    )


def credit_record_form(client_id: ClientId) -> RecordForm[CreditValues]:
    """Return the form in which a sponsor's credit is given."""

    def wish(values: CreditValues, _version: int) -> GiveCredit:
        return GiveCredit(
            client_id=client_id,
            sessions=values.sessions,
            valid_until=values.valid_until,
            details=Remark(text=values.sponsor),
        )

    return RecordForm(
        name=str(MoneyForm(MoneyFormKind.CREDIT, client_id)),
        title="Sessions that a sponsor pays for",
        fields=credit_form(),
        base=CreditValues(),
        wish=wish,
        about=lambda values: values.sponsor,
    )


def what_for(charge: Charge, session: Session | None) -> str:
    """Return what a charge is for, in words; empty when nobody said."""
    told = "" if isinstance(charge.details, bytes) else charge.details.text
    named = session_words(session) if session else ""
    return " · ".join(filter(None, (named, " ".join(told.split()))))


def _written(desk: Desk) -> tuple[str, str]:
    return locale_of(desk), usual_currency(desk.region)


def _values(session: Session, desk: Desk) -> MoneyValues:
    today = desk.today()
    return MoneyValues(amount=session.fee, due_on=today, paid_on=today)


def _taken(values: MoneyValues, desk: Desk) -> MoneyTaken:
    now = desk.local(desk.clock())
    zone = desk.zone or now.tzinfo
    assert zone is not None, "a local moment has a zone"
    day = values.paid_on or now.date()
    return MoneyTaken(
        method=values.method,
        paid_at=None if day == now.date() else moment_on(day, zone, now),
        details=Remark(text=values.remark),
    )


def _amount(amount: Money | None, desk: Desk) -> str:
    return amount_words(amount, desk) if amount else ""
