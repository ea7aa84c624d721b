"""Not one changed bit of a store goes unnoticed."""

import random
from pathlib import Path

from kara_tui.db.integrity import check_integrity
from kara_tui.domain.soundness import soundness_told
from tests.support.vaulted import Vaulted

FLIPS = 200


def test_11_two_hundred_flipped_bits_are_all_found(tmp_path: Path) -> None:
    """Threat: bits rot on the disk. Control: every page carries a seal that is checked."""
    practice = Vaulted(tmp_path)
    assert check_integrity(practice.store, practice.key).is_sound
    whole = practice.store.read_bytes()
    chance = random.Random(20260302)
    missed = []
    for place in chance.sample(range(len(whole)), FLIPS):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        practice.store.write_bytes(changed)
        found = check_integrity(practice.store, practice.key, still=True)
        if found.is_sound or "damaged" not in soundness_told(found, None):
            missed.append(place)
    assert missed == []
