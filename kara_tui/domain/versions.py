"""A record's versions side by side: what each of them changed."""

from dataclasses import dataclass

from kara_tui.domain.client import Client, stage_label
from kara_tui.domain.client_fields import client_field, client_fields, shown_value
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import typed_value
from kara_tui.domain.history import Change


@dataclass(frozen=True, kw_only=True)
class ClientVersion:
    """A record as it stood, and the change that made it so."""

    client: Client
    change: Change | None = None
    """None when the history of it is not at hand."""


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field that says something else since."""

    label: str
    before: str
    after: str


def version_changes(before: Client | None, after: Client) -> tuple[FieldChange, ...]:
    """Return in which fields a version differs from the one before, in words.

    Args:
        before: None when this is the first version: then everything that it says is new.
        after: The version itself.
    """
    was = _told(before) if before else {}
    now = _told(after)
    return tuple(
        FieldChange(label=label, before=was.get(label, ""), after=words)
        for label, words in now.items()
        if words != was.get(label, "")
    )


def restorable_fields(now: Client, past: Client) -> tuple[str, ...]:
    """Return the names of the details that bringing an earlier version back would change."""
    if isinstance(now.details, bytes) or isinstance(past.details, bytes):
        return ()
    return tuple(
        one.name
        for one in client_fields()
        if typed_value(one, now.details) != typed_value(one, past.details)
    )


def _told(client: Client) -> dict[str, str]:
    structural = {
        "List": stage_label(client.stage),
        "Treatment state": client.treatment_state.label,
        "Record class": client.record_class.label,
    }
    return structural | _told_details(client) | _told_rest(client)


def _told_details(client: Client) -> dict[str, str]:
    details = client.details
    if isinstance(details, bytes):
        return {}
    words = {one.label: _words(one.name, details) for one in client_fields()}
    return words | {"Reason for booking": details.reason_for_booking}


def _words(name: str, details: ClientDetails) -> str:
    return shown_value(client_field(name), details)


def _told_rest(client: Client) -> dict[str, str]:
    account, invitation, remark = client.account, client.invitation, client.remark
    return {
        "Login e-mail": account.login_email if account else "",
        "Invite sent": str(invitation.times_sent) if invitation else "",
        "Your remark": "" if remark is None or isinstance(remark, bytes) else remark.text,
        "Merged into": str(client.merged_into or ""),
    }
