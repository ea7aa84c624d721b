"""What is sealed opens only whole, only here, only with its key, and tells little by its length."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid, VaultDamaged
from kara_tui.vault import padding
from kara_tui.vault.derivation import DataKey
from kara_tui.vault.intake import open_intake, seal_for
from kara_tui.vault.key_pair import KeyPair, fingerprint
from kara_tui.vault.record_keys import (
    items_key,
    new_record_key,
    unwrap_record_key,
    wrap_record_key,
)
from kara_tui.vault.sealing import Place, SealingKey, seal, unseal

KEY = SealingKey(bytes(range(32)))
PAIR = KeyPair(bytes(range(1, 33)))
HERE = Place(vault_id=b"v" * 16, record_type="client", record_id="c-1", field="notes", version=1)
ELSEWHERE = [
    replace(HERE, vault_id=b"w" * 16),
    replace(HERE, record_type="note"),
    replace(HERE, record_id="c-2"),
    replace(HERE, field="details"),
    replace(HERE, version=2),
    replace(HERE, record_type="clientc", record_id="-1"),
]
Open = Callable[[bytes, Place], bytes]
WAYS: dict[str, tuple[Callable[[bytes, Place], bytes], Open]] = {
    "blob": (lambda plain, at: seal(plain, KEY, at), lambda blob, at: unseal(blob, KEY, at)),
    "intake": (
        lambda plain, at: seal_for(PAIR.public, plain, at),
        lambda blob, at: open_intake(blob, PAIR, at),
    ),
}
PLAIN = st.binary(max_size=1500)
PLACES = st.builds(
    Place,
    vault_id=st.binary(min_size=16, max_size=16),
    record_type=st.text(max_size=10),
    record_id=st.text(max_size=10),
    field=st.text(max_size=10),
    version=st.integers(0, 2**63),
)


@pytest.mark.parametrize("way", WAYS)
@given(plain=PLAIN, place=PLACES)
def test_what_was_sealed_is_opened(way: str, plain: bytes, place: Place) -> None:
    close, open_again = WAYS[way]

    assert open_again(close(plain, place), place) == plain


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", ELSEWHERE)
def test_nothing_opens_in_another_place(way: str, place: Place) -> None:
    close, open_again = WAYS[way]

    with pytest.raises(VaultDamaged):
        open_again(close(b"note", HERE), place)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_opens_after_any_changed_bit(way: str) -> None:
    close, open_again = WAYS[way]
    sealed = close(b"note", HERE)
    for at in range(len(sealed)):
        for bit in range(8):
            changed = bytearray(sealed)
            changed[at] ^= 1 << bit
            with pytest.raises(VaultDamaged):
                open_again(bytes(changed), HERE)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_opens_cut_or_lengthened(way: str) -> None:
    close, open_again = WAYS[way]
    sealed = close(b"note", HERE)
    wrong = [sealed[:kept] for kept in range(len(sealed))] + [sealed + b"\0", sealed + sealed]
    for one in wrong:
        with pytest.raises(VaultDamaged):
            open_again(one, HERE)


@pytest.mark.parametrize("way", WAYS)
def test_the_same_value_is_never_sealed_alike(way: str) -> None:
    close, _ = WAYS[way]

    assert close(b"note", HERE) != close(b"note", HERE)


def test_another_key_does_not_open() -> None:
    blob = seal(b"note", KEY, HERE)
    with pytest.raises(VaultDamaged, match="does not open"):
        unseal(blob, new_record_key(), HERE)
    with pytest.raises(VaultDamaged, match="somebody else"):
        open_intake(seal_for(KeyPair.new().public, b"answer", HERE), PAIR, HERE)


def test_one_kind_of_sealing_does_not_pass_for_another() -> None:
    wrapped = wrap_record_key(new_record_key(), KEY, HERE.vault_id, "client", "c-1")
    for foreign in (wrapped, seal_for(PAIR.public, b"answer", HERE)):
        with pytest.raises(VaultDamaged):
            unseal(foreign, KEY, HERE)
        with pytest.raises(VaultDamaged):
            unseal(seal(b"x", KEY, HERE)[:2] + foreign[2:], KEY, HERE)


@pytest.mark.parametrize(
    ("length", "sealed"), [(0, 306), (252, 306), (253, 562), (508, 562), (509, 1074), (2000, 2098)]
)
def test_lengths_are_told_in_buckets(length: int, sealed: int) -> None:
    assert len(seal(b"x" * length, KEY, HERE)) == sealed


@given(PLAIN)
def test_padding_is_taken_off_again(plain: bytes) -> None:
    padded = padding.pad(plain)

    assert padding.unpad(padded) == plain
    assert len(padded) in {256, 512, 1024, 2048}


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b"\0\0\0",
        padding.pad(b"x")[:-1],
        padding.pad(b"x") + b"\0",
        padding.pad(b"x")[:-1] + b"\1",
        b"\0\0\0\1x".ljust(512, b"\0"),
        (253).to_bytes(4, "big").ljust(256, b"\0"),
        b"\xff" * 256,
    ],
)
def test_only_one_padding_is_accepted(padded: bytes) -> None:
    assert padding.unpad(padded) is None


@pytest.mark.parametrize("way", WAYS)
def test_what_is_too_long_for_a_record_is_refused_in_words(way: str) -> None:
    close, _ = WAYS[way]

    with pytest.raises(Invalid, match="too long") as refusal:
        close(bytes(padding.LARGEST), HERE)

    assert refusal.value.field == "notes"


def test_a_record_is_destroyed_with_its_key() -> None:
    items = items_key(DataKey(bytes(32)))
    record_key = new_record_key()
    wrapped = wrap_record_key(record_key, items, HERE.vault_id, "client", "c-1")
    blob = seal(b"note", record_key, HERE)

    opened = unwrap_record_key(wrapped, items, HERE.vault_id, "client", "c-1")
    assert unseal(blob, opened, HERE) == b"note"
    assert len(wrapped) == 82
    with pytest.raises(VaultDamaged):
        unseal(blob, items, HERE)


@pytest.mark.parametrize(
    ("vault_id", "record_type", "record_id"),
    [(b"w" * 16, "client", "c-1"), (b"v" * 16, "note", "c-1"), (b"v" * 16, "client", "c-2")],
)
def test_the_key_of_a_record_opens_for_that_record_only(
    vault_id: bytes, record_type: str, record_id: str
) -> None:
    wrapped = wrap_record_key(new_record_key(), KEY, HERE.vault_id, "client", "c-1")

    with pytest.raises(VaultDamaged, match="key of this record"):
        unwrap_record_key(wrapped, KEY, vault_id, record_type, record_id)


def test_a_changed_key_of_a_record_does_not_open() -> None:
    wrapped = wrap_record_key(new_record_key(), KEY, HERE.vault_id, "client", "c-1")
    for at in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[at] ^= 0x10
        with pytest.raises(VaultDamaged):
            unwrap_record_key(bytes(changed), KEY, HERE.vault_id, "client", "c-1")


def test_a_public_key_is_compared_by_six_groups() -> None:
    shown = fingerprint(PAIR.public)

    assert [len(group) for group in shown.split("-")] == [4] * 6
    assert shown == fingerprint(KeyPair(PAIR.reveal()).public)
    assert shown != fingerprint(KeyPair.new().public)
    assert PAIR.public != PAIR.reveal()
