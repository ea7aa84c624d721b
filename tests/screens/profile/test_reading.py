"""What a professional reads on a client's profile."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import CloseTreatment, GetClient, SetTreatmentState
from kara_tui.operations.requests import AcceptRequest
from kara_tui.screens.authenticators_block import AuthenticatorsBlock
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_body import ProfileBody
from kara_tui.screens.profile_parts import part_named
from kara_tui.widgets.fact_list import FactList
from tests.screens.profile.helpers import (
    SlowBackend,
    changed_elsewhere,
    desk,
    form,
    press,
    profile,
    until,
)
from tests.support.one_screen import NARROW, WIDE, OneScreenApp, painted, said, settled, shown
from tests.support.people import added, details, requested
from tests.support.practice import LocalPractice


def facts(screen: ProfileScreen, selector: str) -> dict[str, str]:
    return {one.label: one.value for one in screen.query_one(selector, FactList).facts}


async def test_the_name_stands_there_before_anything_has_been_read(backend: Backend) -> None:
    client = await added(backend)
    slow = SlowBackend(backend)
    app = OneScreenApp(ProfileScreen(desk(slow), client.id, "Áslaug Þórðardóttir"), slow)

    async with app.run_test(size=WIDE) as pilot:
        await slow.asked.wait()
        await pilot.pause()
        before = painted(pilot)
        slow.go_on.set()
        await settled(pilot)

        assert "Áslaug Þórðardóttir" in before
        assert "…" in before
        assert "Active" not in before
        assert "Active" in painted(pilot)


async def test_every_field_is_shown_in_words_and_an_empty_one_as_a_dash(backend: Backend) -> None:
    client = await added(
        backend, birth_date=date(1987, 3, 1), country_code="IS", phone="+3545812345"
    )

    async with profile(client, backend, (90, 60)) as pilot:
        text = painted(pilot)

    assert "1 March 1987 (39 years old)" in text
    assert "Iceland" in text
    assert "+3545812345" in text
    line = next(line for line in text.splitlines() if "Postal code" in line)
    assert "–" in line


async def test_both_addresses_are_shown_when_they_differ(backend: Backend) -> None:
    client = await requested(backend, contact_email="bjorn@work.example")

    async with profile(client, backend, (90, 60)) as pilot:
        text = painted(pilot)

    assert "bjorn@work.example" in text
    assert "Automatic mail goes to the login" in text
    assert "Login e-mail" in text
    assert "bjorn@mail.example" in text


async def test_one_address_is_not_shown_twice(backend: Backend) -> None:
    client = await requested(backend, contact_email="Bjorn@mail.example")

    async with profile(client, backend, WIDE) as pilot:
        assert "Login e-mail" not in painted(pilot)


async def test_the_way_of_the_treatment_is_shown_newest_first(
    backend: Backend, practice: LocalPractice
) -> None:
    client = await requested(backend, reason_for_booking="I sleep badly.")
    client = await backend(AcceptRequest(client_id=client.id, version=client.version))
    practice.clock.forward(timedelta(days=3))
    hold = SetTreatmentState(
        client_id=client.id, version=client.version, state=TreatmentState.ON_HOLD
    )
    client = await backend(hold)

    async with profile(client, backend, (90, 60)) as pilot:
        text = painted(pilot)

    assert text.index("On hold: 5 March 2026 – now") < text.index("Active: 2 March 2026")
    assert "I sleep badly." in text


@pytest.mark.parametrize("size", [NARROW, (80, 24), WIDE])
async def test_everything_can_be_reached_by_scrolling(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend, reason_by_professional="Follow up.")

    async with profile(client, backend, size) as pilot:
        seen = painted(pilot)
        for _ in range(12):
            await press(pilot, "pagedown")
            seen += painted(pilot)

    for words in ("Details", "Treatment", "Booking", "Follow up."):
        assert words in seen


@pytest.mark.parametrize("size", [NARROW, (80, 24), (104, 30), WIDE])
async def test_every_part_is_one_key_away(backend: Backend, size: tuple[int, int]) -> None:
    client = await added(backend, country_code="IS")

    async with profile(client, backend, size) as pilot:
        body = pilot.app.screen.query_one(ProfileBody)
        await until(pilot, lambda: pilot.app.screen.query_one(AuthenticatorsBlock).is_needed)
        for block in body.blocks:
            part = part_named(block.PART)
            await press(pilot, part.key)
            assert pilot.app.focused is block.keyboard
            assert block.region.height > 0
            assert part.title in painted(pilot)
        await press(pilot, "1")
        assert pilot.app.focused is body.query_one("#left")


async def test_digits_are_typed_in_a_form_and_move_nothing(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", "5", "3")
        assert form(pilot).field("name").typed.endswith("53")


async def test_a_change_made_elsewhere_appears_and_the_scroll_stays(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend, NARROW) as pilot:
        await press(pilot, "pagedown")
        page = pilot.app.screen.query_one("#left")
        before = page.scroll_y
        await changed_elsewhere(pilot, backend, client, details("Áslaug Eva"))

        assert before > 0
        assert page.scroll_y == before
        assert said(pilot, "#title").startswith("Áslaug Eva")


async def test_closing_and_reopening_from_the_profile(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "c")
        await press(pilot, "f2")
        closed = await backend(GetClient(client_id=client.id))
        assert closed.stage is Stage.DEACTIVATED
        assert "Deactivated" in said(pilot, "#title")

        await press(pilot, "b")
        again = await backend(GetClient(client_id=client.id))
        assert again.stage is Stage.ACTIVE
        assert "Clients" in said(pilot, "#title")


async def test_choosing_a_treatment_state(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "t")
        await press(pilot, "down", "down", "enter")

        changed = await backend(GetClient(client_id=client.id))
        assert changed.treatment_state is TreatmentState.ON_HOLD
        assert "On hold" in said(pilot, "#title")


async def test_leaving_the_choice_of_a_state_changes_nothing(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "t")
        await press(pilot, "enter")
        await press(pilot, "t")
        await press(pilot, "escape")

    assert (await backend(GetClient(client_id=client.id))).version == client.version


async def test_a_deactivated_client_cannot_be_closed_again(backend: Backend) -> None:
    client = await added(backend)
    client = await backend(CloseTreatment(client_id=client.id, version=client.version))

    async with profile(client, backend) as pilot:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, ProfileScreen)


async def test_a_record_that_is_not_there_says_so(backend: Backend) -> None:
    nobody = ClientId(uuid7())

    async with shown(ProfileScreen(desk(backend), nobody, "Nobody"), backend) as pilot:
        assert "could not be read" in said(pilot, "#message")
        await press(pilot, "e")
        assert "could not be read" in said(pilot, "#message")


async def test_esc_goes_back_to_the_list(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        profile_screen = pilot.app.screen
        await press(pilot, "escape")
        assert pilot.app.screen is not profile_screen


async def test_a_merged_record_is_not_edited(backend: Backend) -> None:
    client = await added(backend)
    screen = ProfileScreen(desk(backend), client.id, "x")

    async with shown(screen, backend) as pilot:
        screen.client = replace(client, stage=Stage.MERGED)
        await press(pilot, "e")
        assert screen.form is None
