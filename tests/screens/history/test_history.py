"""The history of a record: what each version changed, who saw it, and the way back."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client, RecordClass, Stage
from kara_tui.domain.decisions import Outcome
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.private import opened
from kara_tui.operations.clients import GetClient, UpdateClient
from kara_tui.operations.history import ListMoves
from kara_tui.operations.records import ListDecisions, SetRecordClass
from kara_tui.operations.versions import ListVersions
from kara_tui.screens.history import HistoryScreen
from kara_tui.screens.profile import ProfileScreen
from tests.screens.profile.helpers import FailingBackend, changed_elsewhere, desk, press, profile
from tests.support.clock import FixedClock
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, shown
from tests.support.people import added, details

SIZES = pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE], ids=["60x20", "80x24", "140x40"])


async def renamed(backend: Backend, clock: FixedClock, *names: str, **fields: Any) -> Client:
    """Return a client whom somebody renamed, a day apart."""
    client = await added(backend, names[0], **fields)
    for name in names[1:]:
        clock.forward(timedelta(days=1))
        wish = UpdateClient(
            client_id=client.id, version=client.version, details=details(name), changed=("name",)
        )
        client = await backend(wish)
    return client


def history(pilot: Pilot[None]) -> HistoryScreen:
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


@SIZES
async def test_each_version_says_when_who_and_what_became_of_each_field(
    backend: Backend, clock: FixedClock, size: tuple[int, int]
) -> None:
    client = await renamed(backend, clock, "Anna", "Bea")

    async with profile(client, backend, size) as pilot:
        await press(pilot, "h")
        text = painted(pilot)
        assert "2 versions" in text
        assert "Details saved, by you" in text
        assert "Anna  →  Bea" in text
        await press(pilot, "down")
        text = painted(pilot)
        assert "Client added, by you" in text
        assert "Version 1 · what it said" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ProfileScreen)


async def test_an_earlier_version_is_brought_back_and_the_newest_is_not(
    backend: Backend, clock: FixedClock
) -> None:
    client = await renamed(backend, clock, "Anna", "Bea", "Cleo")

    async with profile(client, backend) as pilot:
        await press(pilot, "h", "r")
        assert (await backend(GetClient(client_id=client.id))).version == 3
        await press(pilot, "down", "down", "r")
        assert "4 versions" in painted(pilot)

    restored = await backend(GetClient(client_id=client.id))
    assert (restored.version, opened(restored.details).name) == (4, "Anna")
    assert (await backend(ListMoves()))[0].operation == "RestoreRevision"


async def test_a_change_from_elsewhere_appears_and_the_cursor_stays_on_its_version(
    backend: Backend, clock: FixedClock
) -> None:
    client = await renamed(backend, clock, "Anna", "Bea")

    async with shown(HistoryScreen(desk(backend), client.id, "Bea"), backend) as pilot:
        await press(pilot, "down")
        await changed_elsewhere(pilot, backend, client, details("Cleo"))
        version = history(pilot).version
        assert version is not None
        assert version.client.version == 1
        assert "3 versions" in painted(pilot)


async def test_nothing_is_brought_back_over_a_change_that_was_not_seen(
    backend: Backend, clock: FixedClock
) -> None:
    client = await renamed(backend, clock, "Anna", "Bea")

    async with shown(HistoryScreen(desk(backend), client.id, "Bea"), backend) as pilot:
        await press(pilot, "down")
        wish = UpdateClient(client_id=client.id, version=2, details=details("Cleo"))
        await backend(wish)
        await press(pilot, "r")
        assert isinstance(pilot.app, OneScreenApp)
        assert [one.code for one in pilot.app.problems] == ["conflict"]
        assert "3 versions" in painted(pilot)
    assert opened((await backend(GetClient(client_id=client.id))).details).name == "Cleo"


async def test_who_saw_the_record_is_one_key_away(backend: Backend, clock: FixedClock) -> None:
    client = await renamed(backend, clock, "Anna", "Bea")

    async with profile(client, backend, WIDE) as pilot:
        await press(pilot, "h", "w")
        text = painted(pilot)
        assert "Who has seen the record of Bea" in text
        assert "Client added, by you" in text
        assert f"kara audit client {client.id}" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HistoryScreen)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_is_shown_and_nothing_more(
    backend: Backend, clock: FixedClock, text: str
) -> None:
    client = await renamed(backend, clock, f"A {text[:60]}", f"B {text[:60]}")

    async with profile(client, backend) as pilot:
        await press(pilot, "h", "down", "w", "escape")
        assert len(history(pilot).versions) == 2


async def test_versions_that_cannot_be_read_say_why(backend: Backend) -> None:
    client = await added(backend)
    failing = FailingBackend(backend)
    failing.refused[ListVersions] = StoreUnavailable("The disk is gone.")
    async with shown(HistoryScreen(desk(failing), client.id, "Anna"), failing) as pilot:
        assert isinstance(pilot.app, OneScreenApp)
        assert [one.sentence for one in pilot.app.problems] == ["The disk is gone."]
        await press(pilot, "r", "down", "enter", "escape", "escape")


async def _private(backend: Backend, client: Client) -> Client:
    wish = SetRecordClass(
        client_id=client.id,
        version=client.version,
        record_class=RecordClass.PRIVATE_PRACTICE,
        reason=Remark(text="Coaching"),
    )
    return await backend(wish)


async def _outcomes(backend: Backend, client: Client) -> list[Outcome]:
    return [one.outcome for one in await backend(ListDecisions(client_id=client.id))]


async def test_the_class_of_a_record_is_changed_on_grounds(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "k")
        assert "Health record: kept by law" in painted(pilot)
        await press(pilot, "enter", "k", "down", "enter", *"Coaching", "f2")

    changed = await backend(GetClient(client_id=client.id))
    assert changed.record_class is RecordClass.PRIVATE_PRACTICE
    (decision,) = await backend(ListDecisions(client_id=client.id))
    assert decision.reason == Remark(text="Coaching")


@SIZES
async def test_a_private_record_is_erased_after_two_questions(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await _private(backend, await added(backend, "Zebulonia"))

    async with profile(client, backend, size) as pilot:
        await press(pilot, "x", *"Asked on 3 May", "f2")
        text = painted(pilot)
        assert "for good?" in text
        assert "Backups" in text
        await press(pilot, "enter")
        assert (await backend(GetClient(client_id=client.id))).stage is Stage.ACTIVE
        await press(pilot, "x", "f2", "down", "enter")
        assert "Erased record" in painted(pilot)
        assert "Zebulonia" not in painted(pilot)

    assert (await backend(GetClient(client_id=client.id))).stage is Stage.ERASED
    assert (await _outcomes(backend, client))[0] is Outcome.ERASED


@SIZES
async def test_a_health_record_says_the_duty_and_notes_the_request(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend, size) as pilot:
        await press(pilot, "x")
        assert "The law obliges" in painted(pilot)
        await press(pilot, "enter")
        assert await _outcomes(backend, client) == []
        await press(pilot, "x", "down", "enter", *"On the phone", "f2")

    assert await backend(GetClient(client_id=client.id)) == client
    assert await _outcomes(backend, client) == [Outcome.REFUSED]
