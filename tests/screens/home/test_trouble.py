"""What the user reads when something goes wrong, and that the workstation goes on."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key

from kara_tui.app import WorkstationApp
from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore
from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import Conflict, Invalid, KaraError, StoreUnavailable
from kara_tui.ending import BROKEN
from kara_tui.operations.clients import (
    CloseTreatment,
    CountClients,
    FindLookAlikes,
    GetOverview,
    ListClients,
)
from kara_tui.operations.history import ListMoves
from kara_tui.operations.requests import AcceptRequest
from kara_tui.screens.desk import Desk
from kara_tui.widgets.window_table import WindowTable
from tests.screens.home.faults import Faulty
from tests.screens.home.workstation import opened
from tests.support.people import added, requested

PROBLEMS = [
    StoreUnavailable("The disk is full.", "Make room and try again."),
    Conflict(None),
    Invalid("name", "That is [/x] no \x1b[31mname.", "Try another."),
]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda one: one.code)
async def test_a_failed_move_is_told_with_what_to_do_and_can_be_tried_again(
    backend: Backend, problem: KaraError
) -> None:
    await requested(backend)
    faulty = Faulty(backend)
    faulty.fails[AcceptRequest] = problem
    async with opened(faulty) as work:
        await work.press("2", "a")
        await work.until(lambda: bool(work.toasts))
        assert problem.sentence[:8] in work.toasts[0]
        assert problem.advice in work.toasts[0]
        assert "u undoes" not in work.toasts[0]
        assert work.name == "Björn Ægisson"
        faulty.fails.clear()
        await work.press("a")
        await work.until(lambda: work.pane.table.total == 0)


async def test_rows_that_cannot_be_read_are_told_and_asked_for_again(backend: Backend) -> None:
    for number in range(300):
        await added(backend, f"Anna {number:03}")
    faulty = Faulty(backend)
    async with opened(faulty) as work:
        faulty.fails[ListClients] = PROBLEMS[0]
        await work.press("end")
        await work.until(lambda: bool(work.toasts))
        assert "The disk is full. Make room and try again." in " ".join(work.toasts[0].split())
        faulty.fails.clear()
        await work.press("up", "down")
        await work.until(lambda: work.pane.row is not None)
        assert work.name == "Anna 299"


@pytest.mark.parametrize("operation", [GetOverview, CountClients, FindLookAlikes, ListMoves])
async def test_a_question_that_fails_does_no_harm(backend: Backend, operation: type) -> None:
    await requested(backend)
    faulty = Faulty(backend)
    async with opened(faulty) as work:
        faulty.fails[operation] = PROBLEMS[0]
        await work.press("2", "slash", "b", "enter", "a", "u")
        await added(backend, "Anna")
        if operation is not CountClients:
            await work.until(lambda: any("The disk is full." in one for one in work.toasts))
        faulty.fails.clear()
        await work.press("escape", "1")
        await work.until(lambda: work.pane.row is not None)


@pytest.mark.parametrize(
    ("operation", "keys"),
    [
        (CloseTreatment, ["c", "f2"]),
        (ListClients, ["slash", "a"]),
        (GetOverview, []),
        (ListMoves, ["u"]),
    ],
)
async def test_an_unforeseen_error_is_noted_in_a_file_and_the_workstation_lives(
    backend: Backend, operation: type, keys: list[str]
) -> None:
    await added(backend, "Anna")
    faulty = Faulty(backend)
    noted: list[BaseException] = []

    def note(fault: BaseException) -> str:
        noted.append(fault)
        return "kara.log"

    fault = RuntimeError("secret: Anna 555 1234")
    async with opened(faulty, note_error=note) as work:
        faulty.fails[operation] = fault
        await work.press(*keys)
        if not keys:
            await added(backend, "Bjarni")
        await work.until(lambda: bool(work.toasts))
        assert noted[0] is fault
        assert "Something unexpected happened" in work.toasts[0]
        assert "kara.log" in work.toasts[0]
        assert "secret" not in work.screen_text()
        assert "Traceback" not in work.screen_text()
        faulty.fails.clear()
        await work.press("escape", "2", "1")
        await work.until(lambda: work.pane.row is not None)


async def test_screens_may_be_left_as_quickly_as_they_are_opened(backend: Backend) -> None:
    await added(backend, "Anna")
    async with opened(backend) as work:
        for _ in range(4):
            for key in ("enter", "escape", "i", "escape", "question_mark", "escape", "c", "escape"):
                work.app.post_message(Key(key, None))
                await work.pilot.pause(0)
        await work.settle()
        await work.press("escape", "escape")
        await work.until(lambda: work.is_home)
        assert work.app.return_code is None


async def test_the_first_frame_waits_for_no_store(backend: Backend) -> None:
    await added(backend, "Anna")
    faulty = Faulty(backend)
    gate = asyncio.Event()
    faulty.waits = {ListClients: gate, GetOverview: gate, CountClients: gate}
    app = WorkstationApp(Desk(backend=faulty))
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.press("slash", "a")
        assert app.focused is not None
        gate.set()
        while app.screen.query_one(WindowTable).total is None:
            await pilot.pause(0.01)


@pytest.mark.parametrize("written", [b"", b"this is no store" * 500], ids=["empty", "garbage"])
async def test_a_store_that_cannot_be_opened_ends_the_program_with_a_sentence(
    tmp_path: Path, written: bytes
) -> None:
    def opening() -> OpenStore:
        raise StoreUnavailable("The store [/x] is damaged.", "Put a backup in its place.")

    backend = LocalBackend(opening)
    app = WorkstationApp(Desk(backend=backend))
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        while app.return_code is None:
            await pilot.pause(0.01)
    assert app.return_code == StoreUnavailable.exit_code == 8


async def test_an_error_of_the_programs_own_ends_it_with_one_sentence_and_no_data(
    backend: Backend, capsys: pytest.CaptureFixture[str]
) -> None:
    app = WorkstationApp(Desk(backend=backend), note_error=lambda _: "kara.log")

    def broken() -> None:
        secret = "Anna 555 1234"
        raise RuntimeError(secret)

    async def use() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.call_later(broken)
            while app.return_code is None:
                await pilot.pause(0.01)

    with pytest.raises(RuntimeError):
        await use()
    assert app.return_code == BROKEN
    told = "".join(capsys.readouterr())
    assert "555 1234" not in told
    assert "Traceback" not in told


async def test_a_chore_that_cannot_go_on_says_why_in_its_own_words(backend: Backend) -> None:
    async def chore() -> None:
        raise Invalid("mail.password_file", "The password file is open to others.", "Close it.")

    noted: list[BaseException] = []

    def note(fault: BaseException) -> str:
        noted.append(fault)
        return "a file"

    async with opened(backend, note_error=note) as work:
        work.app.run_worker(chore(), group="chores", exit_on_error=False)
        await work.until(lambda: bool(work.toasts))
        assert "The password file is open to others." in work.toasts[0]
        assert "Close it." in work.toasts[0]
    assert noted == []
