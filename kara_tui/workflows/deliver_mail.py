"""The courier: takes the messages that are due to the mail server, one after the other.

A message is taken, sent, and its outcome written down. Whoever dies in between leaves it to be
taken again ten minutes later: a mail may leave twice, bearing the same Message-ID, but it is
never forgotten. Messages are taken one at a time, so that none waits in vain for a slow server
while somebody else believes its courier dead.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import CannotDeliver, Conflict, KaraError, Offline, StoreUnavailable
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.mail.port import Mailer
from kara_tui.mail.settings import MailSettings
from kara_tui.operations.outbox import ClaimDueMessages, Outcome, RecordDelivery

EVERY_SECONDS = 15.0
"""How often the outbox is looked into."""

PAUSES_SECONDS = (0.5, 2.0, 8.0)
"""How long to wait before writing an outcome down once more."""

GRACE_SECONDS = 3.0
"""How long a courier that is told to stop may finish what it has in hand."""


async def deliver_due(
    backend: Backend, mailer: Mailer, *, pauses: Sequence[float] = PAUSES_SECONDS
) -> int:
    """Send the messages whose time has come and return how many were taken over.

    The round ends early when a message has to be tried again: the next ones would most likely
    meet the same trouble, and they keep their turn.

    Raises:
        KaraError: When the store fails; what was sent and could not be written down is sent
            again later.
    """
    delivered = 0
    while claimed := await backend(ClaimDueMessages(limit=1)):
        task = asyncio.ensure_future(_deliver(backend, mailer, claimed[0], pauses))
        try:
            outcome = await asyncio.shield(task)
        except asyncio.CancelledError:
            await _finish(task)
            raise
        delivered += outcome is Outcome.DELIVERED
        if outcome is Outcome.TRY_AGAIN:
            break
    return delivered


async def keep_delivering(
    backend: Backend,
    mailer: Mailer,
    *,
    every: float = EVERY_SECONDS,
    tell: Callable[[KaraError], None] | None = None,
) -> None:
    """Send what is due, again and again, until cancelled.

    Args:
        backend: Whose outbox.
        mailer: Who takes the messages over.
        every: Seconds between two rounds.
        tell: Called with what kept a round from ending well; the next one is tried all the same.
    """
    while True:
        try:
            await deliver_due(backend, mailer)
        except KaraError as trouble:
            if tell is not None:
                tell(trouble)
        await asyncio.sleep(every)


def why_not_sent(settings: MailSettings | None) -> str:
    """Return why messages stay in the outbox; empty when there is a mail server for them."""
    if settings is not None:
        return ""
    return "No mail server is set; export the message, or set one in the settings."


async def _deliver(
    backend: Backend, mailer: Mailer, message: OutboxMessage, pauses: Sequence[float]
) -> Outcome:
    outcome, problem = Outcome.DELIVERED, ""
    try:
        await _on_a_thread(lambda: mailer.send(message))
    except CannotDeliver as trouble:
        outcome = Outcome.REFUSED if trouble.permanent else Outcome.TRY_AGAIN
        problem = str(trouble)
    record = RecordDelivery(
        message_id=message.id, version=message.version, outcome=outcome, problem=problem
    )
    await _written_down(backend, record, pauses)
    return outcome


async def _finish(task: asyncio.Future[Outcome]) -> None:
    await asyncio.wait([task], timeout=GRACE_SECONDS)
    task.cancel()
    # Nobody is left to be told; the message is taken again later.
    await asyncio.gather(task, return_exceptions=True)


async def _written_down(backend: Backend, record: RecordDelivery, pauses: Sequence[float]) -> None:
    for pause in (*pauses, None):
        try:
            await backend(record)
        except Conflict:
            # Somebody else took the message meanwhile, and answers for it.
            return
        except (StoreUnavailable, Offline):
            if pause is None:
                raise
            await asyncio.sleep(pause)
        else:
            return


async def _on_a_thread(work: Callable[[], None]) -> None:
    """Run blocking work on a thread that never holds up the end of the program."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def settle(problem: BaseException | None) -> None:
        if done.done():
            return
        if problem is None:
            done.set_result(None)
        else:
            done.set_exception(problem)

    def run() -> None:
        problem: BaseException | None = None
        try:
            work()
        except BaseException as raised:
            problem = raised
        # The program may have ended before the mail server answered.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, problem)

    threading.Thread(target=run, name="mail-courier", daemon=True).start()
    await done
