"""The lists that people of the demonstration are put together from, read from data files.

A file holds one culture: sections such as `[female]` or `[family]`, with a name a line, or
several with commas between them. Lines that begin with `#` explain.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kara_tui.domain.text import fold

_SENTENCES = ("reasons", "professional", "remarks", "names", "notes", "contacts")
"""Sections whose lines are whole: a comma in them is a comma."""


@dataclass(frozen=True)
class Part:
    """One part of a name, ready to be joined."""

    text: str
    slug: str
    """How it looks in an e-mail address; empty when it has no Latin letter."""


@dataclass(frozen=True)
class Culture:
    """Names as one language gives them."""

    code: str
    """Language tag."""
    weight: int
    """How many of a hundred people bear such names."""
    women: tuple[Part, ...]
    men: tuple[Part, ...]
    mothers: tuple[Part, ...]
    """Family names of women, or what their father's name makes of theirs."""
    fathers: tuple[Part, ...]
    neutral: tuple[Part, ...]
    """Family names of people who are neither."""
    reasons: tuple[str, ...]
    streets: tuple[str, ...]
    family_first: bool = False
    joint: str = " "
    """What stands between the parts of a name."""


_WEIGHTS = {
    "is": 54,
    "pl": 11,
    "en": 5,
    "lt": 4,
    "se": 4,
    "de": 3,
    "es": 3,
    "fr": 2,
    "cs": 2,
    "uk": 2,
    "ar": 2,
    "vi": 2,
    "zh": 2,
    "el": 1,
    "he": 1,
    "ja": 1,
    "ko": 1,
}
_FAMILY_FIRST = ("vi", "zh", "ja", "ko")
_UNSPACED = ("zh", "ja", "ko")
_TAGS = {"se": "sv"}


@lru_cache(maxsize=1)
def cultures() -> tuple[Culture, ...]:
    """Return every culture; their weights add up to a hundred."""
    return tuple(_culture(name, weight) for name, weight in _WEIGHTS.items())


@lru_cache(maxsize=32)
def section(file: str, name: str) -> tuple[str, ...]:
    """Return the entries of one section of a data file; none when it lacks the section."""
    text = (files("kara_tui.demo") / "data" / f"{file}.txt").read_text(encoding="utf-8")
    entries: list[str] = []
    here = ""
    for line in text.splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif here == name and line and not line.startswith("#"):
            entries += [line] if name in _SENTENCES else line.split(", ")
    return tuple(entries)


def slug(text: str) -> str:
    """Return text as it may stand in front of the @: lower-case ASCII letters and nothing else."""
    return "".join(letter for letter in fold(text) if letter.isascii() and letter.isalpha())


def _culture(name: str, weight: int) -> Culture:
    if name == "is":
        return _icelandic(weight)
    family = section(name, "family")
    mothers, fathers = section(name, "family female"), section(name, "family male")
    return Culture(
        code=_TAGS.get(name, name),
        weight=weight,
        women=_parts(section(name, "female")),
        men=_parts(section(name, "male")),
        mothers=_parts(family or mothers),
        fathers=_parts(family or fathers),
        neutral=_parts(family or fathers),
        reasons=section(name, "reasons"),
        streets=section(name, "streets"),
        family_first=name in _FAMILY_FIRST,
        joint="" if name in _UNSPACED else " ",
    )


def _icelandic(weight: int) -> Culture:
    women = [line.split() for line in section("is", "female")]
    men = [line.split() for line in section("is", "male")]
    # Nineteen of twenty are named after their father.
    stems = [*men * 18, *women]
    return Culture(
        code="is",
        weight=weight,
        women=_with_second([one[0] for one in women], section("is", "second female")),
        men=_with_second([one[0] for one in men], section("is", "second male")),
        mothers=_parts([f"{one[-1]}dóttir" for one in stems]),
        fathers=_parts([f"{one[1]}son" for one in stems]),
        neutral=_parts([f"{one[-1]}bur" for one in stems]),
        reasons=section("is", "reasons"),
        streets=section("is", "streets"),
    )


def _with_second(names: list[str], seconds: tuple[str, ...]) -> tuple[Part, ...]:
    alone = _parts(names) * len(seconds)
    both = [f"{one} {second}" for one in names for second in seconds if one != second]
    return (*alone, *_parts(both))


def _parts(names: tuple[str, ...] | list[str]) -> tuple[Part, ...]:
    return tuple(Part(name, slug(name.split()[0])) for name in names)
