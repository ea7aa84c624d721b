"""Unlocked again, the workstation is where it was left, with all that was typed there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from kara_tui.domain.client import Stage
from kara_tui.domain.listing import SortBy
from kara_tui.domain.place import Place
from kara_tui.operations.clients import AddClient
from kara_tui.operations.drafts import ListDrafts
from kara_tui.screens.closing import ClosingScreen
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.import_clients import ImportScreen
from kara_tui.screens.invite import InviteScreen
from kara_tui.screens.new_client import NewClientScreen
from kara_tui.screens.outbox import OutboxScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.remark_dialog import RemarkDialog
from kara_tui.screens.unlock import UnlockScreen
from tests.screens.door.helpers import PASSPHRASE, at_the_door, on_screen, set_up, type_into
from tests.screens.home.workstation import Workstation
from tests.screens.profile.helpers import form
from tests.support.people import details

NAMES = ("Áslaug Þórðardóttir", "Björn Ægisson", "Carmen Ivo")


class Practice:
    """A practice that is locked and unlocked again."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.place = Place()

    @asynccontextmanager
    async def unlocked(self) -> AsyncIterator[Workstation]:
        at = Place.read(str(self.place))
        async with at_the_door(self.store, place=at, locked=True) as work:
            await on_screen(work, UnlockScreen)
            await type_into(work, "passphrase", PASSPHRASE)
            await work.until(lambda: not isinstance(work.app.screen, UnlockScreen))
            await work.settle()
            yield work

    async def lock(self, work: Workstation) -> None:
        work.app.post_message(Key("ctrl+l", None))
        await work.until(lambda: work.app.locked_at is not None)
        assert work.app.locked_at is not None
        self.place = work.app.locked_at
        assert not any(name.split()[0].lower() in str(self.place).lower() for name in NAMES)


@pytest.fixture
async def practice(tmp_path: Path) -> Practice:
    """A practice with three clients, set up by its professional."""
    store = tmp_path / "practice.db"
    async with at_the_door(store) as work:
        await set_up(work)
        for name in NAMES:
            await work.app.desk.backend(AddClient(details=details(name)))
    return Practice(store)


async def test_a_new_client_is_gone_on_with(practice: Practice) -> None:
    async with practice.unlocked() as work:
        await work.press("n")
        await work.press(*"Susan")
        await practice.lock(work)
    async with practice.unlocked() as work:
        await on_screen(work, NewClientScreen)
        await work.until(lambda: form(work.pilot).field("name").typed == "Susan")
        await work.press(*" Ada")
        assert form(work.pilot).field("name").typed == "Susan Ada"


async def test_an_invite_is_gone_on_with(practice: Practice) -> None:
    async with practice.unlocked() as work:
        await work.press("i")
        await work.press(*"Embla")
        await practice.lock(work)
    async with practice.unlocked() as work:
        await on_screen(work, InviteScreen)
        invite = work.app.screen
        assert isinstance(invite, InviteScreen)
        await work.until(lambda: invite.typed()["name"] == "Embla")


@pytest.mark.parametrize("over_profile", [False, True])
async def test_a_remark_is_gone_on_with(practice: Practice, over_profile: bool) -> None:
    async with practice.unlocked() as work:
        await work.press("down", *(["enter"] if over_profile else []))
        await work.press("c", "tab", *"moved")
        assert isinstance(work.app.screen, ClosingScreen)
        await practice.lock(work)
    async with practice.unlocked() as work:
        await on_screen(work, ClosingScreen)
        dialog = work.app.screen
        assert isinstance(dialog, RemarkDialog)
        await work.until(lambda: dialog.field.remark == "moved")
        assert "Björn" in work.screen_text()
        under = work.app.screen_stack[-2]
        assert isinstance(under, ProfileScreen if over_profile else HomeScreen)
        await work.press("f2")
        await work.settle()
        assert (await work.app.desk.backend(ListDrafts())) == ()


async def test_a_search_and_the_order_come_back_and_leave_no_trace(practice: Practice) -> None:
    async with practice.unlocked() as work:
        await work.press("4", "o")
        order = work.pane.sort_by, work.pane.descending
        await work.press("1", "O", "slash", *"carmen", "enter")
        assert work.names == ["Carmen Ivo"]
        await practice.lock(work)
    async with practice.unlocked() as work:
        await work.until(lambda: work.names == ["Carmen Ivo"])
        assert work.pane.query_one(Input).value == "carmen"
        assert (work.pane.sort_by, work.pane.descending) == (SortBy.NAME, True)
        assert await work.app.desk.backend(ListDrafts()) == ()
        assert work.toasts == []
        await work.press("escape")
        await work.until(lambda: work.names == list(reversed(NAMES)))
        await work.press("4")
        assert (work.pane.sort_by, work.pane.descending) == order


async def test_what_is_searched_is_no_unfinished_text(practice: Practice) -> None:
    async with practice.unlocked() as work:
        await work.press("slash", *"carmen")
        await practice.lock(work)
    practice.place = Place()
    async with practice.unlocked() as work:
        await work.press("f9")
        assert "Everything that was typed is saved." in work.screen_text()


@pytest.mark.parametrize(("key", "screen"), [("f6", ImportScreen), ("m", OutboxScreen)])
async def test_the_screen_that_was_open_is_open_again(
    practice: Practice, key: str, screen: type[ImportScreen | OutboxScreen]
) -> None:
    async with practice.unlocked() as work:
        await work.press("3")
        await work.press(key)
        await on_screen(work, screen)
        await practice.lock(work)
        assert practice.place.stage is Stage.INVITED
    async with practice.unlocked() as work:
        await on_screen(work, screen)
        assert len(work.app.screen_stack) == 2
