"""What is copied: never a secret, and never out of the program unless somebody says so."""

from base64 import b64encode
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import TextArea

from kara_tui.commands.workstation import HandOut
from kara_tui.screens.choosing_passphrase import PassphraseScreen
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.messages import CopyWanted
from kara_tui.screens.recovery_paper import PaperScreen, TypeBackScreen
from kara_tui.screens.unlock import UnlockScreen
from kara_tui.vault.bare_key import bare_key_for
from tests.screens.door.helpers import PASSPHRASE, at_the_door, on_screen, type_into
from tests.screens.home.workstation import Workstation
from tests.support.vaulted import Vaulted

_OSC_52 = "\x1b]52;"
_TAKES = ("home", "shift+end", "ctrl+c", "shift+home", "ctrl+x", "ctrl+c")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program writes to the terminal."""
    parts: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: parts.append(data))
    return parts


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "practice.db"


def _sent(written: list[str]) -> bool:
    return any(_OSC_52 in one for one in written)


async def _type(work: Workstation, text: str) -> None:
    await work.pilot.press(*("space" if one == " " else one for one in text))


async def test_a_new_passphrase_can_be_neither_copied_nor_cut(
    store: Path, written: list[str]
) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, PassphraseScreen)
        await _type(work, PASSPHRASE)
        await work.pilot.press(*_TAKES)
        assert work.app.clipboard == ""
        await type_into(work, "passphrase", PASSPHRASE)
        await _type(work, PASSPHRASE)
        await work.pilot.press(*_TAKES, "enter")
        await on_screen(work, PaperScreen)
        assert work.app.clipboard == ""
    assert not _sent(written)


async def test_the_code_on_paper_can_be_neither_copied_nor_cut(
    store: Path, written: list[str]
) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, PassphraseScreen)
        await type_into(work, "passphrase", PASSPHRASE)
        await type_into(work, "again", PASSPHRASE)
        await on_screen(work, PaperScreen)
        await work.pilot.mouse_down(".code", offset=(1, 0))
        await work.pilot.hover(".code", offset=(40, 1))
        await work.pilot.mouse_up(".code", offset=(40, 1))
        await work.pilot.press("ctrl+c", "enter")
        await on_screen(work, TypeBackScreen)
        await _type(work, "abcd efgh")
        await work.pilot.press(*_TAKES)
        assert work.app.clipboard == ""
    assert not _sent(written)


async def test_the_passphrase_that_unlocks_can_be_neither_copied_nor_cut(
    tmp_path: Path, written: list[str]
) -> None:
    async with at_the_door(Vaulted(tmp_path).store) as work:
        await on_screen(work, UnlockScreen)
        await _type(work, PASSPHRASE)
        await work.pilot.press(*_TAKES)
        assert work.app.clipboard == ""
        await work.pilot.press("enter")
        await on_screen(work, HomeScreen)
    assert not _sent(written)


async def test_what_is_copied_from_a_form_can_be_pasted_and_goes_no_further(
    store: Path, written: list[str]
) -> None:
    bare_key_for(store)
    async with at_the_door(store) as work:
        await work.settle()
        await work.press("n")
        await _type(work, "Sunna")
        await work.pilot.press("home", "shift+end", "ctrl+c", "end", "ctrl+v")
        field = work.app.focused
        assert isinstance(field, TextArea)
        assert field.text == "SunnaSunna"
        await work.pilot.press("home", "shift+end", "ctrl+x")
        assert (field.text, work.app.clipboard) == ("", "SunnaSunna")
        assert not _sent(written)


async def test_it_leaves_the_program_when_somebody_says_so(store: Path, written: list[str]) -> None:
    bare_key_for(store)
    async with at_the_door(store) as work:
        await work.settle()
        work.app.post_message(HandOut())
        await work.until(lambda: any("Nothing was copied yet" in one for one in work.toasts))
        assert not _sent(written)
        work.app.copy_to_clipboard("Sunna")
        work.app.post_message(HandOut())
        await work.until(lambda: any("sent to your terminal" in one for one in work.toasts))
    assert f"{_OSC_52}c;{b64encode(b'Sunna').decode()}\a" in written


async def test_a_number_that_is_copied_by_name_reaches_the_terminal_through_tmux_too(
    store: Path, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    bare_key_for(store)
    async with at_the_door(store) as work:
        await work.settle()
        work.app.post_message(CopyWanted("+3545812345", "Ása's phone number"))
        await work.until(lambda: any("Ása's phone number" in one for one in work.toasts))
        assert work.app.clipboard == "+3545812345"
    told = b64encode(b"+3545812345").decode()
    assert f"{_OSC_52}c;{told}\a" in written
    assert f"\x1bPtmux;\x1b\x1b]52;c;{told}\a\x1b\\" in written
