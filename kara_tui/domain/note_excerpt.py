"""Where a search found its words: one line of a text, with the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from kara_tui.domain.text import SHORT_WORD, WORD_START, clean_line, fold, match_spans

LONGEST_EXCERPT = 160
"""Most characters of an excerpt, without the signs that something was left off."""

_BEFORE = 40
"""So many characters stay in front of the first word that was found."""

_LEFT_OFF = "…"


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A piece of a text in one line."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()
    """Where searched words stand in it: ranges of its characters, in order, none overlapping."""


def note_words(typed: str) -> tuple[str, ...]:
    """Return the folded words of a search over notes.

    Numbers stay as they were typed: a text holds them so, with their dashes and blanks.
    """
    return tuple(dict.fromkeys(fold(clean_line(typed)).split()))


def searchable_words(texts: Iterable[str]) -> str:
    """Return texts as a search over notes reads them: each folded word once, its start marked.

    A searched word is found inside of one word, so it does not matter how often that one stands
    there: half as much is to be read as in the whole text.
    """
    words = dict.fromkeys(word for text in texts for word in fold(text).split())
    return "".join(f"{WORD_START}{word}" for word in words)


def excerpt_of(texts: Iterable[str], words: tuple[str, ...]) -> Excerpt:
    """Return the first line of the texts in which most of the words occur, cut to fit."""
    best, most = "", -1
    for text in texts:
        for line in text.split("\n"):
            if line.strip() and (held := _held(line, words)) > most:
                best, most = line, held
                if held == len(words):
                    return _cut(best, words)
    return _cut(best, words)


def _held(line: str, words: tuple[str, ...]) -> int:
    folded = f" {' '.join(fold(line).split())}"
    return sum((word if len(word) >= SHORT_WORD else f" {word}") in folded for word in words)


def _cut(line: str, words: tuple[str, ...]) -> Excerpt:
    line = " ".join(line.split())
    spans = _joined(match_spans(line, words))
    start = 0
    if spans and len(line) > LONGEST_EXCERPT:
        start = max(0, min(spans[0][0] - _BEFORE, len(line) - LONGEST_EXCERPT))
        if start > 0:
            blank = line.find(" ", start, spans[0][0])
            start = blank + 1 if blank >= 0 else start
    end = min(len(line), start + LONGEST_EXCERPT)
    front = _LEFT_OFF if start else ""
    shift = len(front) - start
    return Excerpt(
        text=f"{front}{line[start:end]}{_LEFT_OFF if end < len(line) else ''}",
        matches=tuple(
            (max(begin, start) + shift, min(stop, end) + shift)
            for begin, stop in spans
            if begin < end and stop > start
        ),
    )


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, stop in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((begin, stop))
    return joined
