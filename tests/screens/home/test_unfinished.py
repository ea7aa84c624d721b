"""At the start, the workstation says what was typed and not saved."""

import pytest
from textual.widgets import Static, TextArea

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import DraftContent, RemarkKind, remark_form
from kara_tui.domain.history import Kind
from kara_tui.domain.ids import ClientId
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.clients import CloseTreatment
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.remark_dialog import RemarkDialog
from tests.screens.home.workstation import Workstation, opened
from tests.support.people import added, requested


async def test_forms_left_unfinished_are_named_at_the_start(backend: Backend) -> None:
    client = await added(backend)
    content = DraftContent(typed={"name": "Áslaug T"})
    for key in (f"client:{client.id}", "invite:new"):
        await backend(SaveDraft(key=key, record_version=1, content=content))
    async with opened(backend, size=(140, 40)) as work:
        await work.until(lambda: bool(work.toasts))
        assert "Typed and not saved yet" in work.toasts[0]
        assert "An invite · 12:00, just now" in work.toasts[0]
        assert "Áslaug Þórðardóttir" in work.toasts[0]


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_in_a_small_window_they_are_told_in_a_line(
    backend: Backend, size: tuple[int, int]
) -> None:
    for key in ("client:new~a", "client:new~b", "invite:new~a"):
        content = DraftContent(typed={"name": "Áslaug T"})
        await backend(SaveDraft(key=key, record_version=0, content=content))
    async with opened(backend, size=size) as work:
        await work.until(lambda: bool(work.toasts))
        assert work.toasts == ["Unfinished: 3 (F9)"]
        assert "Unfinished: 3 (F9)" in work.screen_text()


async def test_nothing_is_said_when_all_is_saved(backend: Backend) -> None:
    await added(backend)
    async with opened(backend) as work:
        assert work.toasts == []


@pytest.mark.parametrize("form", ["client:", "client:new", "invite:new"])
async def test_f9_leads_to_the_place_where_a_text_was_typed(backend: Backend, form: str) -> None:
    client = await added(backend)
    name = f"{form}{client.id}" if form == "client:" else form
    content = DraftContent(typed={"name": "Sigríður"}, begun={"name": "Áslaug Þórðardóttir"})
    await backend(SaveDraft(key=f"{name}~a", record_version=1, content=content))
    async with opened(backend) as work:
        await work.press("f9")
        assert "“Sigríður”" in work.screen_text()
        await work.press("enter")
        fields = work.app.screen.query(TextArea)
        await work.until(lambda: "Sigríður" in [one.text for one in fields])


async def test_a_remark_is_told_whom_it_is_on_and_can_be_discarded_there(
    backend: Backend,
) -> None:
    client = await added(backend)
    for session in "ab":
        content = DraftContent(typed={"remark": f"moved {session}"})
        key = f"remark:{client.id}~{session}"
        await backend(SaveDraft(key=key, record_version=0, content=content))
    async with opened(backend) as work:
        await work.press("f9")
        assert "A remark on Áslaug" in work.screen_text()
        assert "“moved b”" in work.screen_text()
        await work.press("d")
        await work.press("down", "enter")
        await work.until(lambda: "“moved b”" not in work.screen_text())
        assert "“moved a”" in work.screen_text()
    [left] = await backend(ListDrafts())
    assert left.key.endswith("~a")


async def looks_at(backend: Backend, client_id: ClientId) -> list[str]:
    """Return how often a record was looked at, as its list of accesses tells."""
    found = await backend(ListAccesses(client_id=client_id))
    asked_here = ListAccesses.__name__
    looks = [one.operation for one in found if one.kind is Kind.ACCESS]
    return [one for one in looks if one != asked_here]


async def test_naming_an_unfinished_text_at_the_start_is_no_look_at_the_record(
    backend: Backend,
) -> None:
    client = await added(backend)
    content = DraftContent(typed={"name": "Áslaug T"})
    await backend(SaveDraft(key=f"client:{client.id}", record_version=1, content=content))
    async with opened(backend, size=(140, 40)) as work:
        await work.until(lambda: bool(work.toasts))
        assert "Áslaug Þórðardóttir" in work.toasts[0]
        await added(backend, "Somebody else")
        assert await looks_at(backend, client.id) == []
        await work.press("f9")
        await work.until(lambda: "saved now: Áslaug Þórðardóttir" in work.screen_text())
        await added(backend, "Another one")
        assert await looks_at(backend, client.id) == ["GetClient"], "what is saved was shown"


def question(work: Workstation) -> str:
    dialog = work.app.screen
    assert isinstance(dialog, RemarkDialog)
    return f"{dialog.query_one('.question', Static).render()} {dialog.field.remark}"


REMARKS = {
    RemarkKind.CLOSE: "End the treatment of Áslaug Þórðardóttir? moved away",
    RemarkKind.DECLINE: "Decline the request of Áslaug Þórðardóttir? moved away",
    RemarkKind.RECORD_CLASS: "Private practice: on what grounds? moved away",
    RemarkKind.ERASURE: "What did the client ask for? moved away",
}


@pytest.mark.parametrize("kind", RemarkKind)
async def test_f9_opens_the_question_that_a_remark_was_typed_in(
    backend: Backend, kind: RemarkKind
) -> None:
    make = requested if kind is RemarkKind.DECLINE else added
    client = await make(backend, "Áslaug Þórðardóttir")
    content = DraftContent(typed={"remark": "moved away"})
    key = f"{remark_form(kind, client.id)}~a"
    await backend(SaveDraft(key=key, record_version=0, content=content))
    async with opened(backend) as work:
        await work.press("f9")
        await work.press("enter")
        await work.until(lambda: isinstance(work.app.screen, RemarkDialog))
        await work.until(lambda: question(work) == REMARKS[kind])
        await work.press("escape")
        assert isinstance(work.app.screen, ProfileScreen)


async def test_a_remark_from_before_is_shown_and_gone_on_with(backend: Backend) -> None:
    client = await added(backend)
    content = DraftContent(typed={"remark": "moved away"})
    key = f"remark:{client.id}~a"
    await backend(SaveDraft(key=key, record_version=0, content=content))
    async with opened(backend) as work:
        await work.press("f9")
        assert "A remark on Áslaug" in work.screen_text()
        await work.press("enter")
        await work.until(lambda: isinstance(work.app.screen, RemarkDialog))
        await work.until(lambda: question(work) == REMARKS[RemarkKind.CLOSE])


async def test_a_remark_on_what_was_done_meanwhile_stays_under_f9(backend: Backend) -> None:
    client = await added(backend)
    content = DraftContent(typed={"remark": "moved away"})
    key = f"{remark_form(RemarkKind.CLOSE, client.id)}~a"
    await backend(SaveDraft(key=key, record_version=0, content=content))
    await backend(CloseTreatment(client_id=client.id, version=client.version))
    async with opened(backend) as work:
        await work.press("f9")
        await work.press("enter")
        await work.until(lambda: any("F9 shows it" in one for one in work.toasts))
        assert isinstance(work.app.screen, ProfileScreen)
    assert [one.key for one in await backend(ListDrafts())] == [key]


async def test_a_remark_for_one_question_does_not_stand_in_another(backend: Backend) -> None:
    await added(backend)
    async with opened(backend) as work:
        await work.press("c", "tab", *"moved", "escape")
        await work.press("enter")
        await work.press("x", "down", "enter")
        await work.until(lambda: isinstance(work.app.screen, RemarkDialog))
        await work.settle()
        assert question(work) == "What did the client ask for? "
