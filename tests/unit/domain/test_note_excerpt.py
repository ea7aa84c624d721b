"""Excerpts: where a search found its words, in one short line with the words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.note_excerpt import (
    LONGEST_EXCERPT,
    Excerpt,
    excerpt_of,
    note_words,
    searchable_words,
)
from kara_tui.domain.text import fold, searched

_LETTERS = st.text(st.sampled_from("abþæéöñ ﬁ1-\n\u00a0ß.A"), max_size=400)


def _marked(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[begin:end] for begin, end in excerpt.matches]


def test_the_line_with_most_of_the_words_is_shown() -> None:
    texts = ["First the weather.\nShe slept badly.", "Then she slept well, the weather was fine."]
    excerpt = excerpt_of(texts, note_words("weather SLEPT"))
    assert excerpt.text == "Then she slept well, the weather was fine."
    assert _marked(excerpt) == ["slept", "weather"]
    assert excerpt_of(texts, note_words("badly")).text == "She slept badly."


def test_words_are_found_whatever_their_case_and_accents() -> None:
    excerpt = excerpt_of(["Hún talaði við Þórð um æfingar"], note_words("TALADI thord aefing"))
    assert _marked(excerpt) == ["talaði", "Þórð", "æfing"]


def test_a_long_line_is_cut_around_the_first_word() -> None:
    line = f"{'before ' * 60}needle {'after ' * 60}"
    excerpt = excerpt_of([line], note_words("needle"))
    assert excerpt.text.startswith("…before")
    assert excerpt.text.endswith("…")
    assert _marked(excerpt) == ["needle"]
    assert len(excerpt.text) <= LONGEST_EXCERPT + 2


def test_words_that_overlap_are_marked_once() -> None:
    assert _marked(excerpt_of(["catatonia"], note_words("cata atonia tonia"))) == ["catatonia"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-12-01", ("2026-12-01",)),
        ("555 12 34", ("555", "12", "34")),
        ("  Anna   ANNA þór ", ("anna", "thor")),
        ("\u200b \n", ()),
    ],
)
def test_numbers_are_looked_for_as_they_were_typed(typed: str, words: tuple[str, ...]) -> None:
    assert note_words(typed) == words


def test_there_is_an_excerpt_of_nothing() -> None:
    assert excerpt_of([], ("a",)) == Excerpt(text="")
    assert excerpt_of(["", "\n \n"], ("a",)) == Excerpt(text="")


@given(st.lists(_LETTERS, max_size=3), _LETTERS)
def test_what_is_marked_says_what_was_searched(texts: list[str], typed: str) -> None:
    words = note_words(typed)
    excerpt = excerpt_of(texts, words)
    assert "\n" not in excerpt.text
    assert len(excerpt.text) <= LONGEST_EXCERPT + 2
    ends = [place for span in excerpt.matches for place in span]
    assert ends == sorted(ends)
    assert all(0 <= begin < end <= len(excerpt.text) for begin, end in excerpt.matches)
    for begin, end in excerpt.matches:
        shown = fold(excerpt.text[begin:end])
        cut = begin <= 1 or end >= len(excerpt.text) - 1
        assert cut or any(word in shown for word in words)


@given(st.lists(_LETTERS, max_size=3), _LETTERS)
def test_a_word_is_found_among_the_words_as_it_is_in_the_text(texts: list[str], word: str) -> None:
    whole = "".join(f"  {one}" for text in texts for one in fold(text).split())
    for one in note_words(word):
        assert (searched(one) in searchable_words(texts)) == (searched(one) in whole)
