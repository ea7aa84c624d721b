"""What a profile says about a client, in the order in which it says it."""

from datetime import datetime

from kara_tui.domain import dates
from kara_tui.domain.client import Account, Client, Stage, stage_label
from kara_tui.domain.client_fields import client_field, client_fields, shown_value
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import ClientField
from kara_tui.domain.treatment import TreatmentPeriod
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.widgets.fact_list import Fact
from kara_tui.widgets.veil import Told

ERASED = "Erased record"
"""Stands in place of the name of somebody whose record was erased."""

_BOOKING = ("interaction_preference", "reason_by_professional")
"""Fields that stand under Booking, beside the client's own words."""


def identity_facts(details: ClientDetails, account: Account | None, desk: Desk) -> tuple[Fact, ...]:
    """Return who the client is and how to reach them."""
    facts: list[Fact] = []
    for one in client_fields():
        if one.name in _BOOKING:
            continue
        told = Told.NAME if one.name == "name" else Told.PRIVATE
        facts.append(Fact(one.label, _value(one, details, desk), _note(one, account), told))
        if one.name == "contact_email" and account and _differs(details, account):
            facts.append(Fact("Login e-mail", account.login_email, "Only the client can change it"))
    return tuple(facts)


def waiting_facts(name: str) -> tuple[Fact, ...]:
    """Return what stands there until the record has been read."""
    labels = (one.label for one in client_fields() if one.name not in _BOOKING)
    return tuple(
        Fact(label, name, told=Told.NAME) if label == "Name" else Fact(label, "…", told=Told.PUBLIC)
        for label in labels
    )


def treatment_facts(client: Client, desk: Desk) -> tuple[Fact, ...]:
    """Return where the client and the treatment stand, and how the treatment came there."""
    facts = [
        Fact(
            "List",
            f"{stage_label(client.stage)}, since {day(client.since, desk)}",
            told=Told.PUBLIC,
        ),
        Fact("Treatment state", client.treatment_state.label, told=Told.PUBLIC),
        Fact("Record class", client.record_class.label, told=Told.PUBLIC),
        *(
            _period(one, desk, newest=place == 0)
            for place, one in enumerate(reversed(client.treatment))
        ),
    ]
    if client.invitation is not None:
        sent = f"last sent {day(client.invitation.last_sent_at, desk)}"
        until = day(client.invitation.expires_at, desk)
        facts.append(Fact("Invite", f"{sent}, holds until {until}", told=Told.PUBLIC))
    if client.remark is not None and not isinstance(client.remark, bytes):
        facts.append(Fact("Your remark", client.remark.text))
    return tuple(facts)


def shown_details(client: Client) -> ClientDetails:
    """Return what is told about a client; a stand-in when this terminal cannot open it."""
    if client.stage is Stage.ERASED:
        return ClientDetails(name=ERASED)
    known = client.details
    return ClientDetails(name=SEALED) if isinstance(known, bytes) else known


def summary(client: Client, desk: Desk) -> str:
    """Return the line that stands above a profile: name, age, and where the client stands."""
    details = shown_details(client)
    parts = [details.name]
    if details.birth_date is not None:
        parts.append(f"{dates.age(details.birth_date, today=desk.today())}")
    return " · ".join([*parts, client.treatment_state.label, stage_label(client.stage)])


def booking_facts(details: ClientDetails) -> tuple[Fact, ...]:
    """Return why the client came, in both their words, and how they like to meet."""
    return (
        Fact("In client's words", details.reason_for_booking),
        Fact("In your words", details.reason_by_professional),
        Fact(
            client_field("interaction_preference").label,
            shown_value(client_field("interaction_preference"), details),
        ),
    )


def day(moment: datetime, desk: Desk) -> str:
    """Return the local date of a moment in words."""
    return dates.in_words(desk.local(moment).date())


def clock_time(moment: datetime, desk: Desk) -> str:
    """Return the local time of a moment; with its date when that is not today."""
    local = desk.local(moment)
    time = f"{local:%H:%M}"
    return time if local.date() == desk.today() else f"{dates.in_words(local.date())}, {time}"


def _value(one: ClientField, details: ClientDetails, desk: Desk) -> str:
    value = shown_value(one, details)
    if one.name == "birth_date" and details.birth_date:
        return f"{value} ({dates.age(details.birth_date, today=desk.today())} years old)"
    return value


def _note(one: ClientField, account: Account | None) -> str:
    if one.name != "contact_email" or account is None:
        return ""
    return f"Automatic mail goes to the login address <{account.login_email}>"


def _differs(details: ClientDetails, account: Account) -> bool:
    return details.contact_email.lower() != account.login_email.lower()


def _period(one: TreatmentPeriod, desk: Desk, *, newest: bool) -> Fact:
    until = day(one.until, desk) if one.until else "now"
    words = f"{one.state.label}: {day(one.since, desk)} – {until}"
    return Fact("History" if newest else "", words, told=Told.PUBLIC)
