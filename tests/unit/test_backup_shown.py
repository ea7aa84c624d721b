"""A backup that is made beside the screen is seen in its top line."""

import threading
from pathlib import Path

from kara_tui.starting import _show_caution
from kara_tui.vault.bare_key import bare_key_for
from tests.screens.door.helpers import at_the_door


async def test_the_top_line_shows_how_far_a_backup_is(tmp_path: Path) -> None:
    store = tmp_path / "practice.db"
    bare_key_for(store)
    async with at_the_door(store) as work:
        await work.settle()
        told = (_show_caution, work.app, "backup: copying 40%")
        elsewhere = threading.Thread(target=work.app.call_later, args=told)
        elsewhere.start()
        elsewhere.join()
        await work.until(lambda: "copying 40%" in work.screen_text().splitlines()[0])
