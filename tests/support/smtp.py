"""A real mail server on loopback, for tests."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import SimpleNamespace
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "anna", "þögn er gull"


class Inbox:
    """What the server does with a mail: keeps it, unless told to answer otherwise."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.logins: list[tuple[str, str]] = []
        self.to_recipient = self.to_mail = self.to_login = ""
        self.on_mail: Callable[[Any], None] = lambda _: None

    async def recipient(self, _server: Any, _session: Any, envelope: Any, who: str, _o: Any) -> str:
        envelope.rcpt_tos.append(who)
        return self.to_recipient or "250 OK"

    async def mail(self, server: Any, _session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.on_mail(server)
        return self.to_mail or "250 taken"

    def login(self, _server: Any, _session: Any, _env: Any, _how: str, said: Any) -> AuthResult:
        assert isinstance(said, LoginPassword)
        self.logins.append((said.login.decode(), said.password.decode()))
        good = self.logins[-1] == (USER, PASSWORD) and not self.to_login
        # Left unhandled, a refusal gets aiosmtpd's own answer; handled, it gets none at all.
        return AuthResult(success=good, handled=False, message=self.to_login or None)


@contextmanager
def server(inbox: Inbox, tls: ssl.SSLContext | None = None, **how: Any) -> Iterator[int]:
    """Run a mail server on loopback, on a thread of its own, and give its port."""
    hooks = SimpleNamespace(handle_RCPT=inbox.recipient, handle_DATA=inbox.mail)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    opening = loop.create_server(lambda: SMTP(hooks, loop=loop, **how), "127.0.0.1", 0, ssl=tls)
    serving = asyncio.run_coroutine_threadsafe(opening, loop).result(10)
    try:
        yield serving.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(ended(serving), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def ended(serving: asyncio.Server) -> None:
    """Close the server and wait until every conversation is over."""
    serving.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
