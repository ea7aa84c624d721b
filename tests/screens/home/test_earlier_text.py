"""A name typed into a new client's form is a name, whatever was left unfinished before."""

import pytest
from textual.events import Key

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.private import opened as unsealed
from kara_tui.domain.text import fold
from kara_tui.operations.clients import CloseTreatment, CountClients, FindLookAlikes
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.screens.new_client import NewClientScreen
from tests.screens.home.workstation import Workstation, opened
from tests.screens.profile.helpers import form
from tests.support.people import added


@pytest.fixture
async def left_unfinished(backend: Backend) -> None:
    """A move that could be taken back, and a new client that was never saved."""
    client = await added(backend, "Björn Ægisson")
    await backend(CloseTreatment(client_id=client.id, version=client.version))
    content = DraftContent(typed={"name": "Earlier Person"})
    await backend(SaveDraft(key="client:new~a", record_version=0, content=content))


def name_in(work: Workstation) -> str:
    screen = work.app.screen
    assert isinstance(screen, NewClientScreen), "nothing else was opened"
    return form(work.pilot).field("name").typed


@pytest.mark.usefixtures("left_unfinished")
@pytest.mark.parametrize("name", ["Susan", "Ada", "ninu"])
async def test_a_name_typed_slowly_stands_in_the_form_and_takes_nothing_back(
    backend: Backend, name: str
) -> None:
    async with opened(backend) as work:
        await work.press("n")
        for letter in name:
            await work.press(letter)
        assert name_in(work) == name
        await work.press("f2")
        await work.until(lambda: not isinstance(work.app.screen, NewClientScreen))
    assert await backend(CountClients()) == 1, "the move was not taken back"
    earlier = [unsealed(one.content).typed for one in await backend(ListDrafts())]
    assert earlier == [{"name": "Earlier Person"}]


@pytest.mark.usefixtures("left_unfinished")
@pytest.mark.parametrize("name", ["Susan", "Ada", "Second Person"])
async def test_a_name_typed_fast_is_saved_with_every_letter(backend: Backend, name: str) -> None:
    async with opened(backend) as work:
        for one in f"n{name}":
            work.app.post_message(Key({" ": "space"}.get(one, one), one))
        work.app.post_message(Key("f2", None))
        await work.until(lambda: isinstance(work.app.screen, NewClientScreen))
        await work.until(lambda: not isinstance(work.app.screen, NewClientScreen))
        await work.settle()
    [found] = await backend(FindLookAlikes(keys=(f"name:{fold(name)}",)))
    assert unsealed(found.details).name == name
    assert await backend(CountClients()) == 1


@pytest.mark.usefixtures("left_unfinished")
async def test_the_earlier_text_is_offered_above_the_form_and_f2_goes_on_with_it(
    backend: Backend,
) -> None:
    async with opened(backend) as work:
        await work.press("n")
        assert "“Earlier Person”. F2 goes on with it" in " ".join(work.screen_text().split())
        assert "F2 Earlier text" in work.key_line
        await work.press("x")
        assert "F9 shows it" in work.screen_text()
        assert "F2 Save" in work.key_line
        await work.press("backspace", "f2")
        assert name_in(work) == "Earlier Person"
        await work.press(*" II", "f2")
        await work.until(lambda: not isinstance(work.app.screen, NewClientScreen))
    assert await backend(ListDrafts()) == ()


@pytest.mark.usefixtures("left_unfinished")
async def test_of_several_texts_one_is_chosen(backend: Backend) -> None:
    content = DraftContent(typed={"name": "Another Person"})
    await backend(SaveDraft(key="client:new~b", record_version=0, content=content))
    async with opened(backend) as work:
        await work.press("n")
        await work.press("f2")
        assert "“Earlier Person”" in work.screen_text()
        await work.press("down", "enter")
        assert name_in(work) == "Earlier Person"
