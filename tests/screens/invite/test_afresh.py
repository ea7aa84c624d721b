"""Starting an invite afresh throws nothing away."""

from textual.widgets import Button

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import INVITE_FORM, DraftContent
from kara_tui.domain.private import opened
from kara_tui.operations.drafts import FindDrafts, SaveDraft
from kara_tui.screens.desk import Desk
from kara_tui.screens.invite import InviteScreen
from tests.support.clock import FixedClock
from tests.support.one_screen import said, settled
from tests.support.one_screen import shown as shown_screen
from tests.support.trouble import Failing


async def drafts(backend: Backend) -> list[dict[str, str]]:
    return [opened(one.content).typed for one in await backend(FindDrafts(form=INVITE_FORM))]


async def test_starting_afresh_leaves_the_earlier_text_to_come_back_to(
    backend: Backend, clock: FixedClock
) -> None:
    screen = InviteScreen(Desk(backend=backend, clock=clock))
    content = DraftContent(typed={"name": "Embla", "personal_line": "It took me an hour."})
    await backend(SaveDraft(key=f"{INVITE_FORM}~a", record_version=0, content=content))
    async with shown_screen(screen, backend) as pilot:
        assert screen.typed()["name"] == "Embla"
        screen.query_one("#afresh", Button).press()
        await settled(pilot)
        assert set(screen.typed().values()) == {""}
        assert content.typed in await drafts(backend)
        await pilot.press(*"Saga")
        await pilot.press("escape")
        await settled(pilot)
    assert sorted(one["name"] for one in await drafts(backend)) == ["Embla", "Saga"]


async def test_starting_afresh_keeps_the_text_in_sight_when_it_cannot_be_kept(
    backend: Backend, clock: FixedClock
) -> None:
    failing = Failing(backend, SaveDraft)
    failing.fails = False
    screen = InviteScreen(Desk(backend=failing, clock=clock))
    async with shown_screen(screen, backend) as pilot:
        await pilot.press(*"Embla")
        failing.fails = True
        screen.field("name").put("Embla Rós")
        screen.start_afresh()
        await settled(pilot)
        assert screen.typed()["name"] == "Embla Rós"
        assert "The disk is full." in said(pilot, ".told")
        failing.fails = False
