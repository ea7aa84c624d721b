"""The courier sends what is due, writes down what became of it, and never forgets a message."""

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import open_local
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import CannotDeliver, StoreUnavailable
from kara_tui.domain.history import Change
from kara_tui.domain.outbox import Addressee, MessageState, OutboxMessage
from kara_tui.operations.base import Operation
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ListOutbox, RecordDelivery
from kara_tui.workflows.deliver_mail import deliver_due, keep_delivering

T = TypeVar("T")
AFTER_HOLD = timedelta(minutes=4)


@dataclass
class Practice:
    """A store with a clock that the test moves."""

    path: Path
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    stumbles: int = 0
    """How often writing an outcome down fails before it works again."""
    backend: LocalBackend = field(init=False)

    def __post_init__(self) -> None:
        self.backend = LocalBackend(
            lambda: open_local(self.path, bytes(32), "Dr Anna Jónsdóttir", lambda: self.now)
        )

    async def __call__(self, operation: Operation[T]) -> T:
        if isinstance(operation, RecordDelivery) and self.stumbles:
            self.stumbles -= 1
            raise StoreUnavailable("Another program has kept the store busy for too long.")
        return await self.backend(operation)

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        return self.backend.changes()

    async def close(self) -> None:
        await self.backend.close()

    async def invite(self, *names: str) -> None:
        for name in names:
            to = Addressee(name=name, email=f"{name.lower()}@example.org")
            await self(InviteClient(details=ClientDetails(name=name), addressee=to))

    async def states(self) -> dict[str, MessageState]:
        return {one.to.name: one.state for one in await self(ListOutbox())}


@dataclass
class Post:
    """A mailer that remembers, and refuses whom it is told to refuse."""

    sent: list[OutboxMessage] = field(default_factory=list)
    refusing: dict[str, CannotDeliver] = field(default_factory=dict)
    threads: set[int] = field(default_factory=set)

    def send(self, message: OutboxMessage) -> None:
        self.threads.add(threading.get_ident())
        if message.to.name in self.refusing:
            raise self.refusing[message.to.name]
        self.sent.append(message)


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    made = Practice(tmp_path / "store.db")
    yield made
    await made.close()


async def test_a_message_waits_for_its_hold_and_then_leaves_once(practice: Practice) -> None:
    post = Post()
    await practice.invite("Bo")
    assert await deliver_due(practice, post) == 0
    practice.now += AFTER_HOLD
    assert await deliver_due(practice, post) == 1
    assert await deliver_due(practice, post) == 0
    assert await practice.states() == {"Bo": MessageState.SENT}
    assert threading.get_ident() not in post.threads


async def test_a_refusal_for_good_does_not_hold_up_the_others(practice: Practice) -> None:
    post = Post(refusing={"Ari": CannotDeliver("No such mailbox.", permanent=True)})
    await practice.invite("Ari", "Bo")
    practice.now += AFTER_HOLD
    assert await deliver_due(practice, post) == 1
    failed = next(one for one in await practice(ListOutbox()) if one.to.name == "Ari")
    assert (failed.state, failed.problem) == (MessageState.FAILED, "No such mailbox.")


async def test_a_passing_trouble_ends_the_round_and_every_message_keeps_its_turn(
    practice: Practice,
) -> None:
    post = Post(refusing={"Ari": CannotDeliver("Nobody answers.", permanent=False)})
    await practice.invite("Ari", "Bo")
    practice.now += AFTER_HOLD
    assert await deliver_due(practice, post) == 0
    assert await deliver_due(practice, post) == 1
    assert await practice.states() == {"Ari": MessageState.WAITING, "Bo": MessageState.SENT}
    post.refusing.clear()
    practice.now += timedelta(minutes=2)
    assert await deliver_due(practice, post) == 1
    assert set((await practice.states()).values()) == {MessageState.SENT}


async def test_a_store_that_is_busy_for_a_moment_makes_no_mail_leave_twice(
    practice: Practice,
) -> None:
    post = Post()
    practice.stumbles = 2
    await practice.invite("Bo")
    practice.now += AFTER_HOLD
    assert await deliver_due(practice, post, pauses=(0, 0)) == 1
    assert await practice.states() == {"Bo": MessageState.SENT}


async def test_a_store_that_stays_away_leaves_the_message_to_be_taken_again(
    practice: Practice,
) -> None:
    post = Post()
    practice.stumbles = 3
    await practice.invite("Bo")
    practice.now += AFTER_HOLD
    with pytest.raises(StoreUnavailable):
        await deliver_due(practice, post, pauses=(0, 0))
    practice.now += timedelta(minutes=9)
    assert await deliver_due(practice, post) == 0
    practice.now += timedelta(minutes=1)
    assert await deliver_due(practice, post) == 1
    assert [one.id for one in post.sent] == [post.sent[0].id] * 2


async def test_a_courier_that_was_believed_dead_leaves_the_last_word_to_its_successor(
    practice: Practice,
) -> None:
    loop = asyncio.get_running_loop()

    class Overtaken(Post):
        def send(self, message: OutboxMessage) -> None:
            super().send(message)
            practice.now += timedelta(minutes=10)
            second = asyncio.run_coroutine_threadsafe(deliver_due(practice, Post()), loop)
            assert second.result(10) == 1

    await practice.invite("Bo")
    practice.now += AFTER_HOLD
    assert await deliver_due(practice, Overtaken()) == 1
    (kept,) = await practice(ListOutbox())
    assert (kept.state, kept.attempts) == (MessageState.SENT, 2)


async def test_whoever_stops_the_courier_lets_it_finish_what_it_has_in_hand(
    practice: Practice,
) -> None:
    entered, may_go = threading.Event(), threading.Event()

    class Slow(Post):
        def send(self, message: OutboxMessage) -> None:
            entered.set()
            assert may_go.wait(10)
            super().send(message)

    await practice.invite("Bo")
    practice.now += AFTER_HOLD
    courier = asyncio.create_task(deliver_due(practice, Slow()))
    await asyncio.to_thread(entered.wait, 10)
    courier.cancel()
    may_go.set()
    with pytest.raises(asyncio.CancelledError):
        await courier
    assert await practice.states() == {"Bo": MessageState.SENT}


async def test_the_courier_goes_on_after_a_round_that_failed(practice: Practice) -> None:
    class Flaky(Practice):
        async def __call__(self, operation: Operation[T]) -> T:
            if not troubles:
                raise StoreUnavailable("The disk is full, so nothing could be saved.")
            return await practice(operation)

    troubles: list[str] = []
    arrived = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Bell(Post):
        def send(self, message: OutboxMessage) -> None:
            super().send(message)
            loop.call_soon_threadsafe(arrived.set)

    await practice.invite("Bo")
    practice.now += AFTER_HOLD
    flaky = Flaky(practice.path)
    courier = asyncio.create_task(
        keep_delivering(flaky, Bell(), every=0.01, tell=lambda one: troubles.append(str(one)))
    )
    await asyncio.wait_for(arrived.wait(), 10)
    courier.cancel()
    with pytest.raises(asyncio.CancelledError):
        await courier
    await flaky.close()
    assert troubles == ["The disk is full, so nothing could be saved."]
