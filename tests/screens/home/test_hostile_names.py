"""No name, reason or line of a stranger's steers the terminal or the program."""

from functools import partial

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import KaraError
from kara_tui.operations.clients import CloseTreatment, GetClient
from tests.screens.home.workstation import opened
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, WIDE
from tests.support.people import added, invited, requested


async def fill(backend: Backend) -> int:
    """Bring every hostile text into every list; returns how many are taken at all."""
    taken = 0
    for text in HOSTILE.values():
        name = text[:200]
        try:
            closed = await added(backend, name, phone_typed=text[:40])
            await requested(backend, name, reason_for_booking=text[:2000])
            await invited(backend, name)
        except KaraError:
            continue
        await backend(CloseTreatment(client_id=closed.id, version=closed.version))
        await added(backend, name, phone_typed=text[:40])
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
    texts = ("[/x]", "[@click=app.quit]x[/]", HOSTILE["osc clipboard with st"])
    for text in texts:
        await added(backend, f"x{text}")
        await requested(backend, f"x{text}")
    async with opened(backend) as work:
        for left in range(len(texts) - 1, -1, -1):
            await work.press("2")
            await work.until(lambda: work.pane.row is not None)
            await work.press("a")
            assert len(work.app.screen_stack) == 2
            work.screen_text()
            await work.press("f3" if left else "escape")
            await work.press("1")
            # Merging changed the client: what is closed has to be the record as it is now.
            stored = await backend(GetClient(client_id=work.row.id))
            await work.until(partial(lambda version: work.row.version == version, stored.version))
            await work.press("c")
            work.screen_text()
            await work.press("f2")
            await work.until(partial(lambda rest: work.pane.table.total == rest, left))
            assert not steers_a_terminal(work.screen_text().replace("\n", ""))
            assert len(work.toasts)


async def test_a_hostile_search_is_only_text(backend: Backend) -> None:
    await added(backend, "Anna")
    async with opened(backend) as work:
        for text in HOSTILE.values():
            work.search_line.value = text[:100]
            await work.settle()
        work.screen_text()
        await work.press("escape")
        assert work.names == ["Anna"]
