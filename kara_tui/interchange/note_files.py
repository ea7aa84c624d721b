"""The professional's own templates and snippets, read from files beside the settings."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kara_tui.domain.errors import Invalid
from kara_tui.domain.note_templates import (
    BUILT_IN,
    LARGEST_TEMPLATE,
    LONGEST_TITLE,
    NoteTemplate,
    NotTaken,
    all_templates,
)
from kara_tui.domain.snippets import LARGEST_FILE, read_snippets
from kara_tui.domain.text import clean_line

TEMPLATE_FOLDER = "note-templates"
SNIPPET_FILE = "snippets.toml"
MOST_TEMPLATES = 200

_ENDINGS = {".md", ".txt"}


@dataclass(frozen=True, kw_only=True)
class NoteFiles:
    """What helps to write notes."""

    templates: tuple[NoteTemplate, ...] = BUILT_IN
    """The built-in ones first."""
    snippets: dict[str, str] = field(default_factory=dict)
    """Texts by abbreviation."""
    not_taken: tuple[NotTaken, ...] = ()
    """What was found and cannot be used, with the reason."""


def read_note_files(folder: Path) -> NoteFiles:
    """Return templates and snippets; whatever cannot be used is told, and never in the way.

    Args:
        folder: Where the settings lie: `note-templates/*.md` and `snippets.toml` are read there.
    """
    problems: list[NotTaken] = []
    templates, refused = all_templates(_template_files(folder / TEMPLATE_FOLDER, problems))
    snippets: dict[str, str] = {}
    entries: tuple[NotTaken, ...] = ()
    try:
        data = _content(folder / SNIPPET_FILE, LARGEST_FILE)
        if data is not None:
            snippets, entries = read_snippets(data)
    except (Invalid, OSError) as problem:
        problems.append(NotTaken(name=SNIPPET_FILE, why=_reason(problem)))
    return NoteFiles(
        templates=templates, snippets=snippets, not_taken=(*problems, *refused, *entries)
    )


def _template_files(folder: Path, problems: list[NotTaken]) -> Iterator[tuple[str, bytes]]:
    try:
        found = sorted(one for one in folder.iterdir() if one.suffix.lower() in _ENDINGS)
    except FileNotFoundError:
        return
    except OSError as problem:
        problems.append(NotTaken(name=TEMPLATE_FOLDER, why=_reason(problem)))
        return
    shown = [one for one in found if not one.name.startswith(".")]
    for path in shown[:MOST_TEMPLATES]:
        try:
            data = _content(path, LARGEST_TEMPLATE)
        except (Invalid, OSError) as problem:
            name = clean_line(path.name)[:LONGEST_TITLE]
            problems.append(NotTaken(name=name, why=_reason(problem)))
        else:
            if data is not None:
                yield path.name, data
    if len(shown) > MOST_TEMPLATES:
        why = f"Only the first {MOST_TEMPLATES} templates are read."
        problems.append(NotTaken(name=TEMPLATE_FOLDER, why=why))


def _content(path: Path, largest: int) -> bytes | None:
    """Return what is in a file, one byte more than allowed at most; None when there is none."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(kind):
        # To read a pipe could wait for ever.
        raise Invalid("file", "This is not a plain file.")
    with path.open("rb") as stream:
        return stream.read(largest + 1)


def _reason(problem: Invalid | OSError) -> str:
    if isinstance(problem, Invalid):
        return str(problem)
    return f"It cannot be read: {problem.strerror or problem}."
