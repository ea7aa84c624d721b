"""A passphrase opens however it is typed, and only a strong one is taken for a vault."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.vault.passphrase import LONGEST, Passphrase
from kara_tui.vault.strength import Strength, chosen_passphrase, strength

TYPEABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40
)


@given(TYPEABLE)
def test_the_same_letters_are_the_same_passphrase_on_every_keyboard(text: str) -> None:
    composed = Passphrase.typed(unicodedata.normalize("NFC", text))

    assert composed == Passphrase.typed(unicodedata.normalize("NFD", text))
    assert composed == Passphrase.typed(f"{text}\r\n")
    assert composed == Passphrase.typed(f"\n{text}\n")


def test_blanks_and_capitals_count() -> None:
    assert Passphrase.typed("heron gravel") != Passphrase.typed("heron gravel ")
    assert Passphrase.typed("heron gravel") != Passphrase.typed("Heron gravel")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("x" * (LONGEST + 1), "longer"),
        ("\ufdfa" * 200, "longer"),
        ("tab\there", "cannot be typed"),
        ("esc\x1b[2Jape", "cannot be typed"),
        ("nul\0", "cannot be typed"),
        ("lone \ud800 surrogate", "cannot be typed"),
        ("unassigned \u0378", "cannot be typed"),
    ],
)
def test_what_cannot_be_typed_again_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refusal:
        Passphrase.typed(text)

    assert refusal.value.field == "passphrase"
    assert refusal.value.advice


def test_the_longest_passphrase_is_taken() -> None:
    assert len(Passphrase.typed("x" * LONGEST).reveal()) == LONGEST


@pytest.mark.parametrize("paste", ["a" * 10_000_000, "a1" * 5_000_000, "\n" * 10_000_000])
def test_a_paste_of_ten_megabytes_is_judged_and_refused_at_once(paste: str) -> None:
    started = time.perf_counter()
    strength(paste)
    with pytest.raises(Invalid):
        chosen_passphrase(paste)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("password", "everybody"),
        ("qwertyuiop", "everybody|keys"),
        ("abcabcabcabcabc", "twice"),
        ("2016-03-02", "Dates"),
        ("elephant", "people use|dictionary"),
    ],
)
def test_a_weak_passphrase_is_refused_with_what_makes_it_weak(text: str, warning: str) -> None:
    with pytest.raises(Invalid, match=warning) as refusal:
        chosen_passphrase(text)

    assert "words" in refusal.value.advice


def test_four_unusual_words_are_strong() -> None:
    judged = strength("heron gravel teapot lantern")

    assert judged == Strength(4, "strong", "")
    assert judged.is_enough
    assert chosen_passphrase("heron gravel teapot lantern") == Passphrase.typed(
        "heron gravel teapot lantern"
    )


def test_what_a_stranger_knows_makes_a_passphrase_weak() -> None:
    text = "sigridurmagnusdottir"

    assert strength(text, ["Sigridur", "Magnusdottir"]).score < strength(text).score


@pytest.mark.parametrize("text", ["", "\ud800", "þ", "\x1b]0;x\x07", "🙂" * 500])
def test_anything_typed_so_far_is_judged(text: str) -> None:
    assert strength(text).words


def test_no_sentence_of_the_library_reaches_the_user() -> None:
    from zxcvbn_rs_py import Warning as LibraryWarning

    from kara_tui.vault import strength as module

    names = {name for name in dir(LibraryWarning) if not name.startswith("_")}
    assert names == set(vars(module)["_WARNINGS"])
