"""A list is walked once from end to end, however it is cut into windows."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.private import opened
from kara_tui.operations.clients import ListClients
from kara_tui.workflows.windows import client_windows
from tests.support.people import added


@pytest.mark.parametrize("window", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("search", ["", "cl", "clie"])
async def test_everybody_comes_once_and_in_order(
    backend: Backend, window: int, search: str
) -> None:
    for number in range(5):
        await added(backend, f"Client {number}")

    asked = ListClients(search=search, limit=window)
    names = [
        opened(row.details).name async for rows in client_windows(backend, asked) for row in rows
    ]

    assert names == [f"Client {number}" for number in range(5)]


async def test_no_more_come_than_are_wanted(backend: Backend) -> None:
    for number in range(5):
        await added(backend, f"Client {number}")

    sizes = [len(rows) async for rows in client_windows(backend, ListClients(limit=2), most=3)]

    assert sizes == [2, 1]


async def test_an_empty_list_has_no_window(backend: Backend) -> None:
    assert [rows async for rows in client_windows(backend, ListClients())] == []
