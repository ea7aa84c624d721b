"""What all clients owe and have paid."""

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.money import Money
from kara_tui.operations.payments import ListCharges
from kara_tui.screens.desk import Desk
from kara_tui.screens.payments_screen import PaymentsScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.save_dialog import SaveDialog
from tests.screens.payments.helpers import block, charged, held, money, paid
from tests.screens.profile.helpers import FailingBackend, press
from tests.support.clock import FixedClock
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import (
    NARROW,
    NORMAL,
    WIDE,
    OneScreenApp,
    painted,
    said,
    settled,
    shown,
)
from tests.support.people import added


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@asynccontextmanager
async def _opened(backend: Backend, size: tuple[int, int] = NORMAL) -> AsyncIterator[Pilot[None]]:
    async with shown(PaymentsScreen(Desk(backend, FixedClock())), backend, size) as pilot:
        yield pilot


def _words(pilot: Pilot[None], selector: str) -> str:
    return said(pilot, selector).replace("\xa0", " ")


@pytest.mark.parametrize("size", [NARROW, NORMAL, (104, 30), WIDE])
async def test_who_owes_something_is_seen_first_with_what_it_comes_to(
    backend: Backend, size: tuple[int, int]
) -> None:
    anna, bea = await added(backend, "Anna"), await added(backend, "Bea")
    await charged(backend, anna, due_on=date(2026, 2, 1))
    await charged(backend, bea, amount=Money(minor=12000, currency="EUR"))
    await paid(backend, await charged(backend, bea))
    await held(backend, anna)
    async with _opened(backend, size) as pilot:
        seen = painted(pilot)
        sums = _words(pilot, "#sums")
    assert seen.index("Anna") < seen.index("Bea")
    assert "! Overdue" in seen
    assert "✓ Paid" not in seen
    assert "2 charges: 120,00 EUR + 18.500 kr." in sums
    assert "1 session to be charged: 18.500 kr." in sums


async def test_the_filter_goes_round_all_parts_of_the_list(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await charged(backend, anna)
    await paid(backend, await charged(backend, await added(backend, "Bea")))
    await held(backend, await added(backend, "Cleo"))
    async with _opened(backend) as pilot:
        for names in ({"Anna"}, {"Cleo"}, {"Bea"}, {"Anna", "Bea"}, {"Anna"}):
            seen = painted(pilot)
            assert {one for one in ("Anna", "Bea", "Cleo") if one in seen} == names
            await press(pilot, "f")


async def test_a_part_with_nothing_in_it_says_so(backend: Backend) -> None:
    async with _opened(backend) as pilot:
        assert "Nobody owes anything" in painted(pilot)
        await press(pilot, "f")
        assert "Every session that is to be paid was charged." in painted(pilot)
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, PaymentsScreen)


async def test_enter_opens_the_client_at_the_payments(backend: Backend) -> None:
    client = await added(backend, "Anna")
    await charged(backend, client)
    async with _opened(backend) as pilot:
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ProfileScreen)
        assert screen.client_id == client.id
        assert block(pilot).has_focus_within
        await press(pilot, "p", "f2")
        assert (await money(backend, client.id)).unpaid == ()
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PaymentsScreen)


async def test_what_is_paid_elsewhere_leaves_the_unpaid_ones(backend: Backend) -> None:
    charge = await charged(backend, await added(backend, "Anna"))
    async with _opened(backend) as pilot:
        assert "Anna" in painted(pilot)
        await paid(backend, charge)
        assert isinstance(pilot.app, OneScreenApp)
        await pilot.app.tell_changes()
        await settled(pilot)
        assert "Anna" not in painted(pilot)
        assert "Nobody owes anything" in painted(pilot)


async def test_what_is_shown_is_written_to_a_table(backend: Backend, home: Path) -> None:
    await charged(backend, await added(backend, "=Anna"), "About a divorce")
    await paid(backend, await charged(backend, await added(backend, "Bea")))
    async with _opened(backend) as pilot:
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, SaveDialog)
        proposed = Path(pilot.app.screen.query_one(Input).value)
        assert proposed == home / "payments-unpaid-2026-03-02.csv"
        await press(pilot, "enter")
        assert "Charges exported" in painted(pilot)
    assert proposed.stat().st_mode & 0o777 == 0o600
    _, *rows = csv.reader(proposed.read_text(encoding="utf-8-sig").splitlines())
    assert [row[1:4] for row in rows] == [["'=Anna", "18500", "ISK"]]
    assert "divorce" not in proposed.read_text(encoding="utf-8-sig")


async def test_a_long_list_is_read_in_windows(backend: Backend) -> None:
    client = await added(backend, "Anna")
    for place in range(200):
        await charged(backend, client, f"number {place}")
    async with _opened(backend) as pilot:
        assert "200 charges" in _words(pilot, "#sums")
        await press(pilot, "end")
        screen = pilot.app.screen
        assert isinstance(screen, PaymentsScreen)
        assert screen.table.cursor_index == 199
        assert screen.table.cursor_row is not None


async def test_a_list_that_cannot_be_read_says_why(backend: Backend) -> None:
    failing = FailingBackend(backend)
    failing.refused[ListCharges] = StoreUnavailable("The disk is gone.")
    async with shown(PaymentsScreen(Desk(failing, FixedClock())), backend) as pilot:
        assert isinstance(pilot.app, OneScreenApp)
        assert "The disk is gone." in [one.sentence for one in pilot.app.problems]


async def test_no_name_in_it_steers_the_terminal(backend: Backend) -> None:
    for text in HOSTILE.values():
        client = await added(backend, f"x{text[:100]}")
        await charged(backend, client, f"x{text[:100]}")
    async with _opened(backend, WIDE) as pilot:
        for key in ("end", "home"):
            await press(pilot, key)
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
