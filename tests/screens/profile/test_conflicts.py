"""Two workstations change one record."""

from dataclasses import replace

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.reconciling import Side
from kara_tui.operations.clients import GetClient, UpdateClient
from kara_tui.screens.conflict import ConflictScreen
from kara_tui.screens.profile import ProfileScreen
from tests.screens.profile.helpers import (
    FailingBackend,
    changed_elsewhere,
    fill,
    form,
    is_editing,
    press,
    profile,
    rows,
    saved,
)
from tests.support.one_screen import NARROW, painted, said
from tests.support.people import added, details


async def test_a_change_made_elsewhere_is_told_and_typing_goes_on(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await changed_elsewhere(pilot, backend, client, details("Anna Lóa"))

        assert said(pilot, "#bar").startswith("This record was changed elsewhere.")
        await press(pilot, *"!")
        assert form(pilot).field("name").typed == "Anna Sif!"


async def test_both_versions_are_shown_and_the_chosen_one_is_saved(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend, NARROW) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await changed_elsewhere(pilot, backend, client, details("Anna Lóa"))
        await press(pilot, "f2")

        text = painted(pilot)
        for words in ("was", "Anna Lóa", "Anna Sif"):
            assert words in text
        await press(pilot, "right", "f2")
        assert not is_editing(pilot)
    assert (await saved(backend, client.id)).name == "Anna Sif"


async def test_nothing_is_saved_until_every_doubtful_field_has_a_choice(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await changed_elsewhere(pilot, backend, client, details("Anna Lóa"))
        await press(pilot, "f2")
        await press(pilot, "f2")

        assert isinstance(pilot.app.screen, ConflictScreen)
        assert "needs a choice" in said(pilot, "#message")
        assert (await saved(backend, client.id)).name == "Anna Lóa"
        await press(pilot, "left", "f2")
    assert (await saved(backend, client.id)).name == "Anna Lóa"


async def test_a_field_changed_on_one_side_only_is_taken_from_that_side(backend: Backend) -> None:
    client = await added(backend, "Anna", postal_code="101")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "phone", "581 2345")
        theirs = details("Anna", postal_code="105")
        await changed_elsewhere(pilot, backend, client, theirs)
        await press(pilot, "f2")

        found = rows(pilot)
        assert found["phone"].chosen is Side.MINE
        assert found["postal_code"].chosen is Side.THEIRS
        await press(pilot, "f2")

    merged = await saved(backend, client.id)
    assert (merged.phone, merged.phone_typed, merged.postal_code) == (
        "+3545812345",
        "581 2345",
        "105",
    )


async def test_going_back_keeps_the_text_and_still_overwrites_nothing(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await changed_elsewhere(pilot, backend, client, details("Anna Lóa"))
        await press(pilot, "f2")
        await press(pilot, "escape")
        assert form(pilot).field("name").typed == "Anna Sif"
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ConflictScreen)
    assert (await saved(backend, client.id)).name == "Anna Lóa"


async def test_a_third_version_that_comes_meanwhile_is_shown_as_well(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        theirs = await changed_elsewhere(pilot, backend, client, details("Anna Lóa"))
        await press(pilot, "f2")
        await press(pilot, "right")
        await changed_elsewhere(pilot, backend, theirs, details("Anna Dís"))
        await press(pilot, "f2")

        assert isinstance(pilot.app.screen, ConflictScreen)
        text = painted(pilot)
        assert "Anna Dís" in text
        assert "Anna Sif" in text
        assert (await saved(backend, client.id)).name == "Anna Dís"
        await press(pilot, "right", "f2")
    assert (await saved(backend, client.id)).name == "Anna Sif"


async def test_a_choice_that_could_not_be_saved_gives_no_right_to_overwrite(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna", postal_code="101")
    failing = FailingBackend(backend)

    async with profile(client, failing) as pilot:
        await press(pilot, "e", "end", *" Sif")
        theirs = details("Anna", postal_code="105")
        await changed_elsewhere(pilot, backend, client, theirs)
        await press(pilot, "f2")
        failing.refused[UpdateClient] = StoreUnavailable("The disk is full.")
        await press(pilot, "f2")
        assert "The disk is full." in said(pilot, "#message")
        failing.refused.clear()
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ConflictScreen)
        await press(pilot, "f2")

    merged = await saved(backend, client.id)
    assert (merged.name, merged.postal_code) == ("Anna Sif", "105")


async def test_what_is_typed_while_a_save_is_under_way_stays_in_the_form(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        form(pilot).field("name").put("Anna Sif Lóa")
        saved_now = await backend(
            UpdateClient(
                client_id=client.id,
                version=client.version,
                details=replace(details("Anna"), name="Anna Sif"),
            )
        )
        sent = {**form(pilot).typed(), "name": "Anna Sif"}
        pilot.app.screen.post_message(ProfileScreen.Stored(saved_now, sent))
        await press(pilot)

        assert form(pilot).field("name").typed == "Anna Sif Lóa"
        await press(pilot, "f2")
    assert (await saved(backend, client.id)).name == "Anna Sif Lóa"
    assert (await backend(GetClient(client_id=client.id))).version == 3


async def test_arrows_lead_from_field_to_field(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await fill(pilot, "address_line", "Hagi 1")
        theirs = details("Anna Lóa", address_line="Hagi 2")
        await changed_elsewhere(pilot, backend, client, theirs)
        await press(pilot, "f2", "right", "down", "left", "up", "down", "space", "f2")
        assert not is_editing(pilot)
    now = await saved(backend, client.id)
    assert (now.name, now.address_line) == ("Anna Sif", "Hagi 1")
