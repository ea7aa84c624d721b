"""At the door, what is typed right behind enter belongs to the next field, and is never shown."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from kara_tui.screens.choosing_passphrase import PassphraseScreen
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.recovery_paper import PaperScreen
from kara_tui.screens.unlock import UnlockScreen
from tests.screens.door.helpers import (
    PASSPHRASE,
    at_the_door,
    door_before,
    on_screen,
    set_up,
    told,
    type_into,
)
from tests.screens.home.workstation import Workstation

NEW = "heron gravel teapot drizzle"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "practice.db"


@pytest.fixture
async def code(store: Path) -> str:
    async with at_the_door(store) as work:
        return (await set_up(work)).replace("\n", " ")


def typed_at_once(work: Workstation, text: str) -> None:
    """Send keys as a quick typist does: none waits for another; a line's end is enter."""
    for one in text:
        name = {" ": "space", "/": "slash", "\n": "enter"}.get(one, one)
        work.app.post_message(Key(name, None if one == "\n" else one))


async def test_code_and_new_passphrase_typed_in_one_go_open_the_practice(
    store: Path, code: str
) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        await work.pilot.press("f2")
        shown = work.app.screen.query_one("#code", Input)
        typed_at_once(work, f"{code}\n{NEW}\n{NEW}\n")
        await on_screen(work, HomeScreen)
        assert shown.value == code
    await door_before(store).open_with_passphrase(NEW)


@pytest.mark.usefixtures("code")
async def test_what_is_typed_while_a_passphrase_is_tried_is_not_lost(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        typed_at_once(work, "something else\nentirely")
        await told(work, "does not open")
        field = work.app.screen.query_one("#passphrase", Input)
        await work.until(lambda: field.value == "entirely", field.value)


@pytest.mark.usefixtures("code")
async def test_letters_behind_a_wrong_code_are_not_shown_beside_it(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        await work.pilot.press("f2")
        typed_at_once(work, f"AAAA BBBB\n{NEW}\n{NEW}\nheron")
        await told(work, "has 36 letters")
        await work.pilot.pause()
        shown = work.app.screen.query_one("#code", Input)
        await work.until(lambda: shown.has_focus)
        assert shown.value == "AAAA BBBB"


@pytest.mark.usefixtures("code")
async def test_keys_typed_behind_the_passphrase_reach_the_lists(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        typed_at_once(work, f"{PASSPHRASE}\n/anna")
        await on_screen(work, HomeScreen)
        await work.until(lambda: work.search_line.value == "anna")


async def test_a_first_passphrase_is_typed_twice_in_one_go(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, PassphraseScreen)
        await type_into(work, "passphrase", "password")
        await told(work, "very weak")
        work.app.screen.query_one("#passphrase", Input).value = ""
        typed_at_once(work, f"{NEW}\n{NEW}\n")
        await on_screen(work, PaperScreen)
