"""What kara cannot read is refused by its name, with what it can read."""

from collections.abc import Callable

import pytest

from kara_tui.interchange import formats
from kara_tui.interchange.formats import Format, ReadResult

Reader = Callable[..., ReadResult]

CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Anna\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (CALENDAR.encode(), "x.ics", "a calendar"),
        (CALENDAR.encode(), "clients.csv", "a calendar"),
        (b"\xef\xbb\xbf" + CALENDAR.encode(), "", "a calendar"),
        (b"broken", "x.ics", "a calendar"),
        (b"PK\x03\x04rest", "clients.xlsx", "save its sheet as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "clients.xls", "save the sheet as CSV"),
        (b"%PDF-1.7", "clients.pdf", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "face.png", "a picture"),
        (b"\xff\xd8\xff\xe0", "face.jpg", "a picture"),
        (b"\x1f\x8b\x08", "x.csv.gz", "unpack it"),
        (b"<?xml version='1.0'?><Patient/>", "x.xml", "JSON or CSV"),
        (b"<!DOCTYPE html><p>Sign in", "export.csv", "a web page"),
        (bytes(range(1, 30)) * 20, "x.csv", "no text"),
    ],
)
def test_other_files_are_refused_by_their_name(
    read: Reader, data: bytes, name: str, said: str
) -> None:
    result = read(data, name)
    assert result.drafts == ()
    (problem,) = result.problems
    assert problem.place == "the file"
    assert said in problem.reason
    assert problem.reason.endswith(
        "kara reads tables (CSV), address books (vCard) and FHIR (JSON)."
    )


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Name,Email\nAnna,a@example.org\n", "clients.txt", Format.CSV),
        (b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n", "clients.txt", Format.VCARD),
        (b'{"resourceType": "Patient"}', "clients.txt", Format.FHIR),
        (b"[Name],[Email]\n", "clients.csv", Format.CSV),
        (b"BEGIN:VCARD\n", "contacts.ics", Format.VCARD),
    ],
)
def test_the_content_of_a_file_tells_what_it_is(data: bytes, name: str, kind: Format) -> None:
    assert formats.sniff(data, name) is kind


def test_a_format_that_is_only_recognised_is_not_written() -> None:
    with pytest.raises(ValueError, match="icalendar"):
        formats.write(Format.ICALENDAR, [])
