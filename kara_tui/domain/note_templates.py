"""Templates for notes: headings to write under, with hints beside them.

A template of the professional's own is a text file: a title in the first line (`# Title`), then
what a new note begins with. Headings begin with `## `. A line that begins with `>` is a hint about
the heading above it; hints are shown while writing and never become part of a note.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line, clean_lines

LARGEST_TEMPLATE = 64 * 1024
"""Most bytes of a template's file."""

LONGEST_TITLE = 60
HEADING = "## "

_TITLE = "# "
_HINT = ">"


@dataclass(frozen=True, kw_only=True)
class NoteTemplate:
    """What a new note begins with."""

    name: str
    """What notes keep of it; empty for a free note."""
    title: str
    """What the professional chooses it by."""
    text: str = ""
    hints: dict[str, str] = field(default_factory=dict)
    """What to write, by heading; under an empty heading what goes for the whole note."""


@dataclass(frozen=True, kw_only=True)
class NotTaken:
    """A file, or a part of one, that is no template or snippet, and why."""

    name: str
    why: str


def _built_in(name: str, title: str, **hints: str) -> NoteTemplate:
    headings = {heading.capitalize(): hint for heading, hint in hints.items()}
    text = "\n\n".join(f"{HEADING}{heading}\n" for heading in headings)
    return NoteTemplate(name=name, title=title, text=text, hints=headings)


FREE = NoteTemplate(name="", title="Free")

BUILT_IN = (
    FREE,
    _built_in(
        "soap",
        "SOAP",
        subjective="What the client tells: how it goes, what happened since, what they ask for.",
        objective="What you could see or measure: looks, mood, speech, behaviour, scores.",
        assessment="What you make of it: headway, risks, what may lie behind.",
        plan="What was agreed: steps, tasks until then, when you meet again, whom to involve.",
    ),
    _built_in(
        "dap",
        "DAP",
        data="What was said and seen in this session.",
        assessment="What you make of it, and how it fits what you are working towards.",
        plan="What happens next, and who does it.",
    ),
)
"""The templates that are always there."""


def read_template(filename: str, data: bytes) -> NoteTemplate:
    """Return the template in a file.

    Args:
        filename: Its name without folders; without its ending it names the template.
        data: What is in it.

    Raises:
        Invalid: When it is none; says why.
    """
    name = template_name(filename)
    lines = _lines(data)
    title = clean_line(lines[0].removeprefix(_TITLE)) if lines else ""
    if not lines or not lines[0].startswith(_TITLE) or not title:
        raise Invalid("template", "The first line must be a title, such as “# First session”.")
    if len(title) > LONGEST_TITLE:
        raise Invalid("template", f"The title takes at most {LONGEST_TITLE} characters.")
    text, hints = _body(lines[1:])
    if not text:
        raise Invalid("template", "There is nothing under the title to begin a note with.")
    return NoteTemplate(name=name, title=title, text=f"{text}\n", hints=hints)


def template_name(filename: str) -> str:
    """Return what a template is called whose file has this name.

    Raises:
        Invalid: When nothing readable is left of it, or too much.
    """
    name = clean_line(PurePath(filename).stem)
    if not any(mark.isalnum() for mark in name):
        raise Invalid("template", "The file's name has no letter and no digit.")
    if len(name) > LONGEST_TITLE:
        raise Invalid("template", f"The file's name takes at most {LONGEST_TITLE} characters.")
    return name


def all_templates(
    files: Iterable[tuple[str, bytes]],
) -> tuple[tuple[NoteTemplate, ...], tuple[NotTaken, ...]]:
    """Return the built-in templates and those of some files, and which files are none."""
    taken = list(BUILT_IN)
    refused: list[NotTaken] = []
    for filename, data in files:
        try:
            template = read_template(filename, data)
            _require_new(template, taken)
        except Invalid as problem:
            refused.append(NotTaken(name=clean_line(filename)[:LONGEST_TITLE], why=str(problem)))
        else:
            taken.append(template)
    return tuple(taken), tuple(refused)


def hint_at(template: NoteTemplate, text: str, row: int) -> str:
    """Return what to write in a row of a note: the hint of the heading above it; empty for none.

    Args:
        template: What the note was begun with.
        text: The note as it is now, whatever became of the headings.
        row: From 0.
    """
    for line in reversed(text.split("\n")[: row + 1]):
        if line.startswith(HEADING) and (heading := _heading(line)) in template.hints:
            return template.hints[heading]
    return template.hints.get("", "")


def _lines(data: bytes) -> list[str]:
    if len(data) > LARGEST_TEMPLATE:
        raise Invalid("template", f"A template takes at most {LARGEST_TEMPLATE >> 10} kB.")
    if b"\0" in data:
        raise Invalid("template", "This is not a text file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("template", "This is not text in UTF-8.", "Save it as UTF-8.") from None
    return clean_lines(text).split("\n")


def _body(lines: Iterable[str]) -> tuple[str, dict[str, str]]:
    kept: list[str] = []
    hints: dict[str, str] = {}
    heading, headings = "", set[str]()
    for line in lines:
        if line.startswith(_HINT):
            hint = clean_line(line.removeprefix(_HINT))
            hints[heading] = f"{hints.get(heading, '')} {hint}".strip()
            continue
        kept.append(line)
        if line.startswith(HEADING):
            heading = _heading(line)
            if heading in headings:
                raise Invalid("template", f"The heading “{heading[:40]}” is there twice.")
            headings.add(heading)
    return "\n".join(kept).strip("\n"), hints


def _heading(line: str) -> str:
    return clean_line(line.removeprefix(HEADING))


def _require_new(template: NoteTemplate, taken: Iterable[NoteTemplate]) -> None:
    for one in taken:
        if template.name.casefold() == one.name.casefold():
            raise Invalid("template", f"A template is called “{one.name}” already.")
        if template.title.casefold() == one.title.casefold():
            raise Invalid("template", f"A template has the title “{one.title}” already.")
