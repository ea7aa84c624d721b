"""One key hides names and private texts, one shows them again; work goes on meanwhile."""

from textual.widgets import TextArea

from kara_tui.backend.protocol import Backend
from kara_tui.domain.place import Place
from kara_tui.domain.private import opened as content_of
from kara_tui.domain.trail import Trail
from kara_tui.operations.clients import GetClient
from kara_tui.screens.profile import ProfileScreen
from tests.screens.home.workstation import opened
from tests.support.people import added


async def test_lists_go_on_with_initials(backend: Backend) -> None:
    await added(backend, "Bea Holt", contact_email="bea@mail.example")
    async with opened(backend) as work:
        await work.press("ctrl+o")
        seen = work.screen_text()
        assert "B. H." in seen
        assert "Active" in seen
        assert "names hidden" in seen.splitlines()[0]
        assert "Bea" not in seen
        assert "mail.example" not in seen
        await work.press("enter")
        assert isinstance(work.app.screen, ProfileScreen)
        assert "B. H." in work.screen_text()
        assert "names hidden" in work.screen_text().splitlines()[0]
        await work.press("ctrl+o")
        assert "Bea Holt" in work.screen_text()
        assert "names hidden" not in work.screen_text()


async def test_what_is_typed_unseen_is_saved_as_it_was_typed(backend: Backend) -> None:
    client = await added(backend, "Bea Holt")
    async with opened(backend) as work:
        await work.press("enter", "e", "ctrl+o", "end", *"er")
        assert work.app.screen.query(TextArea).first().text == "Bea Holter"
        assert "Holter" not in work.screen_text()
        await work.press("f2")
        assert work.toasts
        assert not any("Holt" in one for one in work.toasts)
    stored = await backend(GetClient(client_id=client.id))
    assert content_of(stored.details).name == "Bea Holter"


async def test_a_message_that_names_somebody_is_gone_at_once(backend: Backend) -> None:
    await added(backend, "Bea Holt")
    async with opened(backend) as work:
        await work.press("enter", "e", "end", "s", "f2")
        await work.until(lambda: any("Bea Holts" in one for one in work.toasts))
        await work.press("ctrl+o")
        await work.until(lambda: not work.toasts)


async def test_a_lock_hands_over_that_names_are_hidden_and_who_was_open(backend: Backend) -> None:
    client = await added(backend, "Bea Holt")
    async with opened(backend) as work:
        assert not work.app.place.hidden
        await work.press("enter", "ctrl+o")
        told = Place.read(str(work.app.place))
    assert told.hidden
    assert Trail.read(told.trail).recent == (client.id,)
