"""A text that turns the direction of writing round does not pass for another one."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from kara_tui.backend.opening import OpenStore
from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client, new_client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import new_client_id, new_intent_id
from kara_tui.operations.clients import GetClient
from kara_tui.screens.desk import Desk
from kara_tui.screens.import_clients import ImportScreen
from kara_tui.screens.profile import ProfileScreen
from tests.support.clock import FixedClock
from tests.support.one_screen import WIDE, painted, settled, shown
from tests.support.people import added
from tests.support.practice import LocalPractice
from tests.support.stores import open_at

SPOOFED = "invoice\u202egpj.exe"
MARKED = "invoice\ufffdgpj.exe"


async def test_38_the_name_of_a_file_shows_its_mark(
    backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threat: a file or a person passes for another one. Control: the turning sign is shown."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / SPOOFED).write_text("Name\nAnna\n")
    screen = ImportScreen(Desk(backend, FixedClock()))
    async with shown(screen, backend, WIDE) as pilot:
        pilot.app.screen.query_one(Input).value = "~/files/"
        await settled(pilot)
        assert pilot.app.screen.query_one(OptionList).option_count == 1
        assert MARKED in painted(pilot)


async def test_38_a_name_that_lies_in_the_store_shows_its_mark(
    store_path: Path, store_key: bytes, practice: LocalPractice
) -> None:
    client = new_client(new_client_id(), ClientDetails(name=SPOOFED), FixedClock()())
    opened = open_at(store_path, store_key)
    _plant(opened, client)
    screen = ProfileScreen(Desk(practice.backend, FixedClock()), client.id, SPOOFED)
    async with shown(screen, practice.backend, WIDE) as pilot:
        assert MARKED in painted(pilot)
        assert "\u202e" not in painted(pilot)


async def test_38_a_name_that_is_typed_or_sent_never_gets_the_sign_into_the_store(
    backend: Backend,
) -> None:
    client = await added(backend, SPOOFED)
    kept = await backend(GetClient(client_id=client.id))
    assert isinstance(kept.details, ClientDetails)
    assert "\u202e" not in kept.details.name


def _plant(opened: OpenStore, client: Client) -> None:
    # Past dispatch, which would clean it.
    now, intent = FixedClock()(), new_intent_id()
    with opened.store.writing(opened.actor, now, "AddClient", intent) as unit:
        unit.clients.add_many([client])
    opened.store.close()
