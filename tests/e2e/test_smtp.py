"""Mail leaves through a real SMTP server, and every way in which a server says no is told."""

import socket
import ssl
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme

from kara_tui.domain.errors import CannotDeliver
from kara_tui.domain.ids import ClientId, MessageId, uuid7
from kara_tui.domain.outbox import Addressee, OutboxMessage
from kara_tui.mail.settings import MailSettings, Security
from kara_tui.mail.smtp import SmtpMailer
from tests.support.smtp import PASSWORD, USER, Inbox, server

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = bytes(range(32))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def settings(port: int, **changed: Any) -> MailSettings:
    given: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "security": Security.NONE,
        "from_address": "anna@example.org",
        "from_name": "Dr Anna Jónsdóttir",
    }
    return MailSettings(**given | changed)


def message(name: str = "Þóra Ægisdóttir") -> OutboxMessage:
    return OutboxMessage(
        id=MessageId(uuid7()),
        client_id=ClientId(uuid7()),
        kind="invite",
        to=Addressee(name=name, email="thora@example.com"),
        subject="Dr Anna Jónsdóttir býður þér",
        body="Kæra Þóra,\n.\n.. velkomin.\n",
        created_at=NOW,
        not_before=NOW,
    )


def refused(mailer: SmtpMailer) -> CannotDeliver:
    with pytest.raises(CannotDeliver) as refusal:
        mailer.send(message())
    return refusal.value


def test_an_icelandic_letter_arrives_word_for_word(inbox: Inbox) -> None:
    sent = message()
    with server(inbox) as port:
        SmtpMailer(settings(port)).send(sent)
    (mail,) = inbox.mails
    assert mail["To"] == "Þóra Ægisdóttir <thora@example.com>"
    assert mail["From"] == "Dr Anna Jónsdóttir <anna@example.org>"
    assert mail["Subject"] == sent.subject
    assert mail["Message-ID"] == f"<{sent.id}@example.org>"
    assert mail.get_content().replace("\r\n", "\n") == sent.body


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("550 5.1.1 No such mailbox", True),
        ("452 4.2.2 Mailbox full", False),
        ("450 4.7.1 Greylisted", False),
    ],
)
@pytest.mark.parametrize("to", ["to_recipient", "to_mail"])
def test_a_refusal_quotes_the_server_and_4xx_is_tried_again(
    inbox: Inbox, to: str, answer: str, permanent: bool
) -> None:
    setattr(inbox, to, answer)
    with server(inbox) as port:
        refusal = refused(SmtpMailer(settings(port)))
    assert refusal.permanent is permanent
    assert answer[4:] in str(refusal)
    assert ("tried again" in str(refusal)) is not permanent


@pytest.mark.parametrize("answer", ["", "454 4.7.0 Try later"])
def test_a_wrong_login_is_permanent_and_a_passing_one_is_not(inbox: Inbox, answer: str) -> None:
    inbox.to_login = answer
    with server(inbox, authenticator=inbox.login, auth_require_tls=False) as port:
        refusal = refused(SmtpMailer(settings(port, user=USER, password="wrong")))
    assert refusal.permanent is not bool(answer)
    assert "did not accept the login" in str(refusal)
    assert "wrong" not in str(refusal)
    assert inbox.mails == []


def test_a_server_without_login_is_told_apart(inbox: Inbox) -> None:
    with server(inbox) as port:
        refusal = refused(SmtpMailer(settings(port, user=USER, password="secret")))
    assert refusal.permanent
    assert "Check security and user" in str(refusal)


def test_a_password_with_icelandic_letters_goes_over_starttls(inbox: Inbox) -> None:
    ca, tls = authority()
    with server(inbox, tls_context=tls, require_starttls=True, authenticator=inbox.login) as port:
        secured = settings(port, security=Security.STARTTLS, user=USER, password=PASSWORD)
        SmtpMailer(secured, tls=ca).send(message())
    assert inbox.logins == [(USER, PASSWORD)]
    assert len(inbox.mails) == 1


def test_tls_from_the_first_byte(inbox: Inbox) -> None:
    ca, tls = authority()
    with server(inbox, tls) as port:
        SmtpMailer(settings(port, security=Security.TLS), tls=ca).send(message())
    assert len(inbox.mails) == 1


def test_a_certificate_that_nobody_vouches_for_stops_everything(inbox: Inbox) -> None:
    _, tls = authority()
    with server(inbox, tls_context=tls, require_starttls=True) as port:
        secured = settings(port, security=Security.STARTTLS, user=USER, password=PASSWORD)
        refusal = refused(SmtpMailer(secured))
    assert "could not prove that it is 127.0.0.1" in str(refusal)
    assert inbox.logins == []


def test_a_server_that_hides_starttls_gets_neither_login_nor_mail(inbox: Inbox) -> None:
    with server(inbox, authenticator=inbox.login, auth_require_tls=False) as port:
        secured = settings(port, security=Security.STARTTLS, user=USER, password=PASSWORD)
        refusal = refused(SmtpMailer(secured))
    assert refusal.permanent
    assert (inbox.logins, inbox.mails) == ([], [])


def test_a_connection_that_drops_is_tried_again(inbox: Inbox) -> None:
    inbox.on_mail = lambda server: server.transport.abort()
    with server(inbox) as port:
        refusal = refused(SmtpMailer(settings(port)))
    assert not refusal.permanent


def test_nobody_there_and_a_silent_server_are_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        waiting = refused(SmtpMailer(settings(port), timeout=0.05))
    gone = refused(SmtpMailer(settings(port)))
    assert not waiting.permanent
    assert "fell silent" in str(waiting)
    assert not gone.permanent
    assert "check the port" in str(gone)


def authority() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return who trusts, and who is trusted: the client's and the server's side of TLS."""
    ca = trustme.CA()
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(theirs)
    ours = ssl.create_default_context()
    ca.configure_trust(ours)
    return ours, theirs
