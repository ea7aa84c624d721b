"""Every changed bit of a store is found, and a busy store is never called damaged."""

import random
from pathlib import Path

from kara_tui.db.backup import Source
from kara_tui.db.integrity import check_integrity
from kara_tui.domain.soundness import Soundness, soundness_told
from tests.support.stores import open_at

FLIPS = 200


def test_two_hundred_changed_bits_are_two_hundred_times_found(source: Source) -> None:
    whole = source.store.read_bytes()
    chance = random.Random(3)
    found = 0
    for place in chance.sample(range(len(whole)), FLIPS):
        with source.store.open("r+b") as stream:
            stream.seek(place)
            stream.write(bytes([whole[place] ^ 1 << chance.randrange(8)]))
        told = check_integrity(source.store, source.key, still=True)
        # A changed salt, in the first sixteen bytes, makes every page unreadable.
        page = place // 4096 + 1
        found += not told.is_sound and (page in told.damaged)
        with source.store.open("r+b") as stream:
            stream.seek(place)
            stream.write(whole[place : place + 1])
    assert found == FLIPS
    assert check_integrity(source.store, source.key).is_sound


def test_a_sound_store_is_sound_while_it_is_open(source: Source) -> None:
    opened = open_at(source.store, source.key)
    assert check_integrity(source.store, source.key) == Soundness(
        pages=check_integrity(source.store, source.key).pages
    )
    opened.store.close()


def test_a_file_that_is_no_store_is_told(source: Source, tmp_path: Path) -> None:
    other = tmp_path / "notes.db"
    other.write_bytes(b"no store" * 4096)
    found = check_integrity(other, source.key)
    assert not found.is_sound
    assert "no backup" in soundness_told(found, None)


def test_a_missing_page_at_the_end_is_told(source: Source) -> None:
    whole = source.store.read_bytes()
    source.store.write_bytes(whole[: len(whole) - 8192])
    assert not check_integrity(source.store, source.key).is_sound
