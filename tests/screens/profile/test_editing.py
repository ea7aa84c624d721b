"""A professional changes a client's details."""

from textual.events import Paste

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Gender
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.clients import GetClient, UpdateClient
from kara_tui.operations.history import ListChanges
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.question import QuestionScreen
from tests.screens.profile.helpers import (
    FailingBackend,
    draft_of,
    fill,
    form,
    is_editing,
    press,
    profile,
    saved,
)
from tests.support.hostile import steers_a_terminal
from tests.support.one_screen import painted, said
from tests.support.people import added, requested


async def test_a_name_is_changed_and_saved(backend: Backend) -> None:
    client = await added(backend, "Anna Jónsdóttir")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "name", "Anna Sif Jónsdóttir")
        assert said(pilot, "#state") == "● unsaved"
        await press(pilot, "f2")

        assert not is_editing(pilot)
        assert said(pilot, "#title").startswith("Anna Sif Jónsdóttir")
        assert said(pilot, "#state") == ""
        assert "Details saved: Anna Sif" in painted(pilot)
    assert (await saved(backend, client.id)).name == "Anna Sif Jónsdóttir"
    assert await draft_of(backend, f"client:{client.id}") is None


async def test_keys_typed_right_behind_edit_belong_to_the_form(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "c", "b", "f2")

    assert (await saved(backend, client.id)).name == "Annacb"


async def test_history_names_the_changed_fields(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await fill(pilot, "phone", "581 2345")
        await press(pilot, "f2")

    changes = await backend(ListChanges(entity_id=client.id))
    assert changes[-1].fields == ("phone", "phone_typed")
    assert (await saved(backend, client.id)).phone == "+3545812345"


async def test_choices_are_made_with_arrows_and_letters(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        form(pilot).focus_field("administrative_gender")
        await press(pilot, "f")
        assert form(pilot).field("administrative_gender").typed == "female"
        await press(pilot, "right")
        assert form(pilot).field("administrative_gender").typed == "male"
        await press(pilot, "ctrl+z")
        assert form(pilot).field("administrative_gender").typed == "female"
        await press(pilot, "ctrl+z", "ctrl+y", "f2")

    assert (await saved(backend, client.id)).administrative_gender is Gender.FEMALE


async def test_undo_works_in_a_field(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await press(pilot, "end", *" Sif")
        assert form(pilot).field("name").typed == "Anna Sif"
        await press(pilot, "ctrl+z")
        assert form(pilot).field("name").typed == "Anna"
        await press(pilot, "ctrl+y")
        assert form(pilot).field("name").typed == "Anna Sif"


async def test_the_clients_own_words_are_read_and_answered_but_never_changed(
    backend: Backend,
) -> None:
    client = await requested(backend, reason_for_booking="I sleep badly.")

    async with profile(client, backend, (80, 60)) as pilot:
        await press(pilot, "e")
        assert "In the client's own words: I sleep badly." in painted(pilot)
        await fill(pilot, "reason_by_professional", "Insomnia")
        await press(pilot, "enter", *"since May", "f2")

    details = await saved(backend, client.id)
    assert details.reason_by_professional == "Insomnia\nsince May"
    assert details.reason_for_booking == "I sleep badly."


async def test_a_save_that_fails_keeps_everything_typed(backend: Backend) -> None:
    client = await added(backend, "Anna")
    failing = FailingBackend(backend)
    failing.refused[UpdateClient] = StoreUnavailable(
        "The disk is full, so nothing could be saved.", "Free some space and save again."
    )

    async with profile(client, failing) as pilot:
        await press(pilot, "e", "end", *" Sif", "f2")
        assert is_editing(pilot)
        assert form(pilot).field("name").typed == "Anna Sif"
        assert "The disk is full" in said(pilot, "#message")
        assert "Free some space" in said(pilot, "#message")

        failing.refused.clear()
        await press(pilot, "f2")
        assert not is_editing(pilot)
    assert (await saved(backend, client.id)).name == "Anna Sif"


async def test_esc_leaves_at_once_when_nothing_was_typed(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ProfileScreen)
        assert not is_editing(pilot)


async def test_esc_asks_when_something_would_be_lost_and_the_safe_answer_is_ready(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await press(pilot, "enter")
        assert form(pilot).field("name").typed == "Anna Sif"

        await press(pilot, "escape")
        await press(pilot, "down", "down", "enter")
        assert not is_editing(pilot)
        assert said(pilot, "#title").startswith("Anna ·")
    assert await draft_of(backend, f"client:{client.id}") is None


async def test_saving_what_was_not_changed_writes_nothing(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        await press(pilot, "f2")
        assert not is_editing(pilot)

    assert (await backend(GetClient(client_id=client.id))).version == client.version


async def test_several_pasted_lines_become_one(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        control = form(pilot).field("address_line").control
        control.focus()
        pilot.app.copy_to_clipboard("Langholtsvegur 1\n104 Reykjavík\r\n")
        await press(pilot, "ctrl+v", "f2")

    assert (await saved(backend, client.id)).address_line == "Langholtsvegur 1 104 Reykjavík"


async def test_the_whole_form_shows_nothing_that_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend, "Anna \u200e[@click=app.quit]x[/]", address_line="[/x] a\u200fb")

    async with profile(client, backend, (140, 60)) as pilot:
        assert "[@click=app.quit]x[/]" in painted(pilot)
        await press(pilot, "e")
        assert "[/x]" in painted(pilot)
        assert not steers_a_terminal(painted(pilot).replace("\n", ""))


async def test_hostile_text_is_stored_clean_and_shown_as_it_is(backend: Backend) -> None:
    client = await added(backend, "Anna")
    hostile = "[/x] [@click=app.quit]x[/] \x1b]52;c;cm0=\x07 \u202egpj.exe \u200b"
    clean = "[/x] [@click=app.quit]x[/] ]52;c;cm0= gpj.exe"
    names = ("name", "gender_identity", "address_line", "reason_by_professional")

    async with profile(client, backend, (140, 70)) as pilot:
        await press(pilot, "e")
        for name in names:
            control = form(pilot).field(name).control
            control.focus()
            await pilot.press("ctrl+a", "ctrl+k")
            control.post_message(Paste(hostile))
            await press(pilot)
        assert "[@click=app.quit]x[/]" in painted(pilot)
        await press(pilot, "f2")
        assert painted(pilot).count("[@click=app.quit]x[/]") >= 2

    details = await saved(backend, client.id)
    assert {getattr(details, name) for name in names} == {clean}


async def test_a_choice_can_be_clicked(backend: Backend) -> None:
    client = await added(backend)

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        control = form(pilot).field("administrative_gender").control
        await pilot.click(control, offset=(14, 0))
        await press(pilot)
        assert form(pilot).field("administrative_gender").typed == "male"


async def test_arrows_lead_through_choices_as_through_other_fields(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "down")
        assert pilot.app.focused is form(pilot).field("administrative_gender").control
        await press(pilot, "down")
        assert pilot.app.focused is form(pilot).field("gender_identity").control
        await press(pilot, "up", "up")
        assert pilot.app.focused is form(pilot).field("name").control
