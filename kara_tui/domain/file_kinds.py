"""What kind of file something is, in words, and whether its name tells the truth about it."""

from functools import lru_cache
from mimetypes import MimeTypes

from kara_tui.domain.file_names import ending_of

PLAIN_TEXT = "text/plain"
SCRIPT = "text/x-script"
PROGRAM = "application/x-executable"
ARCHIVE = "application/zip"
OLD_OFFICE = "application/x-ole-storage"

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PROGRAMS = {
    PROGRAM,
    SCRIPT,
    "application/vnd.microsoft.portable-executable",
    "application/x-iso9660-appimage",
    "application/x-msdownload",
    "application/x-sh",
}
_ENDINGS_OF_PROGRAMS = {
    *("app", "appimage", "bat", "bin", "cmd", "com", "command", "cpl", "deb", "desktop", "dll"),
    *("exe", "hta", "jar", "js", "jse", "lnk", "msi", "pif", "pl", "ps1", "py", "pyw", "rb", "reg"),
    *("rpm", "run", "scr", "sh", "url", "vbe", "vbs", "webloc", "wsf", "wsh"),
}
_TEXTUAL = {
    "application/ecmascript",
    "application/javascript",
    "application/json",
    "application/rtf",
    "application/x-csh",
    "application/x-latex",
    "application/x-sh",
    "application/x-tex",
    "application/xml",
    "image/svg+xml",
    "message/rfc822",
}
_SAME = {
    "application/octet-stream": "",
    "application/x-gzip": "application/gzip",
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "image/heif": "image/heic",
    "image/pjpeg": "image/jpeg",
    "image/x-ms-bmp": "image/bmp",
    "text/x-vcard": "text/vcard",
    "text/xml": "application/xml",
    "text/rtf": "application/rtf",
}
_WORDS = {
    "": "kind not known",
    ARCHIVE: "ZIP archive",
    OLD_OFFICE: "older Office document",
    PLAIN_TEXT: "text",
    PROGRAM: "program",
    SCRIPT: "script",
    "application/gzip": "GZIP archive",
    "application/msword": "Word document",
    "application/pdf": "PDF",
    "application/rtf": "rich text",
    "application/vnd.microsoft.portable-executable": "program for Windows",
    "application/vnd.ms-excel": "Excel table",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument table",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    f"{_OFFICE}.presentationml.presentation": "PowerPoint slides",
    f"{_OFFICE}.spreadsheetml.sheet": "Excel table",
    f"{_OFFICE}.wordprocessingml.document": "Word document",
    "message/rfc822": "e-mail",
    "text/calendar": "calendar",
    "text/csv": "table (CSV)",
    "text/html": "web page",
    "text/vcard": "address card",
}
_KILO, _TEN = 1000, 10
_UNITS = {"kB": 10**3, "MB": 10**6, "GB": 10**9}
_FAMILIES = {"audio": "sound", "image": "picture", "video": "film"}


def kind_words(media_type: str) -> str:
    """Return what a media type is called, in a few words."""
    if words := _WORDS.get(media_type):
        return words
    family, _, kind = media_type.partition("/")
    if family in _FAMILIES:
        return f"{kind.removeprefix('x-').partition('+')[0].upper()} {_FAMILIES[family]}"
    return media_type


def size_words(size: int) -> str:
    """Return a number of bytes as people read it."""
    if size < _KILO:
        return "1 byte" if size == 1 else f"{size} bytes"
    unit = next((one for one in ("kB", "MB") if size < _UNITS[one] * _KILO), "GB")
    many = size / _UNITS[unit]
    return f"{many:.1f} {unit}" if many < _TEN else f"{many:,.0f} {unit}"


def is_program(name: str, media_type: str) -> bool:
    """Tell whether another program might run the file instead of showing it."""
    return media_type in _PROGRAMS or ending_of(name) in _ENDINGS_OF_PROGRAMS


def ending_lies(name: str, media_type: str) -> bool:
    """Tell whether a name ends like another kind of file than the one that was found."""
    meant = type_of_ending(ending_of(name))
    if not meant or not media_type:
        return False
    found = usual_type(media_type)
    return found != meant and not (_is_textual(found) and _is_textual(meant))


def usual_type(media_type: str) -> str:
    """Return a media type by the name that is used here; empty when it says nothing."""
    return _SAME.get(media_type, media_type)


@lru_cache(maxsize=512)
def type_of_ending(ending: str) -> str:
    """Return the media type that an ending stands for; empty when it stands for none."""
    if not ending:
        return ""
    found = _known_endings().guess_type(f"x.{ending}", strict=False)[0] or ""
    return usual_type(found)


@lru_cache(maxsize=1)
def _known_endings() -> MimeTypes:
    # The language's own table alone: what a machine adds would change what a record means.
    known = MimeTypes(())
    known.add_type("image/heic", ".heic")
    known.add_type("image/heic", ".heif")
    known.add_type("text/vcard", ".vcf")
    known.add_type("image/webp", ".webp")
    known.add_type("audio/mp4", ".m4a")
    known.add_type("application/rtf", ".rtf")
    known.add_type("text/calendar", ".ics")
    known.add_type("text/markdown", ".md")
    known.add_type(OLD_OFFICE, ".msg")
    for ending, kind in (("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")):
        known.add_type(f"application/vnd.oasis.opendocument.{kind}", f".{ending}")
    known.add_type(f"{_OFFICE}.wordprocessingml.document", ".docx")
    known.add_type(f"{_OFFICE}.spreadsheetml.sheet", ".xlsx")
    known.add_type(f"{_OFFICE}.presentationml.presentation", ".pptx")
    return known


def _is_textual(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type in _TEXTUAL
