"""What a form says about what is typed."""

from datetime import date

from kara_tui.backend.protocol import Backend
from tests.screens.profile.helpers import (
    fill,
    form,
    press,
    profile,
    saved,
)
from tests.support.one_screen import said
from tests.support.people import added


async def test_what_is_wrong_is_said_beside_the_field_while_it_is_typed(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "contact_email", "anna@")
        assert form(pilot).field("contact_email").note.startswith("✗ This is not an e-mail")

        await press(pilot, *"mail.example")
        assert not form(pilot).field("contact_email").note.startswith("✗")


async def test_a_date_is_said_back_in_words(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "birth_date", "1.3.1987")
        assert form(pilot).field("birth_date").note == "→ 1 March 1987, 39 years old"


async def test_a_kennitala_fills_in_the_date_of_birth(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "national_id", "010130-2129")
        assert form(pilot).field("birth_date").note == "→ 1 January 1930, from the kennitala"
        await press(pilot, "f2")

    details = await saved(backend, client.id)
    assert details.birth_date == date(1930, 1, 1)
    assert details.national_id_system == "IS"


async def test_a_birth_date_other_than_the_kennitala_warns_and_is_taken(backend: Backend) -> None:
    client = await added(backend, national_id="0101302129", national_id_system="IS")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "birth_date", "2.1.1930")
        note = form(pilot).field("birth_date").note
        assert note.startswith("! The kennitala says 1 January 1930.")
        await press(pilot, "f2")

    assert (await saved(backend, client.id)).birth_date == date(1930, 1, 2)


async def test_saving_with_problems_counts_them_and_goes_to_the_first(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "birth_date", "someday")
        await fill(pilot, "name", "")
        await fill(pilot, "phone", "x")
        await press(pilot, "f2")

        assert said(pilot, "#message") == "Not saved yet: 3 fields need another look."
        assert pilot.app.focused is form(pilot).field("name").control
        assert form(pilot).field("name").note == "✗ Name is needed."
    assert (await saved(backend, client.id)).name == "Áslaug Þórðardóttir"


async def test_a_field_from_elsewhere_that_nobody_touched_does_not_hold_a_save_up(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna", phone="12", phone_typed="12", postal_code="104 Rvk")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif", "f2")

    details = await saved(backend, client.id)
    assert details.name == "Anna Sif"
    assert details.phone_typed == "12"
