"""What goes on when an import is stopped, meets an edit, or a store that fails."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import TypeVar

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Conflict, Invalid, StoreUnavailable
from kara_tui.domain.history import Change
from kara_tui.domain.importing import Duplicates
from kara_tui.domain.private import opened
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import CountClients, GetClient, UpdateClient
from kara_tui.operations.imports import ImportClients
from kara_tui.workflows import import_clients, import_report
from kara_tui.workflows.import_clients import ClientImport
from tests.support.importing import ANNA, CONTEXT, imported, people, table
from tests.support.people import added

T = TypeVar("T")


class Troubled:
    """A backend that fails in the middle of things, as told."""

    def __init__(self, backend: Backend, *failures: Exception | Operation[Client] | None) -> None:
        self._backend = backend
        self._failures = list(failures)

    async def __call__(self, operation: Operation[T]) -> T:
        if isinstance(operation, ImportClients) and self._failures:
            failure = self._failures.pop(0)
            if isinstance(failure, Exception):
                raise failure
            if failure is not None:
                await self._backend(failure)
        return await self._backend(operation)

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        return self._backend.changes()

    async def close(self) -> None:
        return None


async def test_who_stops_listening_keeps_what_was_written(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_clients, "BATCH", 2)
    source = table(*[f"Client {n},c{n}@mail.example,,,\n" for n in range(9)])
    work = ClientImport(backend, source, CONTEXT)
    steps = work.steps()
    while (await anext(steps)).added < 4:
        pass
    await steps.aclose()

    assert await backend(CountClients()) == work.report.added == 4
    rest = await imported(backend, source)
    assert (rest.added, rest.skipped) == (5, 4)


async def test_a_cancelled_import_ends_at_once(backend: Backend) -> None:
    async def run() -> None:
        await imported(backend, table(*[f"Client {n},,,,\n" for n in range(3000)]))

    task = asyncio.create_task(run())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_edit_in_between_is_not_overwritten(backend: Backend) -> None:
    anna = await added(backend, "Anna", contact_email="anna@mail.example")
    edit = UpdateClient(
        client_id=anna.id,
        version=anna.version,
        details=ClientDetails(name="Anna", contact_email="anna@mail.example", phone="+3545812345"),
    )

    report = await imported(
        Troubled(backend, edit),
        table("Anna,anna@mail.example,1.3.1987,,699 0000\n"),
        Duplicates.MERGE,
    )

    saved = opened((await backend(GetClient(client_id=anna.id))).details)
    assert report.merged == 1
    assert (saved.phone, saved.birth_date) == ("+3545812345", date(1987, 3, 1))


async def test_edits_without_end_are_told(backend: Backend) -> None:
    anna = await added(backend, "Anna", contact_email="anna@mail.example")

    with pytest.raises(Conflict):
        await imported(
            Troubled(backend, *[Conflict(anna)] * 3),
            table("Anna,anna@mail.example,1.3.1987,,\n"),
            Duplicates.MERGE,
        )


async def test_one_refused_record_does_not_hold_up_its_batch(backend: Backend) -> None:
    class Picky(Troubled):
        async def __call__(self, operation: Operation[T]) -> T:
            if isinstance(operation, ImportClients):
                names = [opened(one.details).name for one in operation.added]
                if "Björn" in names:
                    raise Invalid("name", "Not this one.")
            return await super().__call__(operation)

    report = await imported(Picky(backend), table(ANNA, "Björn,,,,\n", "Æsa,,,,\n", "Örn,,,,\n"))

    assert (report.added, report.problem_count) == (3, 1)
    assert (report.problems[0].place, report.problems[0].reason) == ("line 3", "Not this one.")
    assert len(await people(backend)) == 3


async def test_a_store_that_fails_stops_the_import(backend: Backend) -> None:
    with pytest.raises(StoreUnavailable):
        await imported(Troubled(backend, StoreUnavailable("The disk is full.")), table(ANNA))


async def test_long_lists_of_problems_are_cut_and_still_counted(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "KEPT", 2)

    report = await imported(backend, table(*[",x@mail.example,,,\n"] * 5))

    assert (len(report.problems), report.problem_count) == (2, 5)
