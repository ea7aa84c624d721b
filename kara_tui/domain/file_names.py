"""Names of files as they come from outside, made harmless on every system."""

import re
from functools import lru_cache

from kara_tui.domain.text import clean_line

LONGEST_NAME = 200
"""Most bytes (UTF-8); file systems take 255, and a copy may get a number or an ending."""

NAMELESS = "file"
"""What a file is called whose name has nothing left."""

_LONGEST_ENDING = 12
_SEPARATING = re.compile(r'[/\\:*?"<>|\u2044\u2215\u29f8\u29f9\uff0f\uff3c]')
"""Signs that mean something to a system, and those that look like a folder's."""
_MARKS = re.compile("[\u200c-\u200f\u061c\ufffc\ufffd]")
"""Signs without a shape that may turn the direction of a name, or hide in it."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, whatever their ending."""
_ENDING = re.compile(rf"[a-z0-9]{{1,{_LONGEST_ENDING}}}")


def clean_file_name(name: str) -> str:
    """Return a name that is one plain file's in any folder of any system; never empty."""
    plain = _MARKS.sub("", clean_line(name[: 16 * LONGEST_NAME]))
    plain = clean_line(_SEPARATING.sub("-", plain)).rstrip(". ").lstrip("-~. ")
    if not any(mark.isalnum() for mark in plain):
        plain = NAMELESS
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return _shortened(plain)


@lru_cache(maxsize=512)
def ending_of(name: str) -> str:
    """Return what a name ends in, in small letters and without the dot; empty for none."""
    stem, dot, ending = name.lower().rpartition(".")
    return ending if dot and stem and _ENDING.fullmatch(ending) else ""


def without_ending(name: str) -> tuple[str, str]:
    """Return a name in two parts: before its ending, and the ending with its dot."""
    ending = ending_of(name)
    return (name[: -len(ending) - 1], name[-len(ending) - 1 :]) if ending else (name, "")


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, ending = without_ending(name)
    room = LONGEST_NAME - len(ending.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + ending
