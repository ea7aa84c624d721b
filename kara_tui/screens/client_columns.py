"""The columns of the four lists, each made from the row alone."""

from datetime import datetime, timedelta
from math import ceil

from kara_tui.domain import dates
from kara_tui.domain.client_fields import client_field, shown_value
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.listing import ClientRow, SortBy
from kara_tui.domain.outbox import MessageState
from kara_tui.screens.care_columns import care_columns
from kara_tui.screens.desk import Desk
from kara_tui.widgets.cells import Cell, Role
from kara_tui.widgets.columns import Column
from kara_tui.widgets.veil import Told

SEALED = "(sealed)"
"""What stands for a name that this terminal cannot open."""

Columns = tuple[Column[ClientRow], ...]


def clients_columns(desk: Desk) -> Columns:
    """Return the columns of Clients."""
    return (
        _name(),
        _age(desk),
        _state(),
        *care_columns(desk),
        _since(desk, "Since"),
        _phone(),
        _email(),
        _mail(MessageState.WAITING, MessageState.SENDING, MessageState.FAILED),
    )


def deactivated_columns(desk: Desk) -> Columns:
    """Return the columns of Deactivated."""
    return (_name(), _age(desk), _state(), _since(desk, "Ended"), _phone(), _email())


def requests_columns(desk: Desk) -> Columns:
    """Return the columns of Requests."""
    return (
        _name(),
        Column(
            id="waiting",
            told=Told.PUBLIC,
            title="Waiting",
            width=9,
            importance=90,
            sort=SortBy.SINCE,
            cell=lambda row: Cell(_waiting(desk.clock() - row.since)),
        ),
        Column(
            id="reason",
            title="Reason for booking",
            width=14,
            weight=4,
            importance=70,
            sort=SortBy.REASON,
            cell=lambda row: Cell(details_of(row).reason_for_booking.replace("\n", " ")),
        ),
        Column(
            id="method",
            told=Told.PUBLIC,
            title="Preferred",
            width=13,
            importance=50,
            sort=SortBy.METHOD,
            cell=lambda row: Cell(_field(row, "interaction_preference") or "no preference"),
        ),
        _age(desk, importance=30),
        _closed(),
    )


def invites_columns(desk: Desk) -> Columns:
    """Return the columns of Invites."""
    return (
        _name(),
        _email(importance=60),
        _since(desk, "Invited"),
        Column(
            id="last_sent",
            told=Told.PUBLIC,
            title="Last sent",
            width=11,
            importance=50,
            sort=SortBy.LAST_SENT,
            cell=lambda row: Cell(_moment(row.invite_last_sent_at, desk)),
        ),
        Column(
            id="expires",
            told=Told.PUBLIC,
            title="Expires",
            width=10,
            importance=80,
            sort=SortBy.EXPIRES,
            cell=lambda row: _expiry(row, desk),
        ),
        _mail(MessageState.WAITING, MessageState.SENDING, MessageState.SENT, MessageState.FAILED),
        _closed(),
    )


def details_of(row: ClientRow) -> ClientDetails:
    """Return a row's details; a stand-in when this terminal cannot open them."""
    return ClientDetails(name=SEALED) if isinstance(row.details, bytes) else row.details


def _name() -> Column[ClientRow]:
    return Column(
        id="name",
        told=Told.NAME,
        title="Name",
        width=26,
        weight=3,
        importance=100,
        sort=SortBy.NAME,
        searched=True,
        cell=lambda row: Cell(details_of(row).name, Role.STRONG),
    )


def _age(desk: Desk, importance: int = 80) -> Column[ClientRow]:
    def cell(row: ClientRow) -> Cell:
        born = details_of(row).birth_date
        return Cell(str(dates.age(born, today=desk.today())) if born else "–")

    return Column(
        id="age",
        told=Told.PUBLIC,
        title="Age",
        width=5,
        importance=importance,
        align="right",
        sort=SortBy.BIRTH_DATE,
        cell=cell,
    )


def _state() -> Column[ClientRow]:
    return Column(
        id="state",
        told=Told.PUBLIC,
        title="State",
        width=9,
        importance=90,
        sort=SortBy.STATE,
        cell=lambda row: Cell(row.treatment_state.label),
    )


def _since(desk: Desk, title: str) -> Column[ClientRow]:
    return Column(
        id="since",
        told=Told.PUBLIC,
        title=title,
        width=11,
        importance=60,
        sort=SortBy.SINCE,
        cell=lambda row: Cell(_moment(row.since, desk)),
    )


def _phone() -> Column[ClientRow]:
    return Column(
        id="phone",
        title="Phone",
        width=17,
        importance=70,
        sort=SortBy.PHONE,
        searched=True,
        hide_when_empty=True,
        cell=lambda row: Cell(details_of(row).phone_typed or details_of(row).phone),
    )


def _email(importance: int = 40) -> Column[ClientRow]:
    return Column(
        id="email",
        title="E-mail",
        width=20,
        weight=2,
        importance=importance,
        sort=SortBy.EMAIL,
        searched=True,
        hide_when_empty=True,
        cell=lambda row: Cell(details_of(row).contact_email, Role.MUTED),
    )


def _mail(*worth_telling: MessageState) -> Column[ClientRow]:
    def cell(row: ClientRow) -> Cell:
        if row.delivery is None or row.delivery.state not in worth_telling:
            return Cell("")
        if row.delivery.state is MessageState.FAILED:
            return Cell("! not delivered", Role.ERROR)
        return Cell(row.delivery.state.value, Role.MUTED)

    return Column(
        id="mail",
        told=Told.PUBLIC,
        title="Mail",
        width=15,
        importance=85,
        sort=SortBy.MAIL,
        hide_when_empty=True,
        cell=cell,
    )


def _closed() -> Column[ClientRow]:
    def cell(row: ClientRow) -> Cell:
        open_stages = {"requested", "invited"}
        return Cell("" if row.stage.value in open_stages else row.stage.value, Role.MUTED)

    return Column(
        id="closed",
        told=Told.PUBLIC,
        title="Closed as",
        width=11,
        importance=95,
        sort=SortBy.STAGE,
        hide_when_empty=True,
        cell=cell,
    )


def _expiry(row: ClientRow, desk: Desk) -> Cell:
    if row.invite_expires_at is None:
        return Cell("–")
    left = row.invite_expires_at - desk.clock()
    if left <= timedelta(0):
        return Cell("expired", Role.ERROR)
    days = ceil(left / timedelta(days=1))
    soon = days <= 5
    return Cell(f"in {days} day{'s' * (days > 1)}", Role.WARNING if soon else Role.PLAIN)


def _moment(moment: datetime | None, desk: Desk) -> str:
    if moment is None:
        return "–"
    return dates.short(desk.local(moment).date(), today=desk.today())


def _waiting(time: timedelta) -> str:
    if time < timedelta(hours=1):
        return f"{max(time.seconds // 60, 1)} min"
    if time < timedelta(days=1):
        return f"{time.seconds // 3600} h"
    return f"{time.days} day{'s' * (time.days > 1)}"


def _field(row: ClientRow, name: str) -> str:
    return shown_value(client_field(name), details_of(row))
