"""Looking for planted words in files, in every spelling in which a program may leave them."""

from pathlib import Path

from kara_tui.domain.text import fold, sort_key


def as_found_in_files(folder: Path, words: dict[str, str]) -> dict[str, list[str]]:
    """Return which words lie readable in which files of a folder, at any depth.

    Args:
        folder: Where to look.
        words: By any name.
    """
    found: dict[str, list[str]] = {}
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        for name in as_found_in(file.read_bytes(), words):
            found.setdefault(name, []).append(file.name)
    return found


def as_found_in(data: bytes, words: dict[str, str]) -> list[str]:
    """Return the names of the words that some bytes hold."""
    return [name for name, word in words.items() if any(one in data for one in _spellings(word))]


def _spellings(word: str) -> set[bytes]:
    forms = {word, word.upper(), word.lower(), fold(word), sort_key(word)}
    forms |= {word[::-1], *word.split()}
    long_enough = (one for one in forms if len(one) > 5)
    return {one.encode(code) for one in long_enough for code in ("utf-8", "utf-16-le")}
