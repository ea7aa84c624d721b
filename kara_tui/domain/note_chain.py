"""The chain of hashes that holds a signed note and its amendments together.

Two steps, so that a machine which holds the text only sealed can still sign:

- fingerprint = SHA-256(`kara note text 1`, salt, text)
- hash = SHA-256(`kara note signature 1`, number, record id, note id, client id, session id, about,
  template, signed at, signed by, fingerprint, hash before)

Every part stands with its length before it (4 bytes, big end first), and what there is not as
`ff ff ff ff`. Text is UTF-8; an id has 16 bytes; a moment is the number of microseconds since
1970-01-01 UTC, in decimal, and so is a number. The number is 0 for the note itself, and counts its
amendments from 1; an amendment has no session, no day and no template of its own. The hash before
is the one of what was signed last on the note, 32 bytes; the note itself has none. There is no key
in it: it shows edits, and proves nothing about who made them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.errors import Invalid
from kara_tui.domain.note import Amendment, Note, NoteText, Signature
from kara_tui.domain.private import Private, opened

_Known = str | bytes | int | UUID | datetime
_Part = _Known | None

_TEXT = "kara note text 1"
_SIGNATURE = "kara note signature 1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING = b"\xff\xff\xff\xff"


class NoteFlawKind(StrEnum):
    """What is wrong with something signed."""

    ALTERED = "altered"
    """It does not say what was signed, or does not follow what stands before it."""
    UNSIGNED = "unsigned"
    """It stands on a note that is not signed."""


@dataclass(frozen=True, kw_only=True)
class NoteFlaw:
    """One signed text that is not as it was signed."""

    record_id: UUID
    """Of the note or the amendment."""
    kind: NoteFlawKind

    @property
    def sentence(self) -> str:
        """What to tell the professional."""
        if self.kind is NoteFlawKind.UNSIGNED:
            return "An amendment stands under a note that is not signed."
        return "This text, or what was signed before it, is not as it was signed."


def fingerprint(details: Private[NoteText], given: str = "") -> str:
    """Return the fingerprint of a text, in hexadecimal.

    Args:
        details: The text; a sealed one has only the fingerprint that came with it.
        given: What came with it.

    Raises:
        Invalid: When a sealed text came without a fingerprint.
    """
    if isinstance(details, NoteText):
        return hashlib.sha256(_canonical(_TEXT, details.salt, details.text)).hexdigest()
    if len(given) != 64 or not set(given) <= set("0123456789abcdef"):
        raise Invalid("fingerprint", "A sealed text is signed by its fingerprint: 64 hex digits.")
    return given


def signed_note(note: Note, at: datetime, by: str, text_fingerprint: str) -> Note:
    """Return a draft as it is once somebody has signed it.

    Raises:
        NotAllowedNow: When it is signed already, or was entered in error.
    """
    note.require_draft()
    signature = Signature(at=at, by=by, hash="")
    return replace(note, signature=_signature(note, signature, text_fingerprint, ""))


def amended(
    note: Note, earlier: Iterable[Amendment], amendment: Amendment, text_fingerprint: str
) -> Amendment:
    """Return an amendment signed behind everything that was signed on the note before.

    Args:
        note: The signed note.
        earlier: All its amendments so far, in any order.
        amendment: What is added; its number and the hash of its signature do not count yet.
        text_fingerprint: Of what is added.

    Raises:
        NotAllowedNow: When the note is not signed, or was entered in error.
    """
    note.require_signed()
    before = note.signature
    number = 1
    for one in in_order(earlier):
        before, number = one.signature, one.number + 1
    numbered = replace(amendment, number=number)
    hash_before = before.hash if before else ""
    return replace(
        numbered, signature=_signature(numbered, amendment.signature, text_fingerprint, hash_before)
    )


def in_order(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Return amendments in the order in which they were signed."""
    return tuple(sorted(amendments, key=lambda one: one.number))


def note_flaws(note: Note, amendments: Iterable[Amendment]) -> tuple[NoteFlaw, ...]:
    """Return what is not as it was signed; nothing when the whole chain holds.

    Args:
        note: The note; a draft has nothing to check.
        amendments: All of its amendments, those entered in error too.

    Raises:
        StillSealed: When a text cannot be read here.
    """
    chain = in_order(amendments)
    if note.signature is None:
        return tuple(NoteFlaw(record_id=one.id, kind=NoteFlawKind.UNSIGNED) for one in chain)
    flawed: list[UUID] = []
    before = ""
    links: list[tuple[Note | Amendment, Signature]] = [(note, note.signature)]
    links += [(one, one.signature) for one in chain]
    for record, signature in links:
        print_of_text = fingerprint(opened(record.details))
        made = _signature(record, signature, print_of_text, before)
        if made.hash != signature.hash:
            flawed.append(record.id)
        before = signature.hash
    return tuple(NoteFlaw(record_id=one, kind=NoteFlawKind.ALTERED) for one in flawed)


def _signature(
    record: Note | Amendment, signature: Signature, text_fingerprint: str, before: str
) -> Signature:
    digest = hashlib.sha256(
        _canonical(
            _SIGNATURE,
            *_told(record),
            signature.at,
            signature.by,
            bytes.fromhex(text_fingerprint),
            _raw(before),
        )
    )
    return replace(signature, hash=digest.hexdigest())


def _told(record: Note | Amendment) -> tuple[_Part, ...]:
    if isinstance(record, Amendment):
        return record.number, record.id, record.note_id, record.client_id, None, None, None
    whose, session = record.client_id, record.session_id
    return 0, record.id, record.id, whose, session, record.about, record.template


def _raw(before: str) -> bytes | None:
    try:
        return bytes.fromhex(before) if before else None
    except ValueError:
        # Somebody put something else in its place: whatever it is, it makes another hash.
        return before.encode()


def _canonical(*parts: _Part) -> bytes:
    return b"".join(map(_sized, parts))


def _sized(part: _Part) -> bytes:
    if part is None:
        return _NOTHING
    data = _plain(part)
    return len(data).to_bytes(4, "big") + data


def _plain(part: _Known) -> bytes:
    if isinstance(part, datetime):
        return b"%d" % ((part - _EPOCH) // timedelta(microseconds=1))
    if isinstance(part, UUID):
        return part.bytes
    if isinstance(part, int):
        return b"%d" % part
    # A lone surrogate never reaches a store; one that did still has to make some hash.
    return part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
