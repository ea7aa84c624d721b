"""A disk that may not be written, or is full: told in a sentence, and nothing is lost."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kara_tui.backend.opening import OpenStore
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.clients import AddClient, GetOverview
from tests.support.ordinary_user import as_ordinary_user
from tests.support.people import details
from tests.support.small_disk import small_disk
from tests.support.stores import open_at, read_names


def _add_one(path: Path, key: bytes) -> None:
    opened = open_at(path, key)
    try:
        opened.dispatch(AddClient(details=details("Anna")), opened.actor)
    finally:
        opened.store.close()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Give a folder that every user of the machine can reach."""
    folder = Path(tempfile.mkdtemp(prefix="kara-test-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555), (0o000, 0o777), (0o666, 0o555)]
)
def test_a_store_that_may_not_be_written_says_so_and_is_left_alone(
    filled: Path, store_key: bytes, public_folder: Path, file_mode: int, folder_mode: int
) -> None:
    read_names(filled, store_key)
    path = Path(shutil.copy(filled, public_folder / "practice.kara"))
    before = path.read_bytes()
    path.chmod(file_mode)
    public_folder.chmod(folder_mode)
    with as_ordinary_user(), pytest.raises(StoreUnavailable) as refusal:
        _add_one(path, store_key)
    assert "may only be read" in str(refusal.value) or "cannot be opened" in str(refusal.value)
    path.chmod(0o666)
    assert path.read_bytes() == before


def _save_on_and_on(opened: OpenStore, saved: list[str]) -> None:
    for place in range(2000):
        name = f"Client {place:04}"
        wish = AddClient(details=details(name, reason_for_booking="x" * 3900))
        opened.dispatch(wish, opened.actor)
        saved.append(name)


@pytest.mark.parametrize("real", [True, False])
def test_a_full_disk_loses_nothing_that_was_saved(
    template_store: Path,
    store_key: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    real: bool,
) -> None:
    with small_disk(tmp_path / "disk", monkeypatch, real=real) as folder:
        path = Path(shutil.copy(template_store, folder / "practice.kara"))
        opened = open_at(path, store_key)
        saved: list[str] = []
        with pytest.raises(StoreUnavailable, match="disk is full"):
            _save_on_and_on(opened, saved)
        assert len(saved) > 20
        with pytest.raises(StoreUnavailable):
            _save_on_and_on(opened, [])
        overview = opened.dispatch(GetOverview(), opened.actor)
        assert overview.active == len(saved)
        opened.store.close()
        assert read_names(path, store_key) == saved
