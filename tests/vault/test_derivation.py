"""Keys for each use follow from one key, by the published method."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.vault.canonical import canonical
from kara_tui.vault.derivation import DataKey, Use, hkdf

# RFC 5869, appendix A.1 to A.3.
PUBLISHED = [
    (
        bytes.fromhex("0b" * 22),
        bytes(range(13)),
        bytes(range(0xF0, 0xFA)),
        42,
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    ),
    (
        bytes(range(0x50)),
        bytes(range(0x60, 0xB0)),
        bytes(range(0xB0, 0x100)),
        82,
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c6"
        "5e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
    ),
    (
        bytes.fromhex("0b" * 22),
        b"",
        b"",
        42,
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    ),
]


@pytest.mark.parametrize(("secret", "salt", "info", "length", "derived"), PUBLISHED)
def test_derives_what_the_standard_publishes(
    secret: bytes, salt: bytes, info: bytes, length: int, derived: str
) -> None:
    assert hkdf(secret, salt=salt, info=info, length=length).hex() == derived


@pytest.mark.parametrize("length", [0, -1, 255 * 32 + 1])
def test_refuses_lengths_that_the_standard_does_not_give(length: int) -> None:
    with pytest.raises(ValueError, match="HKDF"):
        hkdf(b"secret", length=length)


def test_every_use_has_a_key_of_its_own() -> None:
    key = DataKey(bytes(32))

    derived = [key.derive(use) for use in Use]

    assert all(len(one) == 32 for one in derived)
    assert all(one != other for one, other in combinations([*derived, bytes(32)], 2))


def test_two_data_keys_are_never_alike() -> None:
    assert DataKey.new() != DataKey.new()


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_key_has_32_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        DataKey(b"x" * size)


_FACTS = st.lists(st.binary(max_size=6) | st.text("ab\0", max_size=3), max_size=4)


@given(_FACTS, _FACTS)
def test_different_facts_are_never_the_same_bytes(
    one: list[bytes | str], other: list[bytes | str]
) -> None:
    def plain(facts: list[bytes | str]) -> list[bytes]:
        return [fact.encode() if isinstance(fact, str) else fact for fact in facts]

    assert (canonical("p", *one) == canonical("p", *other)) == (plain(one) == plain(other))


def test_facts_of_two_purposes_are_never_the_same_bytes() -> None:
    assert canonical("blob", b"x") != canonical("file", b"x")
