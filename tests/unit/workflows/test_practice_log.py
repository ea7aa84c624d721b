"""Events are written behind everything else, in order, and keep nobody waiting."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from kara_tui.domain.errors import DiskFull
from kara_tui.domain.history import Change
from kara_tui.domain.practice_events import Happened, PracticeEvent
from kara_tui.operations.audit import NotePracticeEvent
from kara_tui.workflows import practice_log
from kara_tui.workflows.practice_log import PracticeLog


class _Store:
    """Takes events, unless it is full or busy."""

    def __init__(self) -> None:
        self.noted: list[NotePracticeEvent] = []
        self.full = False
        self.free = asyncio.Event()
        self.free.set()

    async def __call__(self, operation: Any) -> Any:
        await self.free.wait()
        if self.full:
            raise DiskFull("The disk is full.")
        self.noted.append(operation)
        return True

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        raise AssertionError

    async def close(self) -> None:
        """Let go of nothing."""

    @property
    def events(self) -> list[PracticeEvent]:
        return [one.event for one in self.noted]


class _Door:
    """Something has happened at it."""

    def __init__(self, *happened: Happened) -> None:
        self.happened = list(happened)

    def take(self) -> tuple[Happened, ...]:
        taken, self.happened = tuple(self.happened), []
        return taken


OPENED = Happened(PracticeEvent.OPENED_BY_PASSPHRASE, 2)


async def test_what_happened_at_the_door_comes_first_and_once() -> None:
    store = _Store()
    log = PracticeLog(store, _Door(OPENED, Happened(PracticeEvent.KEYRING_ON)).take)
    await log.note()
    await log.note(PracticeEvent.BACKUP_MADE)
    assert store.events == [
        PracticeEvent.OPENED_BY_PASSPHRASE,
        PracticeEvent.KEYRING_ON,
        PracticeEvent.BACKUP_MADE,
    ]
    assert [one.wrong_guesses for one in store.noted] == [2, 0, 0]


async def test_what_cannot_be_written_waits_for_the_next_event() -> None:
    store = _Store()
    log = PracticeLog(store, _Door(OPENED).take)
    store.full = True
    await log.note()
    await log.note(PracticeEvent.BACKUP_MADE)
    assert store.events == []
    store.full = False
    await log.note_end(PracticeEvent.LEFT)
    assert store.events == [
        PracticeEvent.OPENED_BY_PASSPHRASE,
        PracticeEvent.BACKUP_MADE,
        PracticeEvent.LEFT,
    ]


async def test_a_store_that_is_busy_holds_up_no_end_and_is_written_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(practice_log, "PATIENCE_SECONDS", 0.01)
    store = _Store()
    store.free.clear()
    log = PracticeLog(store, _Door().take)
    begun = time.monotonic()
    await log.note_end(PracticeEvent.LOCKED_BY_KEY)
    assert time.monotonic() - begun < 5
    assert store.events == []
    store.free.set()
    await asyncio.sleep(0)
    await log.note()
    assert store.events == [PracticeEvent.LOCKED_BY_KEY]


@pytest.mark.parametrize(("wrong", "once"), [(0, True), (1, False)])
async def test_a_command_is_told_once_an_hour_unless_somebody_guessed(
    wrong: int, once: bool
) -> None:
    store = _Store()
    happened = Happened(PracticeEvent.OPENED_BY_KEYRING, wrong)
    await PracticeLog(store, _Door(happened).take).note_command()
    (noted,) = store.noted
    assert noted.once_an_hour is once
