"""Two workstations on one store."""

import time

from kara_tui.operations.clients import CloseTreatment, GetClient
from tests.screens.home.workstation import opened
from tests.support.people import added
from tests.support.practice import LocalPractice


async def test_a_change_elsewhere_is_seen_within_a_second(practice: LocalPractice) -> None:
    await added(practice.backend, "Bjarni")
    async with opened(practice.backend) as here, opened(practice.workstation()) as there:
        await there.press("c", "f2")
        await there.until(lambda: bool(there.toasts))
        began = time.monotonic()
        await here.until(lambda: here.pane.table.total == 0 and "Deactivated 1" in here.tabs)
        assert time.monotonic() - began < 1.5, "a second, and half a one for a busy machine"
        await here.press("4", "b")
        await there.until(lambda: there.pane.row is not None)
        assert there.name == "Bjarni"


async def test_the_cursor_stays_on_its_row(practice: LocalPractice) -> None:
    for number in range(10, 60):
        await added(practice.backend, f"Bjarni {number}")
    other = practice.workstation()
    async with opened(practice.backend) as work:
        await work.press(*["down"] * 25)
        assert work.name == "Bjarni 35"
        await added(other, "Anna")
        await added(other, "Bjarni 20b")
        await work.until(lambda: work.pane.table.total == 52)
        assert work.name == "Bjarni 35"
        assert work.pane.table.cursor_index == 27
        first, last = work.pane.table.visible_range
        assert first <= 28 <= last


async def test_two_answers_to_the_same_record_never_overwrite_each_other(
    practice: LocalPractice,
) -> None:
    client = await added(practice.backend)
    async with opened(practice.backend) as work:
        await work.press("c")
        await practice.workstation()(CloseTreatment(client_id=client.id, version=client.version))
        before = await practice.backend(GetClient(client_id=client.id))
        await work.press("f2")
        await work.until(lambda: bool(work.toasts))
        assert "changed elsewhere" in work.toasts[0]
        assert "Nothing was overwritten" in work.toasts[0]
        assert await practice.backend(GetClient(client_id=client.id)) == before
