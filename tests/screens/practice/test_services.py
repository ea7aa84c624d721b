"""What the professional offers: added, changed, retired, and offered again."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Interaction
from kara_tui.domain.money import Money
from kara_tui.domain.private import opened
from kara_tui.domain.service import ServiceDetails
from kara_tui.operations.offered_services import ListServices
from kara_tui.screens.services_screen import ServicesScreen
from tests.screens.practice.helpers import desk, fields, seen, typed
from tests.screens.profile.helpers import press, until
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, WIDE, OneScreenApp, painted, shown
from tests.support.sessions import offered


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_service_is_added_with_its_price_as_it_is_written_here(
    backend: Backend, size: tuple[int, int]
) -> None:
    async with shown(ServicesScreen(desk(backend)), backend, size) as pilot:
        assert "No service yet." in painted(pilot)
        await press(pilot, "a", *"Couples", "down", *"80", "down", *"24.000", "down", "r")
        assert "F2 Save" in await seen(pilot, "→ 24.000 kr.")
        await press(pilot, "f2")
        assert "Couples" in await seen(pilot, "80 minutes · 24.000 kr. · remote")
    (service,) = await backend(ListServices())
    assert service.price == Money(minor=24000, currency="ISK")
    assert service.interaction is Interaction.REMOTE


async def test_a_service_is_changed_retired_and_offered_again(backend: Backend) -> None:
    await offered(backend, "Conversation")
    await offered(backend, "Supervision")
    async with shown(ServicesScreen(desk(backend)), backend) as pilot:
        await press(pilot, "enter")
        assert fields(pilot).typed()["price"] == "18.500"
        await typed(pilot, "minutes", "0")
        await press(pilot, "f2")
        await seen(pilot, "A session lasts 1 to")
        await typed(pilot, "minutes", "60")
        await typed(pilot, "price", "")
        await press(pilot, "f2")
        await seen(pilot, "60 minutes · costs nothing · remote")
        await press(pilot, "r")
        words = await seen(pilot, "No longer offered")
        assert words.index("Supervision") < words.index("No longer offered")
        assert [one.is_offered for one in await backend(ListServices())] == [True]
        # The cursor stays on the service, which now can be offered again.
        await press(pilot, "r")
        await until(pilot, lambda: "No longer offered" not in painted(pilot))
        assert isinstance(pilot.app, OneScreenApp)
        assert all(one.operation.undoable for one in pilot.app.moves)
    names = [opened(one.details).name for one in await backend(ListServices())]
    assert names == ["Conversation", "Supervision"]


async def test_no_name_steers_the_terminal(backend: Backend) -> None:
    for text in HOSTILE.values():
        await offered(backend, details=ServiceDetails(name=f"x{text[:100]}"))
    async with shown(ServicesScreen(desk(backend)), backend, WIDE) as pilot:
        for key in ("pagedown", "end", "enter"):
            await press(pilot, key)
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
