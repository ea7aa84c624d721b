"""A client as a row: the mapper between the record and its columns."""

from datetime import date
from typing import Any

from kara_tui.db.codec import decode, decode_treatment, encode
from kara_tui.domain.client import Account, Client, RecordClass, Stage
from kara_tui.domain.details import ClientDetails, Interaction, Remark
from kara_tui.domain.ids import AccountId, ClientId, ProfessionalId
from kara_tui.domain.invitation import Invitation
from kara_tui.domain.private import Private
from kara_tui.domain.text import digits, searchable, sort_key

SEALED_COLUMNS: dict[str, Any] = {
    "sort_key": "",
    "search_text": "",
    "birth_date": None,
    "phone_key": None,
    "email_key": None,
    "reason_key": None,
    "method": None,
}
"""The columns for order and search of details that are sealed: they tell nothing."""


def client_to_row(client: Client, professional_id: ProfessionalId) -> dict[str, Any]:
    """Return the columns of a client's record."""
    account, invitation = client.account, client.invitation
    return {
        "professional_id": professional_id,
        "id": client.id,
        "version": client.version,
        "stage": client.stage.value,
        "since": client.since,
        "created_at": client.created_at,
        "treatment_state": client.treatment_state.value,
        "treatment": encode(client.treatment),
        "account_id": account.id if account else None,
        "login_email": account.login_email if account else None,
        "login_name": account.name if account else None,
        "invited_at": invitation.sent_at if invitation else None,
        "invite_last_sent_at": invitation.last_sent_at if invitation else None,
        "invite_expires_at": invitation.expires_at if invitation else None,
        "invite_times_sent": invitation.times_sent if invitation else None,
        "merged_into": client.merged_into,
        "record_class": client.record_class.value,
        "details": encode(client.details),
        "remark": None if client.remark is None else encode(client.remark),
    }


def client_from_row(row: Any) -> Client:
    """Return the record that a row holds."""
    return Client(
        id=ClientId(row.id),
        version=row.version,
        stage=Stage(row.stage),
        since=row.since,
        created_at=row.created_at,
        treatment=decode_treatment(row.treatment),
        account=_account(row),
        invitation=_invitation(row),
        merged_into=row.merged_into,
        record_class=RecordClass(row.record_class),
        details=decode(row.details, ClientDetails),
        remark=None if row.remark is None else decode(row.remark, Remark),
    )


def search_columns(details: Private[ClientDetails]) -> dict[str, Any]:
    """Return the columns for order and search; empty for details that are sealed."""
    if isinstance(details, bytes):
        return SEALED_COLUMNS
    born: date | None = details.birth_date
    undecided = details.interaction_preference is Interaction.UNDECIDED
    number_of_phone = digits(details.phone)
    number = digits(details.national_id)
    national_id = details.national_id if number != details.national_id else ""
    return {
        "sort_key": sort_key(details.name),
        "search_text": searchable(
            details.name, details.contact_email, number_of_phone, number, national_id
        ),
        "birth_date": born,
        "phone_key": number_of_phone or None,
        "email_key": details.contact_email.lower() or None,
        "reason_key": sort_key(details.reason_for_booking) or None,
        "method": None if undecided else details.interaction_preference.value,
    }


def _account(row: Any) -> Account | None:
    if row.account_id is None:
        return None
    return Account(id=AccountId(row.account_id), login_email=row.login_email, name=row.login_name)


def _invitation(row: Any) -> Invitation | None:
    if row.invited_at is None:
        return None
    return Invitation(
        sent_at=row.invited_at,
        last_sent_at=row.invite_last_sent_at,
        expires_at=row.invite_expires_at,
        times_sent=row.invite_times_sent,
    )
