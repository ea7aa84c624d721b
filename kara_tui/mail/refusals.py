"""Why a mail server did not take a mail, in words that say what to do."""

import smtplib
import socket
import ssl

from kara_tui.domain.errors import CannotDeliver
from kara_tui.domain.text import clean_line, safe_text
from kara_tui.mail.settings import MailSettings

MOST_QUOTED = 200
"""So many characters of a server's answer are worth reading."""

_FIRST_PERMANENT = 500
_FIRST_REFUSAL = 400


def told(trouble: Exception, settings: MailSettings) -> CannotDeliver:
    """Return the trouble as an error whose sentence the user understands."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(trouble.recipients.values()))
        return _refused("The mail server does not accept the addressee", code, answer)
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return _login_refused(trouble, settings)
    if isinstance(trouble, smtplib.SMTPSenderRefused):
        what = f"The mail server does not let {settings.from_address} send"
        return _refused(what, trouble.smtp_code, trouble.smtp_error)
    if isinstance(trouble, smtplib.SMTPResponseException):
        what = "The mail server did not take the message"
        return _refused(what, trouble.smtp_code, trouble.smtp_error)
    if isinstance(trouble, smtplib.SMTPNotSupportedError):
        return CannotDeliver(
            f"{settings.host} cannot do what the settings ask for: {_quoted(str(trouble))} "
            "Check security and user in the mail settings.",
            permanent=True,
        )
    if isinstance(trouble, smtplib.SMTPException):
        return CannotDeliver(
            f"{settings.host} broke off or fell silent before it took the message. It is tried "
            "again; if this goes on, check port and security in the mail settings.",
            permanent=False,
        )
    return CannotDeliver(f"{_not_reached(trouble, settings)} It is tried again.", permanent=False)


def _refused(what: str, code: int, answer: bytes | str) -> CannotDeliver:
    permanent = not _FIRST_REFUSAL <= code < _FIRST_PERMANENT
    advice = "Check the address, then send it again." if permanent else "It is tried again."
    return CannotDeliver(f"{what} ({code}: {_quoted(answer)}). {advice}", permanent=permanent)


def _login_refused(
    trouble: smtplib.SMTPAuthenticationError, settings: MailSettings
) -> CannotDeliver:
    permanent = not _FIRST_REFUSAL <= trouble.smtp_code < _FIRST_PERMANENT
    advice = (
        "Check user and password in the mail settings, then send it again."
        if permanent
        else "It is tried again."
    )
    return CannotDeliver(
        f"{settings.host} did not accept the login "
        f"({trouble.smtp_code}: {_quoted(trouble.smtp_error)}). {advice}",
        permanent=permanent,
    )


def _not_reached(trouble: Exception, settings: MailSettings) -> str:
    where = f"{settings.host}, port {settings.port}"
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return (
            f"{settings.host} could not prove that it is {settings.host} "
            f"({_quoted(trouble.verify_message)}), so nothing was sent."
        )
    if isinstance(trouble, ssl.SSLError):
        return f"No encrypted connection to {where}: check security and port in the settings."
    if isinstance(trouble, (socket.gaierror, UnicodeError)):
        return f"No mail server called {settings.host} is found: check its name and the network."
    if isinstance(trouble, TimeoutError):
        return f"{where} does not answer."
    if isinstance(trouble, ConnectionRefusedError):
        return f"Nobody answers at {where}: check the port in the mail settings."
    return f"The connection to {where} failed."


def _quoted(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    shown = safe_text(clean_line(text))
    return shown if len(shown) <= MOST_QUOTED else f"{shown[: MOST_QUOTED - 1]}…"
