"""Names of files from outside are made harmless, and kinds are found by looking inside."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.file_kinds import ending_lies, is_program, kind_words, size_words
from kara_tui.domain.file_names import LONGEST_NAME, clean_file_name, ending_of, without_ending
from kara_tui.interchange.file_kind import HEAD_BYTES, sniffed_type
from tests.support.hostile import HOSTILE, steers_a_terminal

_RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@given(st.one_of(st.text(max_size=60), st.sampled_from(sorted(HOSTILE.values()))))
@settings(max_examples=100)
def test_any_name_becomes_one_plain_file_on_any_system(typed: str) -> None:
    name = clean_file_name(typed)

    assert name == clean_file_name(name)
    assert 0 < len(name.encode()) <= LONGEST_NAME
    assert not steers_a_terminal(name)
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name[0] not in ". -~"
    assert name[-1] not in ". "
    assert name.partition(".")[0].casefold() not in _RESERVED


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bréf frá Önnu.pdf", "Bréf frá Önnu.pdf"),
        ("../../.ssh/id_rsa", "ssh-id_rsa"),
        ("C:\\Users\\anna\\x-ray.png", "C--Users-anna-x-ray.png"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("AUX.txt", "_AUX.txt"),
        ("-rf", "rf"),
        ("..", "file"),
        ("…", "file"),
        ("a" * 300 + ".tar", "a" * 196 + ".tar"),
        ("þ" * 300 + ".pdf", "þ" * 98 + ".pdf"),
    ],
)
def test_names_stay_readable(typed: str, name: str) -> None:
    assert clean_file_name(typed) == name


def test_an_ending_is_what_other_programs_go_by() -> None:
    assert ending_of("Letter of 3. March 2026.PDF") == "pdf"
    assert ending_of(".bashrc") == ending_of("letter") == ending_of("Dr. Anna Jónsdóttir") == ""
    assert without_ending("x.tar.gz") == ("x.tar", ".gz")


def _zip(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return made.getvalue()


def _short(given: object) -> str:
    return given if isinstance(given, str) else "bytes"


_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(99)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n", "letter.pdf", "PDF"),
        (_JPEG, "photo.JPG", "JPEG picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "", "PNG picture"),
        (_zip("[Content_Types].xml", "word/document.xml"), "letter.docx", "Word document"),
        (_zip("a.txt"), "all.zip", "ZIP archive"),
        (b"Dear Anna,\n", "letter.txt", "text"),
        ("Bréf frá Önnu um sumarfrí\n".encode("latin-1"), "bref.txt", "text"),
        (b"x" * (HEAD_BYTES - 1) + "þ".encode()[:1], "cut.txt", "text"),
        (b"BM is how this begins", "bm.txt", "text"),
        (b"#!/bin/sh\n", "x", "script"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "x", "program"),
        (b"", "empty.pdf", "kind not known"),
        (bytes(range(200, 256)), "x.bin", "kind not known"),
    ],
    ids=_short,
)
def test_a_file_is_what_is_in_it(content: bytes, name: str, kind: str) -> None:
    media_type = sniffed_type(content, name)
    assert kind_words(media_type) == kind
    assert not ending_lies(name, media_type)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (_JPEG, "letter.pdf"),
        (b"MZ\x90\x00" + bytes(99), "holiday.jpg"),
        (b"#!/bin/sh\n", "holiday.png"),
        (b"only text\n", "letter.pdf"),
        (_zip("a"), "photo.jpeg"),
    ],
    ids=_short,
)
def test_a_name_that_promises_another_kind_is_noticed(content: bytes, name: str) -> None:
    assert ending_lies(name, sniffed_type(content, name))


@given(st.binary(max_size=300), st.text(max_size=20))
@settings(max_examples=25)
def test_no_content_is_too_odd_to_be_looked_at(content: bytes, name: str) -> None:
    assert kind_words(sniffed_type(content, name))


def test_what_might_run_is_known_by_its_content_and_by_its_name() -> None:
    assert is_program("x", sniffed_type(b"#!/bin/sh\n", "x"))
    assert is_program("holiday.jpg", sniffed_type(b"MZ\x90\x00" + bytes(99), "holiday.jpg"))
    assert is_program("x.desktop", "text/plain")
    assert not is_program("letter.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        *((0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1500, "1.5 kB")),
        *((999_999, "1,000 kB"), (12_300_000, "12 MB"), (2**30, "1.1 GB")),
    ],
)
def test_a_size_is_told_as_people_read_it(size: int, words: str) -> None:
    assert size_words(size) == words
