"""Nothing that was typed is ever lost."""

import asyncio

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.drafts import DiscardDraft, SaveDraft
from kara_tui.screens.keeps_draft import keep_drafts
from kara_tui.screens.new_client import NewClientScreen
from tests.screens.profile.helpers import (
    FailingBackend,
    desk,
    draft_of,
    fill,
    form,
    is_editing,
    kept_text,
    press,
    profile,
    saved,
    until,
)
from tests.support.one_screen import painted, said, shown
from tests.support.people import added


async def test_text_survives_a_program_that_was_killed(backend: Backend) -> None:
    client = await added(backend, "Anna")
    key = f"client:{client.id}"
    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await kept_text(pilot, backend, key)

    async with profile(client, backend) as pilot:
        assert said(pilot, "#bar").startswith("Unsaved text, typed 12:00, just now:")
        assert said(pilot, "#title").startswith("Anna ·")
        await press(pilot, "f2")
        assert form(pilot).field("name").typed == "Anna Sif"
        assert form(pilot).field("name").note == "Saved now: Anna"
        assert said(pilot, "#state") == "● unsaved"
        await press(pilot, "f2")
    assert (await saved(backend, client.id)).name == "Anna Sif"
    assert await draft_of(backend, key) is None


async def test_editing_takes_the_earlier_text_up_instead_of_writing_over_it(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    content = DraftContent(typed={"address_line": "Langholtsvegur 1"})
    await backend(SaveDraft(key=f"client:{client.id}", record_version=1, content=content))

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        assert form(pilot).field("address_line").typed == "Langholtsvegur 1"
        assert pilot.app.focused is form(pilot).field("address_line").control
        await press(pilot, "ctrl+z")
        assert form(pilot).field("address_line").typed == ""


async def test_discarding_the_earlier_text_is_asked_once_more(backend: Backend) -> None:
    client = await added(backend, "Anna")
    key = f"client:{client.id}"
    content = DraftContent(typed={"name": "Anna Sif"})
    await backend(SaveDraft(key=key, record_version=1, content=content))

    async with profile(client, backend) as pilot:
        await press(pilot, "d")
        await press(pilot, "enter")
        assert await draft_of(backend, key) is not None
        await press(pilot, "d")
        await press(pilot, "down", "enter")
        assert await draft_of(backend, key) is None
        assert not said(pilot, "#bar")
        await press(pilot, "e")
        assert form(pilot).field("name").typed == "Anna"


async def test_leaving_with_the_text_kept_offers_it_again(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await press(pilot, "escape")
        await press(pilot, "down", "enter")
        assert not is_editing(pilot)
        assert said(pilot, "#bar").startswith("Unsaved text, typed 12:00, just now:")
        await press(pilot, "enter")
        assert form(pilot).field("name").typed == "Anna Sif"


async def test_the_last_key_is_kept_when_the_program_is_told_to_end(backend: Backend) -> None:
    client = await added(backend, "Anna")

    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        form(pilot).field("name").put("Anna Sif")
        assert await keep_drafts(pilot.app.screen_stack) is None

        draft = await draft_of(backend, f"client:{client.id}")
        assert draft is not None
        assert draft.content == DraftContent(typed={"name": "Anna Sif"}, begun={"name": "Anna"})


async def test_text_taken_back_by_hand_leaves_no_draft(backend: Backend) -> None:
    client = await added(backend, "Anna")
    key = f"client:{client.id}"

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await kept_text(pilot, backend, key)
        await press(pilot, "ctrl+z")
        assert await keep_drafts(pilot.app.screen_stack) is None
        assert await draft_of(backend, key) is None


async def test_text_that_cannot_be_kept_is_said_so_and_kept_later(backend: Backend) -> None:
    client = await added(backend, "Anna")
    failing = FailingBackend(backend)
    failing.refused[SaveDraft] = StoreUnavailable("The disk is full.")

    async with profile(client, failing, (140, 40)) as pilot:
        await press(pilot, "e", "end", *" S")
        await until(pilot, lambda: "The disk is full" in said(pilot, "#state"))
        failing.refused.clear()
        await press(pilot, *"if")
        assert await kept_text(pilot, backend, f"client:{client.id}") == {"name": "Anna Sif"}


async def test_a_draft_that_cannot_be_discarded_does_not_lock_anybody_in(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    failing = FailingBackend(backend)

    async with profile(client, failing) as pilot:
        await press(pilot, "e", "end", *" S")
        failing.refused[DiscardDraft] = StoreUnavailable("The disk is full.")
        await press(pilot, "escape")
        await press(pilot, "down", "down", "enter")
        assert not is_editing(pilot)
        assert "The disk is full." in painted(pilot)


async def test_a_draft_that_says_what_is_saved_by_now_is_forgotten(backend: Backend) -> None:
    client = await added(backend, "Anna")
    key = f"client:{client.id}"
    await backend(
        SaveDraft(key=key, record_version=1, content=DraftContent(typed={"name": "Anna"}))
    )

    async with profile(client, backend) as pilot:
        assert not said(pilot, "#bar")
    assert await draft_of(backend, key) is None


async def test_a_new_client_begun_and_never_saved_is_offered_again(backend: Backend) -> None:
    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        await fill(pilot, "name", "Björk")
        await kept_text(pilot, backend, "client:new")

    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        assert "Björk" in said(pilot, "#bar")
        assert form(pilot).field("name").typed == ""
        await press(pilot, "f2")
        assert form(pilot).field("name").typed == "Björk"


async def test_typing_without_a_pause_is_kept_all_the_same(backend: Backend) -> None:
    client = await added(backend, "Anna")
    key = f"client:{client.id}"

    async with profile(client, backend) as pilot:
        await press(pilot, "e", "end")
        loop = asyncio.get_running_loop()
        end = loop.time() + 5
        while await draft_of(backend, key) is None:
            assert loop.time() < end
            await pilot.press("x")
