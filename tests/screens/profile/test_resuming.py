"""Text from earlier meets a record that has been saved anew since."""

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.private import opened
from kara_tui.operations.clients import UpdateClient
from kara_tui.operations.drafts import FindDrafts, SaveDraft
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.resuming import ResumingScreen
from kara_tui.widgets.difference_row import DifferenceRow
from tests.screens.profile.helpers import desk, form, is_editing, kept_text, press, profile, saved
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, painted, said, shown
from tests.support.people import added, details

BEGUN = {"name": "Anna", "postal_code": "101"}


async def left_behind(backend: Backend, **typed: str) -> Client:
    """Leave text on a client whose name and address are changed afterwards."""
    client = await added(backend, "Anna", postal_code="101")
    begun = {name: BEGUN.get(name, "") for name in typed}
    content = DraftContent(typed=typed, begun=begun)
    key = f"client:{client.id}~a"
    await backend(SaveDraft(key=key, record_version=client.version, content=content))
    newer = details("Anna Lóa", postal_code="101", address_line="Hagi 1")
    wish = UpdateClient(client_id=client.id, version=client.version, details=newer)
    return await backend(wish)


async def test_every_version_is_seen_before_anything_is_taken(backend: Backend) -> None:
    client = await left_behind(backend, name="Anna Sif", postal_code="105")
    async with profile(client, backend, NARROW) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResumingScreen)
        text = painted(pilot)
        for words in ("was", "saved now", "Anna Lóa", "you typed", "Anna Sif", "12:00, just now"):
            assert words in text
        rows = list(pilot.app.screen.query(DifferenceRow))
        assert [row.field for row in rows] == ["name", "postal_code"]
        await press(pilot, "f2")
        assert "needs a choice" in said(pilot, "#message")
        await press(pilot, "right", "f2")
        assert form(pilot).field("name").typed == "Anna Sif"
        assert form(pilot).field("name").note == "Saved now: Anna Lóa"
        await press(pilot, "f2")
    now = await saved(backend, client.id)
    assert (now.name, now.postal_code, now.address_line) == ("Anna Sif", "105", "Hagi 1")
    assert await backend(FindDrafts(form=f"client:{client.id}")) == ()


async def test_what_is_saved_can_be_preferred_and_undo_brings_the_text_back(
    backend: Backend,
) -> None:
    client = await left_behind(backend, name="Anna Sif", postal_code="105")
    async with profile(client, backend) as pilot:
        await press(pilot, "enter", "left", "f2")
        assert form(pilot).field("name").typed == "Anna Lóa"
        assert form(pilot).field("postal_code").typed == "105"
        form(pilot).focus_field("name")
        await press(pilot, "ctrl+z")
        assert form(pilot).field("name").typed == "Anna Sif"


async def test_going_back_leaves_the_text_where_it_is(backend: Backend) -> None:
    client = await left_behind(backend, name="Anna Sif")
    async with profile(client, backend) as pilot:
        await press(pilot, "enter", "escape")
        assert not is_editing(pilot)
        assert said(pilot, "#bar").startswith("Unsaved text")
    [draft] = await backend(FindDrafts(form=f"client:{client.id}"))
    assert opened(draft.content).typed == {"name": "Anna Sif"}


async def test_nothing_is_asked_when_other_fields_were_changed(backend: Backend) -> None:
    client = await left_behind(backend, postal_code="105")
    async with profile(client, backend) as pilot:
        await press(pilot, "enter")
        assert form(pilot).field("postal_code").typed == "105"
        await press(pilot, "f2")
    now = await saved(backend, client.id)
    assert (now.name, now.postal_code) == ("Anna Lóa", "105")


async def test_text_of_which_nobody_knows_what_it_was_typed_over_is_asked_about(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    content = DraftContent(typed={"name": "Anna Sif"})
    await backend(SaveDraft(key=f"client:{client.id}", record_version=0, content=content))
    async with profile(client, backend) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResumingScreen)
        assert "(not known)" in painted(pilot)


async def test_the_offer_says_when_it_was_typed_and_what_is_saved_there(backend: Backend) -> None:
    client = await left_behind(
        backend, name="Anna Sif", postal_code="105", phone="581", language="en", time_zone="U"
    )
    async with profile(client, backend) as pilot:
        bar = said(pilot, "#bar")
        assert bar.startswith("Unsaved text, typed 12:00, just now:")
        assert "Name: Anna Sif   saved now: Anna Lóa" in bar
        assert "and 2 more" in bar
        assert painted(pilot).count("saved now") == 3


async def test_a_text_that_was_asked_for_is_gone_on_with_at_once(backend: Backend) -> None:
    client = await added(backend, "Anna")
    content = DraftContent(typed={"name": "Anna Sif"}, begun={"name": "Anna"})
    key = f"client:{client.id}~a"
    await backend(SaveDraft(key=key, record_version=1, content=content))
    screen = ProfileScreen(desk(backend), client.id, "", key)
    async with shown(screen, backend) as pilot:
        assert form(pilot).field("name").typed == "Anna Sif"


async def test_no_text_from_earlier_is_obeyed(backend: Backend) -> None:
    client = await added(backend, "Anna")
    for place, text in enumerate(HOSTILE.values()):
        content = DraftContent(typed={"name": text, "reason_by_professional": text})
        key = f"client:{client.id}~{place}"
        await backend(SaveDraft(key=key, record_version=0, content=content))
    async with profile(client, backend) as pilot:
        await press(pilot, "enter")
        for _ in HOSTILE:
            await press(pilot, "down")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResumingScreen)
        await press(pilot, "right", "down", "right", "f2")
        assert is_editing(pilot), painted(pilot)


async def test_a_very_long_text_is_kept_whole(backend: Backend) -> None:
    client = await added(backend, "Anna")
    text = "Fyrsta lína \n" + "ð" * 150_000 + "\nlast line "
    async with profile(client, backend) as pilot:
        await press(pilot, "e")
        form(pilot).field("reason_by_professional").put(text)
        await kept_text(pilot, backend, f"client:{client.id}")
    async with profile(client, backend) as pilot:
        await press(pilot, "enter")
        assert form(pilot).field("reason_by_professional").typed == text
