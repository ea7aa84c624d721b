"""Parts of the profile that are folded away stay so, for every client and after a restart."""

import stat
from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.contact import ContactDetails
from kara_tui.folds import Folds, folds_in
from kara_tui.operations.contacts import AddContact
from kara_tui.screens.contacts_block import ContactsBlock
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile import ProfileScreen
from kara_tui.widgets.entry_list import EntryList
from tests.screens.profile.helpers import press
from tests.support.clock import FixedClock
from tests.support.one_screen import NORMAL, WIDE, painted, shown
from tests.support.people import added


async def test_a_folded_part_stays_folded_on_the_next_client(backend: Backend) -> None:
    desk = Desk(backend, FixedClock())
    first, second = await added(backend, "Anna"), await added(backend, "Bea")
    for client in (first, second):
        await backend(AddContact(client_id=client.id, details=ContactDetails(name="Guðrún")))
    async with shown(ProfileScreen(desk, first.id, "Anna"), backend, WIDE) as pilot:
        await press(pilot, "5")
        assert "Guðrún" in painted(pilot)
        await press(pilot, "z")
        assert "Guðrún" not in painted(pilot)
        assert "▸ 5 Contacts" in painted(pilot)
        contacts = pilot.app.screen.query_one(ContactsBlock)
        assert not contacts.has_pseudo_class("focus-within")
    async with shown(ProfileScreen(desk, second.id, "Bea"), backend, WIDE) as pilot:
        assert "Guðrún" not in painted(pilot)
        assert not pilot.app.screen.query_one(ContactsBlock).query_one(EntryList).entries
        await press(pilot, "5")
        assert "Guðrún" in painted(pilot)
        assert "▸ 5 Contacts" not in painted(pilot)
        await pilot.click("#contacts .own")
        await press(pilot)
        assert "Guðrún" not in painted(pilot)


async def test_where_one_part_is_in_sight_at_a_time_nothing_is_folded(backend: Backend) -> None:
    desk = Desk(backend, FixedClock(), folds=Folds(["contacts", "details"]))
    client = await added(backend, "Anna")
    await backend(AddContact(client_id=client.id, details=ContactDetails(name="Guðrún")))
    async with shown(ProfileScreen(desk, client.id, "Anna"), backend, NORMAL) as pilot:
        assert "Treatment state" in painted(pilot)
        for _ in range(4):
            await press(pilot, "z")
        await press(pilot, "5")
        assert "Guðrún" in painted(pilot)


async def test_folded_details_unfold_to_be_edited(backend: Backend) -> None:
    desk = Desk(backend, FixedClock(), folds=Folds(["details"]))
    client = await added(backend, "Anna")
    async with shown(ProfileScreen(desk, client.id, "Anna"), backend, WIDE) as pilot:
        assert "Treatment state" not in painted(pilot)
        await press(pilot, "e")
        assert "Date of birth" in painted(pilot)


def test_what_is_folded_is_found_again_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "folds.json"
    folds_in(file).fold("payments", is_folded=True)
    again = folds_in(file)
    assert "payments" in again
    assert "contacts" not in again
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again.fold("payments", is_folded=False)
    assert "payments" not in folds_in(file)


@pytest.mark.parametrize(
    "told", ["", "[]", '{"folded": 3}', '{"folded": [[]]}', "\ud800", "[" * 60_000]
)
def test_a_broken_file_folds_nothing(tmp_path: Path, told: str) -> None:
    file = tmp_path / "folds.json"
    file.write_bytes(told.encode("utf-8", "surrogatepass"))
    assert "payments" not in folds_in(file)


def test_where_nothing_can_be_written_folding_goes_on(tmp_path: Path) -> None:
    folds = folds_in(tmp_path / "missing" / "folds.json")
    folds.fold("payments", is_folded=True)
    assert "payments" in folds
