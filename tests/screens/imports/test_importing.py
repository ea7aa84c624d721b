"""Looking at a file, importing it, and reading what became of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, ProgressBar

from kara_tui.backend.protocol import Backend
from kara_tui.operations.clients import ListClients
from kara_tui.screens.desk import Desk
from kara_tui.screens.import_choose import PathInput
from kara_tui.screens.import_clients import CHOOSE, LOOK, REPORT, RUN, ImportScreen
from kara_tui.screens.import_fields import FieldScreen
from kara_tui.widgets.choice_field import ChoiceField
from kara_tui.widgets.window_table import WindowTable
from kara_tui.workflows.import_clients import BATCH
from kara_tui.workflows.import_source import ROWS_SHOWN
from tests.support.clock import FixedClock
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, NORMAL, WIDE, painted, said, settled, shown
from tests.support.people import added
from tests.support.trouble import Gate

Write = Callable[..., Path]


async def look_at(pilot: Pilot[None], screen: ImportScreen, path: Path) -> None:
    screen.query_one(PathInput).value = str(path)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert screen.step == LOOK


async def total(backend: Backend) -> int | None:
    return (await backend(ListClients())).total


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_the_first_records_are_shown_as_they_would_come_in(
    screen: ImportScreen, backend: Backend, write_file: Write, size: tuple[int, int]
) -> None:
    file = write_file(
        "people.csv", "Nafn;Netfang;Fæddur", "Embla;embla@mail.example;1.3.1987", "Askur;askur@;"
    )
    async with shown(screen, backend, size) as pilot:
        await look_at(pilot, screen, file)
        text = painted(pilot)
        assert "people.csv · table (CSV)" in text
        assert "semicolons" in text
        assert "1 March 1987" in text
        assert "was left out" in text
        assert "Date of birth" in text
    assert await total(backend) == 0


async def test_a_column_is_said_to_hold_something_else(
    screen: ImportScreen, backend: Backend, write_file: Write
) -> None:
    file = write_file("people.csv", "Who,Where", "Embla,embla@mail.example")
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, file)
        assert "No column is known to hold a name" in said(pilot, "#look .problem")
        await pilot.press("f2")
        assert screen.step == LOOK
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FieldScreen)
        await pilot.press("n", "enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("e", "enter")
        await settled(pilot)
        assert "embla@mail.example" in said(pilot, "#look .first")
        await pilot.press("f2")
        await settled(pilot)
        assert screen.step == REPORT
    assert await total(backend) == 1


async def test_columns_are_remembered_for_the_next_file_of_that_kind(
    screen: ImportScreen, backend: Backend, write_file: Write
) -> None:
    file = write_file("people.csv", "Who,Where", "Embla,embla@mail.example")
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, file)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("n", "enter")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
    again = ImportScreen(screen.desk)
    other = write_file("others.csv", "Who,Where", "Askur,askur@mail.example")
    async with shown(again, backend) as pilot:
        await look_at(pilot, again, other)
        assert "columns as the last time" in said(pilot, "#look .facts")
        assert "Askur" in said(pilot, "#look .first")


async def test_a_dry_run_writes_nothing_and_esc_leads_back_to_the_file(
    screen: ImportScreen, backend: Backend, big_file: Path
) -> None:
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, big_file)
        await pilot.press("f5")
        await settled(pilot)
        assert "Dry run: nothing was written." in said(pilot, ".outcome")
        assert "1,980 would be added" in said(pilot, "#report .counts")
        assert await total(backend) == 0
        await pilot.press("escape")
        assert screen.step == LOOK
        await pilot.press("escape")
        assert screen.step == CHOOSE
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is not screen


async def test_two_thousand_rows_come_in_with_a_list_of_problems(
    screen: ImportScreen, backend: Backend, big_file: Path
) -> None:
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, big_file)
        await pilot.press("f2")
        await settled(pilot)
        assert said(pilot, ".outcome") == "Imported."
        assert "2,000 read · 1,980 added" in said(pilot, "#report .counts")
        assert "20 with problems" in said(pilot, "#report .counts")
        table = screen.query_one("#report WindowTable", WindowTable)
        assert "table.open" not in {
            one.binding.id for one in screen.active_bindings.values() if one.enabled
        }, "nothing lies behind a line of the report"
        assert table.total == 20
        await pilot.press("end")
        await settled(pilot)
        assert said(pilot, ".whole") == "line 1902: There is no name."
    assert await total(backend) == 1980


async def test_the_same_file_again_adds_nothing(
    screen: ImportScreen, backend: Backend, big_file: Path
) -> None:
    for attempt in range(2):
        again = ImportScreen(screen.desk)
        async with shown(again, backend) as pilot:
            await look_at(pilot, again, big_file)
            await pilot.press("f2")
            await settled(pilot)
            if attempt:
                assert "Nothing was added" in said(pilot, ".outcome")
                assert "1,980 skipped" in said(pilot, "#report .counts")
                await pilot.press("end", "up")
                await settled(pilot)
                assert "is here already: same e-mail as Person" in said(pilot, ".whole")
    assert await total(backend) == 1980


async def test_esc_stops_an_import_and_keeps_what_was_written(
    backend: Backend, clock: FixedClock, write_file: Write
) -> None:
    people = (f"Person {number},p{number}@mail.example" for number in range(3 * BATCH))
    file = write_file("huge.csv", "Name,E-mail", *people)
    gate = Gate(backend, free=1)
    screen = ImportScreen(Desk(backend=gate, clock=clock))
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, file)
        await pilot.press("f2")
        await gate.reached.wait()
        await pilot.pause()
        assert screen.step == RUN
        assert 0 < screen.query_one(ProgressBar).progress < 1
        assert f"{BATCH:,} read · {BATCH:,} added" in said(pilot, "#run .counts")
        await pilot.press("escape")
        assert "Stopping" in said(pilot, "#run .hint")
        gate.opened.set()
        await settled(pilot)
        assert screen.step == REPORT
        assert "Stopped. What was written by then is kept" in said(pilot, ".outcome")
        assert f"{2 * BATCH:,} read · {2 * BATCH:,} added" in said(pilot, "#report .counts")
    assert await total(backend) == 2 * BATCH


async def test_gaps_of_known_people_are_filled_when_asked_for(
    screen: ImportScreen, backend: Backend, write_file: Write
) -> None:
    await added(backend, "Embla", contact_email="embla@mail.example")
    file = write_file("people.csv", "Name,E-mail,Phone", "Embla,embla@mail.example,5812345")
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, file)
        screen.query_one("#look ChoiceField", ChoiceField).focus()
        await pilot.press("right", "f2")
        await settled(pilot)
        assert "1 merged" in said(pilot, "#report .counts")
    page = await backend(ListClients())
    [row] = page.rows
    assert not isinstance(row.details, bytes)
    assert row.details.phone == "+3545812345"


async def test_an_address_book_has_no_columns_to_correct(
    screen: ImportScreen, backend: Backend, write_file: Write
) -> None:
    file = write_file("a.vcf", "BEGIN:VCARD", "VERSION:3.0", "FN:Embla", "N:Embla;;;;", "END:VCARD")
    async with shown(screen, backend) as pilot:
        await look_at(pilot, screen, file)
        assert "address book (vCard)" in painted(pilot)
        assert not screen.query_one("#look .columns").display
        await pilot.press("f2")
        await settled(pilot)
    assert await total(backend) == 1


async def test_no_text_of_a_file_is_obeyed(
    screen: ImportScreen, backend: Backend, write_file: Write
) -> None:
    texts = [text[:1000].encode("utf-8", "replace").decode() for text in HOSTILE.values()]
    quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
    plain = [f"Person {number},p{number}@mail.example,x" for number in range(200)]
    async with shown(screen, backend, WIDE) as pilot:
        for start in range(0, len(quoted), ROWS_SHOWN):
            rows = [f"{one},a{one},{one}" for one in quoted[start : start + ROWS_SHOWN]]
            file = write_file("hostile.csv", f"Name,E-mail,{quoted[start]}", *rows, *plain)
            await look_at(pilot, screen, file)
            screen.query_one("#look OptionList", OptionList).highlighted = 2
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("escape", "f5")
            await settled(pilot)
            assert screen.step == REPORT
            await pilot.press(*["down"] * ROWS_SHOWN)
            await pilot.press("escape", "escape")
