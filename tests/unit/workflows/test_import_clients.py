"""Importing over a backend: what is added, merged and skipped."""

from datetime import date

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.importing import Duplicates
from kara_tui.operations.clients import CountClients, ListClients
from kara_tui.workflows import import_clients
from kara_tui.workflows.import_clients import ClientImport
from tests.support.importing import ANNA, CONTEXT, imported, people, table


async def test_every_record_becomes_a_client(backend: Backend) -> None:
    report = await imported(backend, table(ANNA, "Björn Ægisson,,,,\n"))

    assert (report.records, report.added, report.problem_count) == (2, 2, 0)
    assert {one.name for one in await people(backend)} == {"Anna Jónsdóttir", "Björn Ægisson"}


@pytest.mark.parametrize("policy", [Duplicates.SKIP, Duplicates.MERGE])
async def test_a_second_run_of_the_same_file_adds_and_changes_nothing(
    backend: Backend, policy: Duplicates
) -> None:
    source = table(ANNA, "Björn Ægisson,bjorn@mail.example,,,\n", "Æsa,,4.4.1944,,\n")
    await imported(backend, source)
    before = await backend(ListClients(limit=1000))

    report = await imported(backend, source, policy)

    assert (report.added, report.merged, report.skipped) == (0, 0, 3)
    assert await backend(ListClients(limit=1000)) == before


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A. J.,ANNA@mail.example,,,\n", "e-mail"),
        ("A. J.,,,0103872129,\n", "national id"),
        ("ANNA JONSDOTTIR,,1987-03-01,,\n", "name and date of birth"),
    ],
)
async def test_the_same_person_is_known_by_any_of_three_signs(
    backend: Backend, row: str, why: str
) -> None:
    await imported(backend, table("Anna Jónsdóttir,anna@mail.example,1.3.1987,010387-2129,\n"))

    report = await imported(backend, table(row))

    assert (report.added, report.skipped) == (0, 1)
    assert why in report.duplicates[0].why
    assert report.duplicates[0].like == "Anna Jónsdóttir"


async def test_a_namesake_is_somebody_else(backend: Backend) -> None:
    await imported(backend, table(ANNA))

    report = await imported(backend, table("Anna Jónsdóttir,other@mail.example,2.3.1987,,\n"))

    assert report.added == 1


async def test_merging_fills_gaps_and_replaces_nothing(backend: Backend) -> None:
    await imported(backend, table("Anna Jónsdóttir,anna@mail.example,,,\n"))

    report = await imported(
        backend, table("Anna J.,anna@mail.example,1.3.1987,,581 2345\n"), Duplicates.MERGE
    )

    (anna,) = await people(backend)
    assert (report.added, report.merged, report.skipped) == (0, 1, 0)
    assert (anna.name, anna.birth_date, anna.phone) == (
        "Anna Jónsdóttir",
        date(1987, 3, 1),
        "+3545812345",
    )


async def test_adding_asks_nobody(backend: Backend) -> None:
    await imported(backend, table(ANNA))

    report = await imported(backend, table(ANNA, ANNA), Duplicates.ADD)

    assert report.added == 2
    assert await backend(CountClients()) == 3


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("batch", [1, 2, 1000])
async def test_a_person_who_stands_twice_in_a_file_is_added_once(
    backend: Backend, monkeypatch: pytest.MonkeyPatch, batch: int, dry_run: bool
) -> None:
    monkeypatch.setattr(import_clients, "BATCH", batch)

    report = await imported(
        backend, table(ANNA, "Björn,,,,\n", "A. J.,anna@mail.example,,,\n"), dry_run=dry_run
    )

    assert (report.added, report.skipped) == (2, 1)


async def test_merging_within_a_file_gathers_what_each_record_knows(backend: Backend) -> None:
    rows = ("Anna,anna@mail.example,,,\n", "Anna,anna@mail.example,1.3.1987,,\n")

    report = await imported(backend, table(*rows), Duplicates.MERGE)

    (anna,) = await people(backend)
    assert (report.added, report.merged) == (1, 1)
    assert anna.birth_date == date(1987, 3, 1)


async def test_a_dry_run_reports_the_same_and_writes_nothing(backend: Backend) -> None:
    source = table(ANNA, ",x@mail.example,,,\n", "Björn,,31.2.1987,,\n")

    dry = await imported(backend, source, dry_run=True)
    assert await people(backend) == []
    wet = await imported(backend, source)

    assert dry == wet
    assert (wet.added, wet.problem_count, wet.notice_count) == (2, 1, 1)


async def test_progress_grows_to_the_end(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_clients, "BATCH", 2)
    work = ClientImport(backend, table(*[f"Client {n},,,,\n" for n in range(9)]), CONTEXT)

    seen = [(step.share, step.added) async for step in work.steps()]

    assert seen == sorted(seen)
    assert seen[0] == (0.0, 0)
    assert seen[-1] == (1.0, 9)
    assert len(seen) > 4
