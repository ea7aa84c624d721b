"""Countries by ISO 3166-1 code, with English and Icelandic names (from Unicode CLDR)."""

from functools import lru_cache
from importlib.resources import files

from kara_tui.domain.text import clean_line, fold

_OTHER_NAMES = {"usa": "US", "uk": "GB", "england": "GB", "scotland": "GB", "isl": "IS"}


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Return every country's English name by its two-letter code."""
    return {code: english for code, english, _ in _table()}


def country_code(typed: str) -> str | None:
    """Return the code of a country typed as a code or as a name in either language."""
    words = fold(clean_line(typed)).rstrip(".")
    if words.upper() in countries():
        return words.upper()
    return _OTHER_NAMES.get(words.replace(".", "")) or _codes_by_name().get(words)


def country_name(code: str) -> str:
    """Return the English name; the code itself when there is none."""
    return countries().get(code, code)


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    return {fold(name): code for code, *names in _table() for name in names}


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str, str], ...]:
    text = (files("kara_tui.domain") / "data" / "countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple((code, english, icelandic) for code, english, icelandic in rows)
