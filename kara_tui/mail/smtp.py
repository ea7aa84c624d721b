"""Delivery by SMTP, with what the server says turned into words."""

import base64
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.outbox import OutboxMessage, Sender
from kara_tui.mail.letter import letter
from kara_tui.mail.refusals import told
from kara_tui.mail.settings import MailSettings, Security

TIMEOUT_SECONDS = 20.0
"""How long the server may stay silent."""

_HELLO = "[127.0.0.1]"
"""What the server hears this machine is called: its real name is nobody's business."""

_SIGNED_IN = 235


class SmtpMailer:
    """Sends mail through one mail server, over a new connection for each message."""

    def __init__(
        self,
        settings: MailSettings,
        *,
        tls: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT_SECONDS,
        clock: Clock = system_clock,
    ) -> None:
        self._settings = settings
        self._sender = Sender(name=settings.from_name, address=settings.from_address)
        self._tls = tls
        self._timeout = timeout
        self._clock = clock

    def send(self, message: OutboxMessage) -> None:
        """Hand one message to the server.

        Raises:
            CannotDeliver: When the server did not take it, or could not be reached.
        """
        mail = letter(message, self._sender, self._clock())
        try:
            with self._server() as server:
                _sign_in(server, self._settings)
                server.send_message(mail, _bare(mail, "From"), [_bare(mail, "To")])
        except (OSError, UnicodeError) as trouble:
            # smtplib's own errors are OSErrors too.
            raise told(trouble, self._settings) from None

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        server = self._connected()
        try:
            if self._settings.security is Security.STARTTLS:
                server.starttls(context=self._context())
            yield server
        finally:
            # The mail is taken or refused by now: a clumsy good-bye changes nothing.
            with suppress(OSError):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        where = (self._settings.host, self._settings.port)
        if self._settings.security is Security.TLS:
            return smtplib.SMTP_SSL(*where, _HELLO, timeout=self._timeout, context=self._context())
        return smtplib.SMTP(*where, _HELLO, timeout=self._timeout)

    def _context(self) -> ssl.SSLContext:
        return self._tls or ssl.create_default_context()


def _sign_in(server: smtplib.SMTP, settings: MailSettings) -> None:
    if not settings.user:
        return
    if f"{settings.user}{settings.password}".isascii():
        server.login(settings.user, settings.password)
        return
    # smtplib knows ASCII passwords only; the PLAIN method itself is UTF-8 (RFC 4616).
    server.ehlo_or_helo_if_needed()
    secret = f"\0{settings.user}\0{settings.password}".encode()
    code, answer = server.docmd("AUTH", f"PLAIN {base64.b64encode(secret).decode('ascii')}")
    if code != _SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _bare(mail: EmailMessage, header: str) -> str:
    return str(mail[header].addresses[0].addr_spec)
