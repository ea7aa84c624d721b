"""A list so long that its rows come before anybody knows how many there are."""

import asyncio
from dataclasses import replace
from typing import TypeVar

from kara_tui.backend.protocol import Backend
from kara_tui.domain.listing import Page
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import CloseTreatment, CountClients, ListClients
from tests.screens.home.faults import Faulty
from tests.screens.home.workstation import opened
from tests.support.people import added

T = TypeVar("T")


class Uncounted(Faulty):
    """Answers with rows alone, as a store does that would take long to count them."""

    async def __call__(self, operation: Operation[T]) -> T:
        answer = await super().__call__(operation)
        if isinstance(answer, Page):
            return replace(answer, total=None)
        return answer


async def test_rows_are_shown_at_once_and_their_number_when_it_is_known(
    backend: Backend,
) -> None:
    for number in range(90):
        await added(backend, f"Anna {number:02}")
    slow = Uncounted(backend)
    gate = asyncio.Event()
    slow.waits[CountClients] = gate
    async with opened(slow, settled=False) as work:
        await work.until(lambda: bool(work.names))
        assert work.names[0] == "Anna 00"
        await work.until(lambda: "of …" in work.range_words)
        gate.set()
        await work.until(lambda: "of 90" in work.range_words)
        await work.settle()
        assert work.names[0] == "Anna 00"
        await work.press("end")
        assert work.name == "Anna 89"
        await work.press("slash", *"anna 3")
        assert work.names[0] == "Anna 30"
        assert "of 10" in work.range_words


async def test_a_list_that_became_shorter_elsewhere_is_shown_to_its_new_end(
    backend: Backend,
) -> None:
    for number in range(130):
        await added(backend, f"Anna {number:03}")
    async with opened(backend) as work:
        await work.press("end")
        assert work.name == "Anna 129"
        for row in (await backend(ListClients(search="anna", offset=120))).rows:
            await backend(CloseTreatment(client_id=row.id, version=row.version))
        await work.until(lambda: work.pane.table.total == 120)
        await work.until(lambda: work.pane.row is not None)
        assert work.name == "Anna 119"
        await work.until(lambda: len(work.names) == work.pane.table.room)
        assert work.names[-1] == "Anna 119"
        await work.press("home")
        assert work.name == "Anna 000"
        assert len(work.names) == work.pane.table.room
