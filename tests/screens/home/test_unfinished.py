"""At the start, the workstation says what was typed and not saved."""

import pytest
from textual.widgets import TextArea

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import DraftContent
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from tests.screens.home.workstation import opened
from tests.support.people import added


async def test_forms_left_unfinished_are_named_at_the_start(backend: Backend) -> None:
    client = await added(backend)
    content = DraftContent(typed={"name": "Áslaug T"})
    for key in (f"client:{client.id}", "invite:new"):
        await backend(SaveDraft(key=key, record_version=1, content=content))
    async with opened(backend) as work:
        await work.until(lambda: bool(work.toasts))
        assert "Typed and not saved yet" in work.toasts[0]
        assert "An invite · 12:00, just now" in work.toasts[0]
        assert "Áslaug Þórðardóttir" in work.toasts[0]


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
