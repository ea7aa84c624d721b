"""An invite leaves by itself while the workstation is open, by the mail server of the settings."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kara_tui.backend.opening import open_local
from kara_tui.bootstrap import settings_for
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.outbox import Addressee
from kara_tui.operations.invites import InviteClient
from kara_tui.vault.bare_key import bare_key_for
from tests.support.smtp import Inbox, server
from tests.support.terminal import Terminal

Start = Callable[..., Terminal]

NAME, ADDRESS = "Þórunn Æsa Örlygsdóttir", "thorunn@example.com"


def _invited_ten_minutes_ago(home: Path) -> None:
    store = settings_for(str(home), environment={}).store
    then = datetime.now(UTC) - timedelta(minutes=10)
    opened = open_local(store, bare_key_for(store), "Dr Anna Jónsdóttir", lambda: then)
    invite = InviteClient(
        details=ClientDetails(name=NAME, contact_email=ADDRESS),
        addressee=Addressee(name=NAME, email=ADDRESS),
    )
    opened.dispatch(invite, opened.actor)
    opened.store.close()


def test_a_due_invite_leaves_and_the_list_says_so(start: Start, home: Path) -> None:
    _invited_ten_minutes_ago(home)
    inbox = Inbox()
    with server(inbox) as port:
        mail = {
            "KARA_MAIL_HOST": "127.0.0.1",
            "KARA_MAIL_PORT": str(port),
            "KARA_MAIL_SECURITY": "none",
            "KARA_MAIL_FROM_ADDRESS": "anna@example.com",
        }
        terminal = start(environment=mail)
        terminal.wait_for("Invites 1")
        terminal.wait_until(lambda: bool(inbox.mails), "the mail")
        terminal.send("3")
        terminal.wait_for("sent")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    [letter] = inbox.mails
    assert NAME in str(letter["To"])
    assert "Dr Anna Jónsdóttir" in letter.get_content()
