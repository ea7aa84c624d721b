"""Files that hold no table of people: told apart, so that they are refused by their name."""

from kara_tui.interchange.encoding import decode

CALENDAR = (
    "a calendar (iCalendar), which holds appointments and not people: import it as a calendar"
)

_HEAD = 4096
_BEGINNINGS = (
    (b"PK\x03\x04", "a packed file, such as a workbook (XLSX, ODS): save its sheet as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save the sheet as CSV first"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a packed file: unpack it first"),
    (b"BZh", "a packed file: unpack it first"),
    (b"7z\xbc\xaf", "a packed file: unpack it first"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_CALENDAR_ENDINGS = {"ics", "ical", "ifb", "icalendar"}
_UNPRINTABLE = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\x00")


def foreign_kind(data: bytes, name: str) -> str:
    """Return in words what a file is that kara cannot read; empty when it may be readable."""
    for beginning, words in _BEGINNINGS:
        if data.startswith(beginning):
            return words
    head = decode(data[:_HEAD]).text.lstrip("\ufeff\x00 \t\r\n")
    folded = head[:40].casefold()
    if folded.startswith(("begin:vcalendar", "begin:vevent", "begin:vtodo")):
        return CALENDAR
    if name.rpartition(".")[2].casefold() in _CALENDAR_ENDINGS and "begin:vcard" not in folded:
        return CALENDAR
    if folded.startswith(("<?xml", "<!doctype", "<html", "<patient", "<bundle")):
        return "XML or a web page; ask the other program for JSON or CSV"
    return "no text" if _is_binary(head) else ""


def _is_binary(head: str) -> bool:
    odd = sum(1 for mark in head if ord(mark) in _UNPRINTABLE)
    nothing = head.count("\x00")
    return odd * 20 > len(head) or nothing * 2 > len(head)
