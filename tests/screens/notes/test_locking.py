"""A note that is being written when the practice is locked is there again once it is unlocked."""

from pathlib import Path

from textual.events import Key

from kara_tui.domain.place import Place
from kara_tui.operations.clients import AddClient
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.unlock import UnlockScreen
from tests.screens.door.helpers import PASSPHRASE, at_the_door, on_screen, set_up, type_into
from tests.screens.home.workstation import Workstation
from tests.support.people import details


async def _locked_while_typing(work: Workstation) -> Place:
    client = await work.app.desk.backend(AddClient(details=details("Anna")))
    await work.app.push_screen(NoteScreen(work.app.desk, client.id, "Anna", None, None))
    await work.settle()
    await work.press(*"Half")
    work.app.post_message(Key("ctrl+l", None))
    await work.until(lambda: work.app.locked_at is not None)
    assert work.app.locked_at is not None
    return work.app.locked_at


async def test_a_note_is_gone_on_with(tmp_path: Path) -> None:
    store = tmp_path / "practice.db"
    async with at_the_door(store) as work:
        await set_up(work)
        place = await _locked_while_typing(work)
    async with at_the_door(store, place=Place.read(str(place)), locked=True) as work:
        await on_screen(work, UnlockScreen)
        assert "Half" not in work.screen_text()
        await type_into(work, "passphrase", PASSPHRASE)
        await on_screen(work, NoteScreen)
        await work.until(lambda: "Half" in work.screen_text())
        await work.press(*" a day")
        await work.press("f2")
        note = work.app.screen
        assert isinstance(note, NoteScreen)
        assert note.entry is not None
        assert note.editor.text == "Half a day"
