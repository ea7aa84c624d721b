"""F9 leads back into the note or the amendment in which something was typed."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.ids import ClientId, NoteId, SessionId, uuid7
from kara_tui.domain.note_forms import NoteForm, note_form
from kara_tui.operations.drafts import SaveDraft
from kara_tui.screens.amending import AmendingScreen
from kara_tui.screens.note_compare import NoteCompareScreen
from kara_tui.screens.note_screen import NoteScreen
from tests.screens.home.workstation import opened
from tests.support.notes import signed, written
from tests.support.people import added
from tests.support.sessions import scheduled

_ID = "00000000-0000-7000-8000-000000000001"


async def _typed(backend: Backend, where: NoteForm) -> None:
    content = DraftContent(typed={"text": "Half a sentence"})
    await backend(SaveDraft(key=f"{where.name}~ab", record_version=0, content=content))


async def _form(kind: str, backend: Backend, client: Client) -> NoteForm:
    if kind == "session":
        return NoteForm(client.id, (await scheduled(backend, client.id)).id)
    if kind == "client":
        return NoteForm(client.id)
    make = signed if kind == "amendment" else written
    entry = await make(backend, client, "Said.")
    return NoteForm(client.id, note_id=entry.note.id, is_amendment=kind == "amendment")


@pytest.mark.parametrize("kind", ["session", "client", "note", "amendment"])
async def test_f9_leads_back_to_the_text(backend: Backend, kind: str) -> None:
    client = await added(backend)
    await _typed(backend, await _form(kind, backend, client))
    async with opened(backend) as work:
        await work.press("f9")
        about = "An amendment on" if kind == "amendment" else "A note on"
        assert f"{about} Áslaug" in work.screen_text()
        await work.press("enter")
        over = {"note": NoteCompareScreen, "amendment": AmendingScreen}.get(kind, NoteScreen)
        await work.until(lambda: isinstance(work.app.screen, over))
        await work.until(lambda: "Half a sentence" in work.screen_text())
        assert any(isinstance(one, NoteScreen) for one in work.app.screen_stack)


@pytest.mark.parametrize("is_amendment", [False, True])
def test_the_name_of_a_form_tells_where_it_is(is_amendment: bool) -> None:
    client_id, note_id = ClientId(uuid7()), NoteId(uuid7())
    for where in (
        NoteForm(client_id),
        NoteForm(client_id, SessionId(uuid7())),
        NoteForm(client_id, note_id=note_id, is_amendment=is_amendment),
    ):
        assert note_form(where.name) == where


@pytest.mark.parametrize(
    "form", ["", "invite:new", "client:new", f"client:{_ID}", f"answers:x:{_ID}", "note:x:y", ":::"]
)
def test_other_forms_are_no_notes(form: str) -> None:
    assert note_form(form) is None
