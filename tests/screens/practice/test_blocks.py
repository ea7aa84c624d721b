"""Times in which no session may lie: blocked, changed, and freed again."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from textual.screen import Screen

from kara_tui.backend.protocol import Backend
from kara_tui.domain.block_times import BlockTime
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.private import opened
from kara_tui.domain.working_time import BlockDetails
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.working_time import ChangeBlock, ListBlocks
from kara_tui.screens.block_dialog import BlockDialog, block_dialog
from kara_tui.screens.blocks_screen import BlocksScreen
from tests.screens.practice.helpers import closed, desk, fields, seen, typed
from tests.screens.profile.helpers import FailingBackend, press, until
from tests.support.clock import NOON
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, said, shown
from tests.support.people import added
from tests.support.sessions import blocked, scheduled

FRIDAY = datetime(2026, 3, 6, 12, tzinfo=UTC)


async def _blocks(backend: Backend) -> list[BlockTime]:
    asked = ListBlocks(since=NOON, until=NOON + timedelta(days=366))
    return list(await backend(asked))


@pytest.mark.parametrize("size", [NARROW, NORMAL])
async def test_a_block_is_typed_and_listed(backend: Backend, size: tuple[int, int]) -> None:
    async with shown(BlocksScreen(desk(backend)), backend, size) as pilot:
        assert "No time is blocked" in painted(pilot)
        await press(pilot, "a", *"fri 12-13", "down", *"Lunch", "down", "w")
        assert fields(pilot).field("times").display
        await typed(pilot, "times", "3")
        assert "F2 Save" in await seen(pilot, "every Friday, 3 times")
        await press(pilot, "f2")
        words = await seen(pilot, "Fri 6 Mar 12:00–13:00 · Lunch")
        assert "every Friday, 3 times" in words
    found = await _blocks(backend)
    assert [one.starts_at for one in found] == [FRIDAY + timedelta(weeks=n) for n in range(3)]


async def test_a_block_is_changed_and_removed(backend: Backend) -> None:
    await blocked(backend, FRIDAY, 60)
    await blocked(backend, FRIDAY + timedelta(days=1), 60, "Course")
    async with shown(BlocksScreen(desk(backend)), backend) as pilot:
        await press(pilot, "down", "enter")
        assert fields(pilot).typed()["starts_at"] == "2026-03-07 12:00-13:00"
        await typed(pilot, "starts_at", "9-11 mar")
        await typed(pilot, "remark", "By train")
        await press(pilot, "f2")
        assert "By train" in await seen(pilot, "Mon 9 Mar – Wed 11 Mar · Course")
        await press(pilot, "x")
        assert isinstance(pilot.app, OneScreenApp)
        assert [one.operation.undoable for one in pilot.app.moves] == [True]
        screen = pilot.app.screen
        assert isinstance(screen, BlocksScreen)
        await until(pilot, lambda: len(screen.blocks) == 1)
        assert "Lunch" in painted(pilot)
    (left,) = await _blocks(backend)
    assert opened(left.block.details).title == "Lunch"


async def test_sessions_in_a_time_that_is_blocked_are_told(backend: Backend) -> None:
    client = await added(backend)
    await scheduled(backend, client.id, FRIDAY + timedelta(weeks=2))
    await scheduled(backend, client.id, FRIDAY + timedelta(hours=1))
    async with shown(block_dialog(desk(backend)), backend, WIDE) as pilot:
        await typed(pilot, "starts_at", "fri 12-13")
        await press(pilot, "down", "down", "w", "f2")
        await seen(pilot, "1 session lies in the blocked time")


async def test_a_block_that_was_changed_elsewhere_is_not_written_over(backend: Backend) -> None:
    block = await blocked(backend, FRIDAY, 60)
    async with shown(BlocksScreen(desk(backend)), backend) as pilot:
        await press(pilot, "enter")
        await typed(pilot, "title", "Mine")
        await backend(
            ChangeBlock(
                block_id=block.id,
                version=1,
                starts_at=FRIDAY,
                ends_at=FRIDAY + timedelta(hours=2),
                time_zone="UTC",
                details=BlockDetails(title="Theirs"),
            )
        )
        await press(pilot, "f2")
        await until(pilot, lambda: "changed elsewhere" in said(pilot, ".told"))
        assert "Saved now: Theirs" in fields(pilot).field("title").note
        assert fields(pilot).typed()["title"] == "Mine"


@pytest.mark.parametrize(
    ("start", "end", "stands"),
    [
        (time(12), time(13), "2026-03-06 12:00-13:00"),
        (FRIDAY, FRIDAY + timedelta(hours=1), "2026-03-06 12:00-13:00"),
        (time(14), None, "2026-03-06 14:00-24:00"),
        (None, None, "2026-03-06"),
    ],
)
async def test_the_time_that_was_chosen_stands_there_and_is_no_unsaved_text(
    backend: Backend, start: Any, end: Any, stands: str
) -> None:
    dialog = block_dialog(desk(backend), date(2026, 3, 6), start, end)
    assert isinstance(dialog, BlockDialog)
    assert dialog.fields.saved["starts_at"] == stands


async def test_a_text_that_was_left_keeps_the_time_that_was_chosen_for_it(
    backend: Backend,
) -> None:
    def chosen() -> Screen[Any]:
        return block_dialog(desk(backend), date(2026, 3, 6), time(12), time(13))

    async with shown(chosen(), backend) as pilot:
        await typed(pilot, "title", "Lunch with")
        await closed(pilot, "escape", "down", "enter")
    (draft,) = await backend(ListDrafts())
    kept = {"starts_at": "2026-03-06 12:00-13:00", "title": "Lunch with"}
    assert opened(draft.content).typed == kept
    async with shown(chosen(), backend) as pilot:
        # Who has just chosen another time does not mean the one from before.
        await until(pilot, lambda: "F9" in said(pilot, ".told"))
        assert fields(pilot).typed()["title"] == ""
        assert await closed(pilot, "escape") == [None]
    async with shown(block_dialog(desk(backend), wanted_draft=draft.key), backend) as pilot:
        await until(pilot, lambda: fields(pilot).typed()["title"] == "Lunch with")
        assert await closed(pilot, "f2") != [None]
    assert [one.starts_at for one in await _blocks(backend)] == [FRIDAY]
    assert await backend(ListDrafts()) == ()


async def test_blocks_that_cannot_be_read_are_not_taken_for_none(backend: Backend) -> None:
    failing = FailingBackend(backend)
    failing.refused[ListBlocks] = StoreUnavailable("The disk is gone.")
    async with shown(BlocksScreen(desk(failing)), backend) as pilot:
        await seen(pilot, "The disk is gone.")
        assert "No time is blocked" not in painted(pilot)


async def test_no_title_and_no_remark_steers_the_terminal(backend: Backend) -> None:
    for place, text in enumerate(HOSTILE.values()):
        details = BlockDetails(title=text[:100], remark=text[:200])
        await blocked(backend, FRIDAY + timedelta(days=place), 60, details=details)
    async with shown(BlocksScreen(desk(backend)), backend, WIDE) as pilot:
        for key in ("pagedown", "end", "enter"):
            await press(pilot, key)
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
