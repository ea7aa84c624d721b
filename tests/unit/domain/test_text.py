"""Text: cleaned once for all, folded for search, keyed for order, shown without obeying it."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kara_tui.domain.text import (
    ALPHABET,
    SHORT_WORD,
    SORT_KEY_LENGTH,
    clean_line,
    clean_lines,
    digits,
    fold,
    match_spans,
    safe_text,
    search_words,
    searchable,
    searched,
    sort_key,
)
from tests.support.hostile import HOSTILE, steers_a_terminal

_ANY = st.one_of(
    st.text(),
    st.text(st.characters(codec=None, exclude_categories=())),
    st.sampled_from(sorted(HOSTILE.values())),
)
_ICELANDIC = st.text("aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæöAÁBÞÆÖ ", min_size=1, max_size=12)


@given(_ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(_ANY)
def test_clean_text_can_be_stored_and_holds_no_control(text: str) -> None:
    line, lines = clean_line(text), clean_lines(text)
    line.encode()
    lines.encode()
    assert not {unicodedata.category(mark) for mark in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.category(mark) for mark in lines if mark != "\n"} & {"Cc", "Cs"}
    assert unicodedata.is_normalized("NFC", line)
    assert "\u202e" not in line + lines
    assert line == line.strip()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028"])
def test_every_kind_of_line_break_is_one(end: str) -> None:
    assert clean_lines(f"one{end}two{end}{end}three") == "one\ntwo\n\nthree"
    assert clean_line(f"one{end}two") == "one two"


def test_names_pass_untouched() -> None:
    for name in (
        "Þórður Ægisson",
        "山田 太郎",
        "محمد عبد الله",
        "O'Neill-Smith",
        "👩‍👩‍👧‍👦 Zoë",
        "שָׂרָה",
    ):
        assert clean_line(name) == unicodedata.normalize("NFC", name)


@given(_ANY)
@example("ℌ ㎐ ™ ᴭ")
@example("ᾼ\u0345ͅ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_letter_there_is_folds_once_for_all() -> None:
    unstable = [hex(point) for point in range(0x30000) if _unstable(chr(point))]
    assert unstable == []


def _unstable(letter: str) -> bool:
    once = fold(letter)
    return fold(once) != once


@given(_ANY)
def test_case_and_composition_make_no_difference_to_a_search(text: str) -> None:
    composed = clean_line(text)
    assert fold(unicodedata.normalize("NFD", composed)) == fold(composed)


@given(st.text("aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö"))
def test_capitals_fold_like_small_letters(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Þór", "thor"),
        ("Ægir", "aegir"),
        ("Össur", "ossur"),
        ("Guðrún", "gudrun"),
        ("Søren", "soren"),
        ("Łukasz Đoković", "lukasz dokovic"),
        ("Straße", "strasse"),
        ("İIıi", "iiii"),
        ("Ǿ Ǽ", "o ae"),
        ("ﬁﬂ ℌ㎏", "fifl hkg"),
    ],
)
def test_folding_by_example(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(_ICELANDIC, _ICELANDIC)
def test_order_is_the_order_of_the_alphabet(one: str, other: str) -> None:
    def expected(text: str) -> list[int]:
        words = " ".join(text.lower().split())
        return [ALPHABET.find(letter) for letter in words]

    assert (sort_key(one) < sort_key(other)) == (expected(one) < expected(other))


@given(_ANY)
def test_a_sort_key_is_short_and_the_same_in_every_store(text: str) -> None:
    key = sort_key(text)
    assert len(key) <= SORT_KEY_LENGTH
    assert "\x00" not in key
    key.encode()
    assert sort_key(text.strip()) == key


def test_accents_that_have_no_letter_of_their_own_part_no_word() -> None:
    assert sort_key("M\u030ca") == sort_key("Ma")
    assert sort_key("Zoë") == sort_key("Zoe")
    assert sort_key("Müller") == sort_key("Muller")


@given(_ANY, st.booleans())
def test_nothing_that_is_shown_can_steer_a_terminal(text: str, lines: bool) -> None:
    shown = safe_text(text, lines=lines)
    allowed = {"0xa"} if lines else set()
    assert set(steers_a_terminal(shown)) <= allowed
    assert safe_text(shown, lines=lines) == shown


def test_a_pile_of_accents_is_cut_to_a_height_that_fits_a_line() -> None:
    shown = safe_text("Z" + "\u0300" * 200 + "x" + "\u0301")
    assert len(shown) < 10
    assert shown.startswith("Z\u0300")
    assert shown.endswith("x\u0301")


@given(st.text(max_size=60), st.lists(st.text(max_size=4), max_size=3))
def test_what_is_marked_is_what_matches(text: str, typed: list[str]) -> None:
    words = tuple(fold(word) for word in typed)
    for start, end in match_spans(text, words):
        assert 0 <= start < end <= len(text)
        assert any(word and word in fold(text[start:end]) for word in words)


@given(st.text(min_size=1, max_size=40), st.data())
def test_a_part_of_a_name_is_always_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = fold(text[start : start + 4])
    assume(len(part) >= SHORT_WORD)
    assert match_spans(text, (part,))


def test_one_or_two_letters_are_looked_for_where_words_begin() -> None:
    assert match_spans("Anna Hannesdóttir", ("an",)) == [(0, 2)]
    assert match_spans("Anna Hannesdóttir", ("ann",)) == [(0, 3), (6, 9)]
    text = searchable("Anna Hannesdóttir", "x@example.org")
    assert searched("h") in text
    assert searched("ha") in text
    assert searched("an") in searchable("Hannes Andri")
    assert searched("an") not in searchable("Hannes")
    assert searched("ann") in searchable("Hannes")


@given(st.text())
def test_digits_are_ascii_whatever_script_they_were_typed_in(text: str) -> None:
    found = digits(text)
    assert found == "" or (found.isascii() and found.isdigit())
    assert digits(found) == found


def test_digits_of_other_scripts_are_understood() -> None:
    assert digits("٠١٢-３４ 5²") == "012345"


def test_the_words_of_a_search() -> None:
    assert search_words("  Þór  ÆGIR ") == ("thor", "aegir")
    assert search_words("581 23-45") == ("5812345",)
    assert search_words("+354 (581) 2345") == ("3545812345",)
    assert search_words("-") == ("-",)
    assert search_words(" \u200b\t") == ()
