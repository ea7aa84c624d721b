"""Text made to harm is cleaned, cut or refused, whatever file brings it."""

import json
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.field_kinds import Context
from kara_tui.interchange import formats
from kara_tui.interchange.formats import ReadResult

Reader = Callable[..., ReadResult]

HOSTILE = [
    "[@click=app.quit]x[/]",
    "[/bold]",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2Jgone",
    "\u202etxt.exe",
    "A\u200bB",
    "nul\x00byte",
]


def as_csv(text: str) -> bytes:
    quoted = text.replace('"', '""')
    return f'Name,Address\n"Anna {quoted}","{quoted}"\n'.encode()


def as_card(text: str) -> bytes:
    return f"BEGIN:VCARD\nFN:Anna {text}\nADR:;;{text}\nEND:VCARD\n".encode()


def as_fhir(text: str) -> bytes:
    name, address = [{"text": f"Anna {text}"}], [{"line": [text]}]
    return json.dumps({"resourceType": "Patient", "name": name, "address": address}).encode()


WRITERS = [as_csv, as_card, as_fhir]


def told(result: ReadResult) -> str:
    problems = [one.place + one.reason for one in result.problems]
    return "".join([*problems, *(text for one in result.drafts for text in one.warnings)])


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_gets_in(
    read: Reader, write: Callable[[str], bytes], text: str
) -> None:
    result = read(write(text))
    assert len(result.drafts) == 1
    found = result.drafts[0].details
    kept = found.name + found.address_line + told(result)
    assert not [mark for mark in kept if unicodedata.category(mark) in {"Cc", "Cf", "Cs"}]
    assert found.name.startswith("Anna")


@pytest.mark.parametrize("write", WRITERS)
def test_a_name_of_ten_thousand_letters_is_refused_in_words(
    read: Reader, write: Callable[[str], bytes]
) -> None:
    (problem,) = read(write("A" * 10_000)).problems
    assert problem.reason == "Name takes at most 200 characters; this has 10,005."


def test_a_warning_shows_only_the_beginning_of_what_it_is_about(read: Reader) -> None:
    (draft,) = read("Name,Email\nAnna," + "x\x1b" * 5_000 + "\n").drafts
    assert "\x1b" not in draft.warnings[0]
    assert len(draft.warnings[0]) < 200


def test_a_lone_half_of_a_pair_does_not_break_the_reader(read: Reader) -> None:
    (draft,) = read('{"resourceType":"Patient","name":[{"text":"An\\ud800na"}]}').drafts
    assert draft.details.name == "Anna"


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=400)
    | st.text(alphabet="\",;\t|\n\r'=A1[]{}:", max_size=200).map(str.encode)
    | st.text(alphabet='",;\n\rab', max_size=80).map(lambda one: f"Name,Email\n{one}".encode())
    | st.text(alphabet=';:="\\,\n ab', max_size=80).map(
        lambda one: f"BEGIN:VCARD\nFN{one}\nTEL{one}\nN:{one}\nADR{one}\n".encode()
    ),
    name=st.sampled_from(["", "x.csv", "x.vcf", "x.json", "x.ics"]),
)
def test_no_file_breaks_the_reader(data: bytes, name: str) -> None:
    result = formats.read(data, name, Context(today=date(2026, 11, 21)))
    assert all(one.details.name for one in result.drafts)
    assert all(one.reason.endswith(".") and one.place for one in result.problems)
