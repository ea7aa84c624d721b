"""A damaged file is told on a screen of its own, with what to do about it, readable anywhere."""

from datetime import UTC
from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.backups import Backup
from kara_tui.domain.damage import Damage
from kara_tui.domain.soundness import Soundness
from kara_tui.screens.damage import DamageScreen, show_damage
from tests.screens.home.workstation import opened
from tests.support.clock import NOON

_FOLDER = Path("/home/anna/.local/share/kara")
_STORE = _FOLDER / "practice.db"
_BACKUP = Backup(NOON, _FOLDER / "backups" / "kara-20260302-120000.kara-backup")
_DAMAGE = Damage(Soundness(pages=900, damaged=(3, 7)), _STORE, _BACKUP)


def _joined(text: str) -> str:
    """Return what is on the screen without frames and the breaks of lines."""
    return "".join(text.replace("│", "").split())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_all_of_it_is_seen_with_commands_as_they_are_typed(
    backend: Backend, size: tuple[int, int]
) -> None:
    async with opened(backend, size=size) as work:
        for number in range(3):
            work.app.tell_lasting(f"Something else {number}")
        show_damage(work.home, _DAMAGE, UTC)
        await work.until(lambda: isinstance(work.app.screen, DamageScreen))
        await work.settle()
        text = _joined(work.screen_text())
        for words in (
            "2 of 900 pages can no longer be read",
            f"copy the folder {_FOLDER} to another disk",
            f"kara rescue {_STORE} {_FOLDER}/practice-rescued.db",
            "The newest backup is from 2 Mar 2026 12:00",
            f"kara restore {_BACKUP.path} --store {_FOLDER}/practice-restored.db",
            "esc Back to work",
        ):
            assert _joined(words) in text
        await work.press("escape")
        assert work.is_home


async def test_it_waits_until_nobody_types(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("slash")
        show_damage(work.home, _DAMAGE, UTC)
        await work.press(*"abc")
        assert work.search_line.value == "abc"
        assert any("The practice's file is damaged" in one for one in work.toasts)
        await work.press("escape", "escape")
        await work.until(lambda: isinstance(work.app.screen, DamageScreen))


async def test_without_a_backup_it_says_so(backend: Backend) -> None:
    async with opened(backend) as work:
        show_damage(work.home, Damage(Soundness(refusal="?"), Path("my files/a.db"), None), UTC)
        await work.until(lambda: isinstance(work.app.screen, DamageScreen))
        await work.settle()
        text = work.screen_text()
        assert "There is no backup in the backup folder." in text
        assert "kara rescue 'my files/a.db' 'my files/a-rescued.db'" in text
