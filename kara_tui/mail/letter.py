"""A message from the outbox as a mail that every mail server and mail program understands."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from kara_tui.domain.errors import CannotDeliver
from kara_tui.domain.outbox import OutboxMessage, Sender
from kara_tui.domain.text import clean_line, clean_lines

NO_DOMAIN = "kara.invalid"
"""Stands in the Message-ID where the sender's own domain is not known."""


def letter(message: OutboxMessage, sender: Sender, at: datetime) -> EmailMessage:
    """Return the mail that a message becomes.

    Its Message-ID follows from the message's id alone, so that a mail which leaves twice is
    recognised as one. Line breaks in names and subjects turn into blanks: no text of anybody's
    adds a header.

    Args:
        message: What to send.
        sender: Whose name and address it bears.
        at: Its date.

    Raises:
        CannotDeliver: When an address is none; never helped by trying again.
    """
    mail = EmailMessage(policy=SMTP)
    domain = NO_DOMAIN
    if sender.address:
        origin = _address(sender.name, sender.address, "The sender's address in the settings")
        mail["From"] = origin
        domain = origin.domain
    mail["To"] = _address(message.to.name, message.to.email, "The address of the addressee")
    mail["Subject"] = clean_line(message.subject)
    mail["Date"] = at
    mail["Message-ID"] = f"<{message.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(clean_lines(message.body))
    return mail


def as_eml(message: OutboxMessage, sender: Sender) -> bytes:
    """Return the message as an .eml file, which mail programs open as a draft ready to send.

    Raises:
        CannotDeliver: When an address is none.
    """
    mail = letter(message, sender, message.created_at)
    # What several mail programs look for to tell a draft from a mail that came in.
    mail["X-Unsent"] = "1"
    return mail.as_bytes()


def _address(name: str, address: str, what: str) -> Address:
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(
            address, check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError as problem:
        raise CannotDeliver(f"{what} is no e-mail address: {problem}", permanent=True) from None
    # The domain in its ASCII form: mail servers do not look up ö and þ.
    return Address(clean_line(name), checked.ascii_local_part or "", checked.ascii_domain)
