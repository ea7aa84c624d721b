"""What a file is, found by looking at its first bytes."""

from kara_tui.domain.file_kinds import (
    ARCHIVE,
    OLD_OFFICE,
    PLAIN_TEXT,
    PROGRAM,
    SCRIPT,
    type_of_ending,
    usual_type,
)
from kara_tui.domain.file_names import ending_of

HEAD_BYTES = 64 * 1024
"""As much of a file is looked at."""

_OURS = (
    (b"#!", SCRIPT),
    (b"\x7fELF", PROGRAM),
    (b"\xfe\xed\xfa", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"PK\x03\x04", ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
)
_DOUBTFUL = 0.25
"""Two bytes that fit by chance, such as a text that begins with “BM”."""


def sniffed_type(head: bytes, name: str) -> str:
    """Return a file's media type; empty when its kind is not known.

    Args:
        head: Its beginning, `HEAD_BYTES` at most.
        name: Decides between kinds that begin alike, and nothing else.
    """
    ours = next((kind for beginning, kind in _OURS if head.startswith(beginning)), "")
    if ours in {SCRIPT, PROGRAM}:
        return ours
    found = _candidates(head)
    meant = type_of_ending(ending := ending_of(name))
    for confidence, extension, media_type in found:
        if ending and extension == f".{ending}" and confidence > 0.1:
            return meant or media_type
    if ours:
        return ours
    is_text = _is_text(head)
    certain = (kind for confidence, _, kind in found if confidence > _DOUBTFUL or not is_text)
    return next(filter(None, certain), PLAIN_TEXT if is_text else "")


def _candidates(head: bytes) -> list[tuple[float, str, str]]:
    """Return what the file may be, the most likely first: how sure, ending, media type."""
    # Its tables are read when it is imported.
    import puremagic

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []
    # Those that look for an ending would look at the end of the beginning.
    return [
        (one.confidence, str(one.extension), usual_type(str(one.mime_type)))
        for one in found
        if one.offset >= 0
    ]


def _is_text(head: bytes) -> bool:
    if not head or b"\0" in head:
        return head.startswith((b"\xff\xfe", b"\xfe\xff"))
    controls = sum(head.count(bytes([one])) for one in range(32) if one not in b"\t\n\r\f\x1b")
    if controls:
        return False
    try:
        head[: len(head) - 4 if len(head) >= HEAD_BYTES else None].decode("utf-8")
    except UnicodeDecodeError as problem:
        # A letter may be cut in two at the end of what was read; old code pages have no rule.
        return problem.start >= len(head) - 8 or _is_old_text(head)
    return True


def _is_old_text(head: bytes) -> bool:
    foreign = sum(one >= 0x80 for one in head)
    return foreign * 3 < len(head)
