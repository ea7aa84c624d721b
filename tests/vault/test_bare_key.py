"""The key of a store lies beside it, for its owner only, and is never made twice."""

import os
import stat
import threading
from pathlib import Path

import pytest

from kara_tui.beside import bare_key_of
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.bare_key import KEY_BYTES, bare_key_for


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "practice.db"


def test_a_new_store_is_given_a_random_key_that_is_found_again(store: Path) -> None:
    key = bare_key_for(store)

    assert len(key) == KEY_BYTES
    assert bare_key_for(store) == key
    assert bare_key_for(store.with_name("other.db")) != key


def test_only_its_owner_may_read_the_key(store: Path) -> None:
    bare_key_for(store)

    assert stat.S_IMODE(bare_key_of(store).stat().st_mode) == 0o600
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700


def test_nothing_but_the_key_is_left_in_the_folder(store: Path) -> None:
    bare_key_for(store)

    assert [one.name for one in store.parent.iterdir()] == ["practice.bare-key"]


def test_a_store_without_its_key_is_refused_and_no_key_is_made(store: Path) -> None:
    store.parent.mkdir()
    store.write_bytes(b"sealed")

    with pytest.raises(StoreUnavailable, match="missing"):
        bare_key_for(store)

    assert [one.name for one in store.parent.iterdir()] == ["practice.db"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused_with_the_remedy(store: Path, mode: int) -> None:
    bare_key_for(store)
    bare_key_of(store).chmod(mode)

    with pytest.raises(StoreUnavailable, match="chmod 600"):
        bare_key_for(store)

    assert stat.S_IMODE(bare_key_of(store).stat().st_mode) == mode


@pytest.mark.parametrize("size", [0, KEY_BYTES - 1, KEY_BYTES + 1])
def test_a_key_of_another_length_is_refused(store: Path, size: int) -> None:
    bare_key_for(store)
    bare_key_of(store).write_bytes(b"x" * size)

    with pytest.raises(StoreUnavailable, match="damaged"):
        bare_key_for(store)


def test_a_store_named_like_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="ending"):
        bare_key_for(tmp_path / "practice.bare-key")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreUnavailable, match="key file"):
        bare_key_for(tmp_path / "file" / "practice.db")


def test_programs_that_start_at_once_agree_on_one_key(store: Path) -> None:
    keys: list[bytes] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        keys.append(bare_key_for(store))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_crash_while_the_key_is_made_leaves_no_half_a_key(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(_file: int) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", power_cut)
        with pytest.raises(StoreUnavailable):
            bare_key_for(store)
    assert not bare_key_of(store).exists()

    assert len(bare_key_for(store)) == KEY_BYTES
