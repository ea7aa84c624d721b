"""On a full disk the last note still finds room, and the professional is told."""

from pathlib import Path

import pytest

from kara_tui.backend.last_room import SAVED_ON_RESERVE, LastRoom
from kara_tui.backend.protocol import Backend
from kara_tui.db.ballast import Ballast
from kara_tui.domain.errors import DiskFull
from kara_tui.operations.clients import AddClient, GetOverview
from tests.support.clock import FixedClock
from tests.support.people import details
from tests.support.practice import LocalPractice
from tests.support.small_disk import small_disk

_RESERVE = 256 * 1024


async def test_14_the_last_note_is_saved_when_the_disk_is_full(
    tmp_path: Path, store_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threat: a full disk. Control: a write is taken back as a whole, and room is kept free."""
    with small_disk(tmp_path / "disk", monkeypatch, real=True) as folder:
        store = folder / "practice.db"
        ballast = Ballast(store, _RESERVE, least_free=0)
        assert ballast.make()
        practice = LocalPractice(store, store_key, FixedClock())
        told: list[str] = []
        backend = LastRoom(practice.backend, ballast.drop, told.append)
        saved = await _save_until(backend, told)
        assert told == [SAVED_ON_RESERVE]
        assert (await backend(GetOverview())).active == saved
        with pytest.raises(DiskFull, match="disk is full"):
            await _save_until(backend, told, how_often=2)
        await practice.close()


async def _save_until(backend: Backend, told: list[str], how_often: int = 1) -> int:
    saved = 0
    while len(told) < how_often:
        wish = AddClient(details=details(f"Client {saved}", reason_for_booking="x" * 3900))
        await backend(wish)
        saved += 1
    return saved
