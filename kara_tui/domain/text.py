"""Text from outside: cleaned on the way in, folded for search, keyed for order, shown safely."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ALPHABET = "aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö"
"""The Icelandic letters in their order, with the four foreign ones where dictionaries put them."""

SORT_KEY_LENGTH = 96

SHORT_WORD = 3
"""A searched word with fewer letters is looked for at the beginning of words only."""

WORD_START = "  "
"""Stands before every word of a text to be searched, so that beginnings can be looked for."""

_BIDI = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}
_INVISIBLE = {0x200B, 0x2060, 0xFEFF, 0x180E, 0x00AD, *range(0xE0000, 0xE0080)}
_FOLDS = {"þ": "th", "æ": "ae", "ð": "d", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "ı": "i"}
_LETTER_KEY = {letter: chr(0x41 + place) for place, letter in enumerate(ALPHABET)} | {
    "ø": chr(0x41 + ALPHABET.index("ö")),
    "ä": chr(0x41 + ALPHABET.index("æ")),
}
_MOST_MARKS = 4


def clean_line(text: str) -> str:
    """Return text fit for one line: NFC, without control, bidi and invisible characters."""
    return " ".join(_cleaned(text, keep="").split())


def clean_lines(text: str) -> str:
    """Return text fit for several lines: as `clean_line`, with its line breaks kept."""
    lines = clean_typed(text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def clean_typed(text: str) -> str:
    """Return text as it is being typed: nothing a terminal obeys, every blank and line kept."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _cleaned(unified.replace("\u2029", "\n\n"), keep="\n")


def fold(text: str) -> str:
    """Return text as search compares it: no case, no accents, þ→th, ð→d, æ→ae, ö and ø→o."""
    return "".join(_folded_letter(letter) for letter in text)


def sort_key(text: str) -> str:
    """Return a string whose byte order is the Icelandic order of the text.

    Letters of the alphabet become one ASCII letter each; other Latin letters stand where their
    base letter stands; other scripts follow behind. Stores compare it byte by byte, so every
    store and every locale gives the same order.
    """
    key = "".join(_letter_sort_key(letter) for letter in text.strip())
    return " ".join(key.split())[:SORT_KEY_LENGTH]


def digits(text: str) -> str:
    """Return only the decimal digits, in ASCII whatever script they were typed in."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.decimal(mark)) for mark in text if mark.isdecimal())


def safe_text(text: str, *, lines: bool = False) -> str:
    """Return text that no terminal obeys: what could steer it becomes visible instead.

    Control characters turn into their pictures, bidi controls into U+FFFD, invisible ones
    vanish and piles of combining marks are cut. Line breaks stay only when `lines` is set.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for mark in text:
        marks = marks + 1 if unicodedata.combining(mark) else 0
        if marks <= _MOST_MARKS:
            shown.append(_shown(mark, lines=lines))
    return "".join(shown)


def searchable(*texts: str) -> str:
    """Return texts as a search reads them: folded words, each with its beginning marked."""
    words = (word for text in texts for word in fold(text).split())
    return "".join(f"{WORD_START}{word}" for word in words)


def searched(word: str) -> str:
    """Return what must occur in a `searchable` text for the word to be found."""
    return word if len(word) >= SHORT_WORD else f"{WORD_START}{word}"


def match_spans(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the searched words occur in the text, as ranges of its own characters."""
    folded: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        for part in _folded_letter(letter):
            folded.append(part)
            origin.append(place)
    haystack = "".join(folded)
    spans = [
        (origin[start], origin[start + len(word) - 1] + 1)
        for word in filter(None, words)
        for start in _occurrences(haystack, word)
    ]
    return sorted(spans)


def _occurrences(haystack: str, word: str) -> Iterator[int]:
    start = haystack.find(word)
    while start >= 0:
        if len(word) >= SHORT_WORD or start == 0 or haystack[start - 1] == " ":
            yield start
        start = haystack.find(word, start + len(word))


def search_words(typed: str) -> tuple[str, ...]:
    """Return the folded words of a search; a number typed with blanks or dashes is one word."""
    numberlike = all(mark.isdigit() or mark in " -+().\u00a0" for mark in typed)
    if numberlike and (number := digits(typed)):
        return (number,)
    return tuple(fold(clean_line(typed)).split())


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    small = unicodedata.normalize("NFKD", letter.casefold())
    # Some letters show their capitals only when they are taken apart, such as “™” and “ℌ”.
    parts = unicodedata.normalize("NFKD", small.casefold())
    return "".join(_FOLDS.get(part, part) for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4096)
def _letter_sort_key(letter: str) -> str:
    small = unicodedata.normalize("NFC", letter).lower()
    if small in _LETTER_KEY:
        return _LETTER_KEY[small]
    if small.isdigit() and small.isascii():
        return small
    base = _folded_letter(letter)
    if base.isascii():
        return "".join(_LETTER_KEY.get(part, part if part.isdigit() else " ") for part in base)
    return small if small.isalnum() else " "


def _cleaned(text: str, keep: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for mark in text:
        if mark == "\t":
            kept.append(" ")
        elif mark in keep or not _unwanted(mark):
            kept.append(mark)
        elif mark in "\n\r\x0b\x0c\x85\u2028\u2029":
            kept.append(" ")
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=4096)
def _unwanted(mark: str) -> bool:
    point = ord(mark)
    return (
        unicodedata.category(mark) in {"Cc", "Cs", "Zl", "Zp"}
        or point in _BIDI
        or point in _INVISIBLE
    )


@lru_cache(maxsize=4096)
def _shown(mark: str, *, lines: bool) -> str:
    point = ord(mark)
    if mark == "\n" and lines:
        return mark
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    if point in _BIDI or point in {0x200E, 0x200F, 0x061C} or 0x80 <= point < 0xA0:
        return "\ufffd"
    if unicodedata.category(mark) == "Cs":
        return "\ufffd"
    if mark in "\u2028\u2029":
        return "\n" if lines else " "
    return "" if point in _INVISIBLE else mark
