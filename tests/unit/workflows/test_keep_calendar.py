"""The calendar file that other programs subscribe to, kept up to date."""

import asyncio
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.bootstrap import demo_settings, settings_for
from kara_tui.domain.errors import Invalid
from kara_tui.domain.history import Change, Entity, Role
from kara_tui.domain.ids import new_intent_id, uuid7
from kara_tui.operations.audit import ListPracticeEvents
from kara_tui.subscribed import keep_subscribed
from kara_tui.workflows.keep_calendar import keep_calendar
from tests.support.clock import FixedClock
from tests.support.people import added
from tests.support.sessions import MONDAY, blocked, later, scheduled


async def _comes_true(is_true: Callable[[], bool]) -> None:
    for _ in range(5000):
        if is_true():
            return
        await asyncio.sleep(0.005)
    pytest.fail("It never came true.")


@asynccontextmanager
async def _kept(path: Path, backend: Backend, **how: Any) -> AsyncIterator[list[str]]:
    told: list[str] = []
    keeping = asyncio.ensure_future(
        keep_subscribed(path, backend, FixedClock(), told.append, quiet=0.01, longest=1.0, **how)
    )
    try:
        yield told
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


def _change(entity: Entity) -> Change:
    return Change(
        seq=1,
        intent=new_intent_id(),
        at=MONDAY,
        role=Role.PROFESSIONAL,
        operation="ChangeSession",
        entity=entity,
        entity_id=uuid7(),
        version=1,
    )


def _holds(path: Path, text: str, times: int = 1) -> bool:
    return path.exists() and path.read_text().count(text) == times


async def test_it_follows_what_is_changed_and_tells_nobody_more_than_when(
    backend: Backend, tmp_path: Path
) -> None:
    path = tmp_path / "calendar.ics"
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id)
    await scheduled(backend, anna.id, later(days=-900))
    async with _kept(path, backend) as told:
        await _comes_true(lambda: _holds(path, "SUMMARY:Session"))
        await blocked(backend, MONDAY, 60, "Court")
        await _comes_true(lambda: _holds(path, "SUMMARY:Busy"))
        assert "Anna" not in path.read_text()
        assert "Court" not in path.read_text()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [one.name for one in tmp_path.iterdir() if "calendar" in one.name] == [path.name]
    assert told == []
    # Nobody looked again each time that it was written.
    copies = [one.operation for one in await backend(ListPracticeEvents())]
    assert copies == ["NoteCalendarCopy"]


async def test_names_stand_in_it_when_somebody_wants_them(backend: Backend, tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    await scheduled(backend, (await added(backend, "Anna")).id)
    async with _kept(path, backend, with_private=True):
        await _comes_true(lambda: _holds(path, "SUMMARY:Anna"))


async def test_what_keeps_it_from_being_written_is_told_once(
    backend: Backend, tmp_path: Path
) -> None:
    folder = tmp_path / "not there"
    async with _kept(folder / "calendar.ics", backend) as told:
        await _comes_true(lambda: bool(told))
        await blocked(backend, MONDAY, 60)
        await blocked(backend, MONDAY, 60)
        folder.mkdir()
        await blocked(backend, MONDAY, 60)
        await _comes_true(lambda: _holds(folder / "calendar.ics", "SUMMARY:Busy", 3))
    (sentence,) = told
    assert sentence.startswith("The calendar file was not written. ")
    assert "No such file or directory" in sentence
    assert "calendar.file" in sentence


async def test_many_changes_are_one_writing_and_others_none() -> None:
    feed: asyncio.Queue[Change | None] = asyncio.Queue()
    written: list[int] = []

    async def changes() -> AsyncIterator[tuple[Change, ...]]:
        while (change := await feed.get()) is not None:
            yield (change,)

    async def write() -> None:
        written.append(feed.qsize())

    keeping = asyncio.ensure_future(keep_calendar(changes(), write, pytest.fail, quiet=0.02))
    await _comes_true(lambda: len(written) == 1)
    for _ in range(50):
        feed.put_nowait(_change(Entity.SESSION))
    await _comes_true(lambda: len(written) == 2)
    for _ in range(50):
        feed.put_nowait(_change(Entity.NOTE))
    feed.put_nowait(None)
    await keeping
    assert len(written) == 2


async def test_trouble_of_the_feed_is_not_kept_back() -> None:
    async def changes() -> AsyncIterator[tuple[Change, ...]]:
        raise Invalid("feed", "gone")
        yield ()

    async def write() -> None:
        pass

    with pytest.raises(Invalid):
        await keep_calendar(changes(), write, pytest.fail)


def test_only_the_practice_that_it_is_meant_for_writes_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[calendar]\nfile = "calendar.ics"\n')
    own = settings_for(str(tmp_path), None, {})
    assert own.calendar_file == tmp_path / "calendar.ics"
    assert own.calendar.with_private is False
    assert demo_settings(own).calendar_file is None
    assert settings_for(str(tmp_path), str(tmp_path / "other.db"), {}).calendar_file is None
