"""No name, reason or line of a stranger's steers the terminal or the program."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import KaraError
from kara_tui.operations.clients import CloseTreatment
from tests.screens.home.workstation import opened
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, WIDE
from tests.support.people import added, invited, requested


async def fill(backend: Backend) -> int:
    """Bring every hostile text into every list; returns how many are taken at all."""
    taken = 0
    for text in HOSTILE.values():
        try:
            await requested(backend, text[:200], reason_for_booking=text[:2000])
            closed = await added(backend, text[:200], phone_typed=text[:40])
        except KaraError:
            continue
        await backend(CloseTreatment(client_id=closed.id, version=closed.version))
        await added(backend, text[:200], phone_typed=text[:40])
        await invited(backend, text[:200])
        taken += 1
    return taken


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_list_shows_every_hostile_name_harmlessly(
    backend: Backend, size: tuple[int, int]
) -> None:
    assert await fill(backend) > 20
    async with opened(backend, size=size) as work:
        for tab in "1234":
            await work.press(tab, "end", "pageup", "pagedown", "home")
            assert work.pane.table.total
            assert not steers_a_terminal(work.screen_text().replace("\n", ""))
            assert len(work.app.screen_stack) == 1


async def test_questions_and_toasts_about_them_are_harmless(backend: Backend) -> None:
    for text in list(HOSTILE.values())[:12]:
        try:
            await added(backend, text[:200])
            await requested(backend, text[:200])
        except KaraError:
            continue
    async with opened(backend) as work:
        total = work.pane.table.total
        assert total
        await work.press("2")
        for _ in range(total):
            await work.press("a", "f3")
            await work.press("d", "escape", "d", "f2")
            await work.press("down")
        await work.press("1")
        for _ in range(total):
            await work.press("c", "f2")
            assert not steers_a_terminal(work.screen_text().replace("\n", ""))
        await work.until(lambda: work.pane.table.total == 0)


async def test_a_hostile_search_is_only_text(backend: Backend) -> None:
    await added(backend, "Anna")
    async with opened(backend) as work:
        for text in HOSTILE.values():
            await work.press("slash")
            work.search_line.value = text[:100]
            await work.settle()
            work.screen_text()
            await work.press("escape")
        assert work.names == ["Anna"]
