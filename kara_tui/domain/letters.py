"""The mails that moves cause, in our own words; no clinical word in any of them.

They stand here, without a store, so that a form can show the very text that will leave.
"""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.ids import ClientId, MessageId, uuid7
from kara_tui.domain.outbox import HOLD, Addressee, OutboxMessage

_INVITE = """\
Hello {name},

{personal}{professional} invites you to set up your own account,
so that you can arrange your sessions with them. Your code is:

    {code}

The code is for you alone and works for 30 days. If you did not
expect this mail, you need do nothing: without your doing, no
account is made.

Kind regards,
{professional}
"""

_ACCEPTED = """\
Hello {name},

{professional} has accepted your request and will arrange
a first session with you.

Kind regards,
{professional}
"""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a mail says."""

    subject: str
    body: str
    """Plain text."""


def invite_letter(name: str, professional: str, personal_line: str, code: str) -> Letter:
    """Return what the mail says that asks somebody to register."""
    personal = f"{personal_line}\n\n" if personal_line else ""
    body = _INVITE.format(name=name, personal=personal, professional=professional, code=code)
    return Letter(subject=f"{professional} invites you to set up your account", body=body)


def invite(
    client_id: ClientId,
    addressee: Addressee,
    professional: str,
    personal_line: str,
    at: datetime,
) -> OutboxMessage:
    """Return the mail that asks somebody to register."""
    code = registration_code(client_id)
    letter = invite_letter(addressee.name, professional, personal_line, code)
    return _held(client_id, "invite", addressee, letter, at)


def request_accepted(
    client_id: ClientId, addressee: Addressee, professional: str, at: datetime
) -> OutboxMessage:
    """Return the mail that tells somebody that their request was accepted."""
    body = _ACCEPTED.format(name=addressee.name, professional=professional)
    letter = Letter(subject="Your request was accepted", body=body)
    return _held(client_id, "request_accepted", addressee, letter, at)


def registration_code(client_id: ClientId) -> str:
    """Return the code under which an invite is found again when its client registers."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = client_id.int & (1 << 60) - 1
    marks = "".join(letters[number >> shift & 31] for shift in range(55, -5, -5))
    return f"{marks[:4]}-{marks[4:8]}-{marks[8:]}"


def _held(
    client_id: ClientId, kind: str, addressee: Addressee, letter: Letter, at: datetime
) -> OutboxMessage:
    return OutboxMessage(
        id=MessageId(uuid7()),
        client_id=client_id,
        kind=kind,
        to=addressee,
        subject=letter.subject,
        body=letter.body,
        created_at=at,
        not_before=at + HOLD,
    )
