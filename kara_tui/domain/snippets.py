"""Snippets: abbreviations that become a longer text while somebody writes.

They stand in a TOML file, one to a line: `nnc = "No new concerns."`; a text of several lines
stands between `\"\"\"`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from kara_tui.domain.errors import Invalid
from kara_tui.domain.note_templates import NotTaken
from kara_tui.domain.text import clean_line, clean_lines

LARGEST_FILE = 256 * 1024
"""Most bytes of the file."""

LONGEST_ABBREVIATION = 30
LONGEST_SNIPPET = 10_000


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """What to put in place of an abbreviation."""

    start: int
    """Where the abbreviation begins in the line."""
    end: int
    """Where it ends: at the cursor."""
    text: str


def read_snippets(data: bytes) -> tuple[dict[str, str], tuple[NotTaken, ...]]:
    """Return the snippets of a file by abbreviation, and which of its entries are none.

    Raises:
        Invalid: When the file as a whole cannot be read; says why.
    """
    snippets: dict[str, str] = {}
    refused: list[NotTaken] = []
    for key, value in _entries(data).items():
        try:
            abbreviation, text = _snippet(key, value)
            if abbreviation in snippets:
                raise Invalid("snippets", "This abbreviation is there twice.")
        except Invalid as problem:
            name = clean_line(key)[:LONGEST_ABBREVIATION]
            refused.append(NotTaken(name=name, why=problem.sentence))
        else:
            snippets[abbreviation] = text
    return snippets, tuple(refused)


def expansion(line: str, cursor: int, snippets: Mapping[str, str]) -> Expansion | None:
    """Return what the word before the cursor stands for; None when it is no abbreviation.

    Capitals do not matter. What stands in front of an abbreviation and is no letter or digit,
    such as a bracket, stays.

    Args:
        line: The line that the cursor is in.
        cursor: How many of its characters stand before the cursor.
        snippets: As `read_snippets` gives them.
    """
    cursor = max(0, min(cursor, len(line)))
    start = cursor
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    for begin in range(max(start, cursor - LONGEST_ABBREVIATION), cursor):
        if begin > start and line[begin - 1].isalnum():
            continue
        text = snippets.get(line[begin:cursor].casefold())
        if text is not None:
            return Expansion(start=begin, end=cursor, text=text)
    return None


def _entries(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST_FILE:
        raise Invalid("snippets", f"The file takes at most {LARGEST_FILE >> 10} kB.")
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise Invalid("snippets", "This is not text in UTF-8.", "Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as problem:
        raise Invalid(
            "snippets",
            f"The file cannot be read: {clean_line(str(problem))}.",
            'Each line looks like this: nnc = "No new concerns." '
            'An abbreviation with other than English letters stands in quotes: "þv" = "…"',
        ) from None
    except RecursionError:
        raise Invalid("snippets", "The file is nested too deeply to be meant.") from None


def _snippet(key: str, value: object) -> tuple[str, str]:
    abbreviation = clean_line(key).casefold()
    if not abbreviation or " " in abbreviation:
        raise Invalid("snippets", "An abbreviation is one word.")
    if len(abbreviation) > LONGEST_ABBREVIATION:
        raise Invalid("snippets", f"It takes at most {LONGEST_ABBREVIATION} characters.")
    if not isinstance(value, str) or not (text := clean_lines(value)).strip():
        raise Invalid("snippets", "What it stands for must be a text in quotes.")
    if len(text) > LONGEST_SNIPPET:
        raise Invalid("snippets", f"The text takes at most {LONGEST_SNIPPET:,} characters.")
    return abbreviation, text
