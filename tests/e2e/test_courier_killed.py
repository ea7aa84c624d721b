"""A courier that is killed between sending and writing it down loses no mail."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import open_local
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.outbox import Addressee, MessageState
from kara_tui.mail.settings import MailSettings, Security
from kara_tui.mail.smtp import SmtpMailer
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ListOutbox
from kara_tui.workflows.deliver_mail import deliver_due
from tests.support.smtp import Inbox, server

KEY = bytes(range(32))

CHILD = """
import asyncio, pathlib, sys
from datetime import datetime
from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import open_local
from kara_tui.mail.settings import MailSettings, Security
from kara_tui.mail.smtp import SmtpMailer
from kara_tui.workflows.deliver_mail import deliver_due

path, port, now = pathlib.Path(sys.argv[1]), int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
backend = LocalBackend(lambda: open_local(path, bytes(range(32)), "Anna", lambda: now))
mail = MailSettings(
    host="127.0.0.1", port=port, security=Security.NONE, from_address="anna@example.org"
)
asyncio.run(deliver_due(backend, SmtpMailer(mail)))
"""


def mail_settings(port: int) -> MailSettings:
    return MailSettings(
        host="127.0.0.1", port=port, security=Security.NONE, from_address="anna@example.org"
    )


async def test_a_courier_killed_after_sending_is_followed_by_one_with_the_same_message_id(
    tmp_path: Path,
) -> None:
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    inbox = Inbox()
    path = tmp_path / "store.db"

    def clock() -> datetime:
        return now

    backend = LocalBackend(lambda: open_local(path, KEY, "Anna", clock))
    to = Addressee(name="Þóra", email="thora@example.com")
    await backend(InviteClient(details=ClientDetails(name="Þóra"), addressee=to))
    now += timedelta(minutes=4)
    with server(inbox) as port:
        command = [sys.executable, "-c", CHILD, str(path), str(port), now.isoformat()]
        child = await asyncio.to_thread(subprocess.Popen, command)
        # The mail has arrived, and its courier dies before it hears so.
        inbox.on_mail = lambda _: os.kill(child.pid, signal.SIGKILL)
        assert await asyncio.to_thread(child.wait, 60) == -signal.SIGKILL
        inbox.on_mail = lambda _: None
        now += timedelta(minutes=9)
        assert await deliver_due(backend, SmtpMailer(mail_settings(port))) == 0
        now += timedelta(minutes=1)
        assert await deliver_due(backend, SmtpMailer(mail_settings(port))) == 1
    (kept,) = await backend(ListOutbox())
    await backend.close()
    assert kept.state is MessageState.SENT
    assert [mail["Message-ID"] for mail in inbox.mails] == [f"<{kept.id}@example.org>"] * 2
