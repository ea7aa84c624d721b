"""Templates: the built-in ones, and the professional's own from files nobody may trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.note_beginning import Beginning, begun_with
from kara_tui.domain.note_templates import (
    BUILT_IN,
    FREE,
    LARGEST_TEMPLATE,
    NoteTemplate,
    all_templates,
    hint_at,
    read_template,
)
from tests.support.hostile import HOSTILE, steers_a_terminal

_OWN = """\
# First session
> Take your time.

## Why now
> What made them come.
> Who sent them?
Came because

## Family
"""


def _read(text: str, filename: str = "first.md") -> NoteTemplate:
    return read_template(filename, text.encode("utf-8", "surrogatepass"))


def test_the_built_in_ones_are_free_soap_and_dap() -> None:
    assert [(one.name, one.title) for one in BUILT_IN] == [
        ("", "Free"),
        ("soap", "SOAP"),
        ("dap", "DAP"),
    ]
    assert begun_with(FREE) == Beginning(template="", text="")
    soap = BUILT_IN[1]
    headings = [line for line in soap.text.split("\n") if line]
    assert headings == ["## Subjective", "## Objective", "## Assessment", "## Plan"]
    assert all(soap.hints[line.removeprefix("## ")] for line in headings)


def test_a_file_is_read_as_it_is_meant() -> None:
    template = _read(_OWN)
    assert (template.name, template.title) == ("first", "First session")
    assert template.text == "## Why now\nCame because\n\n## Family\n"
    assert template.hints == {
        "": "Take your time.",
        "Why now": "What made them come. Who sent them?",
    }
    assert _read("\ufeff" + _OWN.replace("\n", "\r\n")) == template


@pytest.mark.parametrize(
    ("row", "hint"),
    [(0, "Take your time."), (1, "What made them come. Who sent them?"), (4, "Take your time.")],
)
def test_the_hint_is_the_one_of_the_heading_above(row: int, hint: str) -> None:
    text = "Before\n## Why now\nBecause\n\n## Why now?"
    assert hint_at(_read(_OWN), text.replace("Because\n\n## Why now?", ""), 0) == "Take your time."
    assert hint_at(_read(_OWN), text, row) == (hint if row < 4 else hint_at(_read(_OWN), text, 3))


@given(st.text(max_size=80), st.integers(-3, 20))
def test_there_is_always_a_hint_or_none(text: str, row: int) -> None:
    assert hint_at(_read(_OWN), text, row) in {*_read(_OWN).hints.values()}
    assert hint_at(FREE, text, row) == ""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "first line must be a title"),
        (b"First session\n\ntext", "first line must be a title"),
        (b"# \ntext", "first line must be a title"),
        (b"## Heading\ntext", "first line must be a title"),
        (b"# Only a title\n> and a hint\n", "nothing under the title"),
        (b"# " + b"x" * 61 + b"\ntext", "at most 60 characters"),
        (b"# T\n## A\n\n## A\n", "“A” is there twice"),
        (b"# T\n\xff\xfe", "UTF-8"),
        (b"# T\n\0", "not a text file"),
        (b"# T\n" + b"x" * LARGEST_TEMPLATE, "at most 64 kB"),
    ],
)
def test_what_is_no_template_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read_template("own.md", data)


@pytest.mark.parametrize("filename", ["...md", "---.txt", "\u202e.md", "a" * 61 + ".md"])
def test_a_file_without_a_usable_name_is_refused(filename: str) -> None:
    with pytest.raises(Invalid, match="name"):
        _read(_OWN, filename)


@pytest.mark.parametrize("threat", HOSTILE)
def test_hostile_names_and_texts_steer_nothing(threat: str) -> None:
    text = HOSTILE[threat].replace("/", "")
    templates, refused = all_templates(
        [(f"{text}.md", f"# {text}\n## {text}\n> {text}\n{text}".encode("utf-8", "replace"))]
    )
    assert len(templates) - len(BUILT_IN) + len(refused) == 1
    for one in templates[len(BUILT_IN) :]:
        shown = [one.name, one.title, one.text.replace("\n", ""), *one.hints.values()]
        assert [mark for part in shown for mark in steers_a_terminal(part)] in (
            [],
            ["0x200e", "0x200f", "0x61c"] * (len(shown) + 1),
        ) or threat == "bidi marks"
    assert all(steers_a_terminal(one.name) == [] or threat == "bidi marks" for one in refused)


def test_no_two_templates_share_a_name_or_a_title() -> None:
    body = b"\ntext"
    templates, refused = all_templates(
        [
            ("SOAP.md", b"# Mine" + body),
            ("mine.md", b"# dap" + body),
            ("one.md", b"# One" + body),
            ("one.txt", b"# Other" + body),
            ("two.md", b"# ONE" + body),
        ]
    )
    assert [one.name for one in templates[len(BUILT_IN) :]] == ["one"]
    assert [(one.name, one.why) for one in refused] == [
        ("SOAP.md", "A template is called “soap” already."),
        ("mine.md", "A template has the title “DAP” already."),
        ("one.txt", "A template is called “one” already."),
        ("two.md", "A template has the title “One” already."),
    ]
