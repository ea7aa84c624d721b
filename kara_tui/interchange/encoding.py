"""Bytes into text, whatever program wrote them. Never fails."""

import codecs
import re
from dataclasses import dataclass

_SAMPLE = 64 * 1024
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "gb18030", "big5", "euc_kr"]
_TYPOGRAPHY = frozenset("\xa0–—‘’‚“”„…€£§°·«»•´")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAMAGE = "\ufffd"


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and what it was taken for."""

    text: str
    encoding: str
    damaged: int = 0
    """How many characters could not be read; each stands as U+FFFD in the text."""


def decode(data: bytes) -> Decoded:
    """Return the text of a file, with its encoding found out."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if encoding := _utf16_without_mark(data):
        return _decoded(data, encoding)
    as_utf8 = _decoded(data, "utf-8")
    if not as_utf8.damaged or _mostly_utf8(as_utf8):
        return as_utf8
    return _decoded(data, _legacy_encoding(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    own = data.count(_DAMAGE.encode(encoding)) if _DAMAGE in text and "utf" in encoding else 0
    return Decoded(text, encoding, max(0, text.count(_DAMAGE) - own))


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:1024]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _mostly_utf8(decoded: Decoded) -> bool:
    # One spoilt letter must not turn a whole file of good UTF-8 into gibberish.
    good = sum(1 for mark in decoded.text[:_SAMPLE] if mark > "\x7f" and mark != _DAMAGE)
    return good > 10 * decoded.text[:_SAMPLE].count(_DAMAGE)


def _legacy_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    lines = [line for line in data.splitlines() if not line.isascii()]
    telling = b"\n".join(lines)[:_SAMPLE]
    if _reads_as_western(telling.decode("cp1252", errors="replace")):
        return "cp1252"
    best = from_bytes(telling, cp_isolation=_LIKELY).best()
    return best.encoding if best is not None else "cp1252"


def _reads_as_western(text: str) -> bool:
    # charset-normalizer takes short Icelandic texts for Polish ones. In a western language the
    # special marks are letters, and they stand among plain ones.
    special = [mark for mark in text if mark > "\x7f" and mark not in _TYPOGRAPHY]
    symbols = sum(1 for mark in special if not mark.isalpha())
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    strange = sum(1 for word in words if all(letter > "\x7f" for letter in word))
    return symbols * 10 <= len(special) and strange * 2 <= len(words)
