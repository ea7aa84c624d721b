"""The chain of hashes over a signed note: whatever is edited, dropped or moved is found."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid, NotAllowedNow, StillSealed
from kara_tui.domain.ids import ClientId, NoteId, SessionId, uuid7
from kara_tui.domain.note import Amendment, Note, NoteText, Signature
from kara_tui.domain.note_chain import (
    NoteFlawKind,
    amended,
    fingerprint,
    in_order,
    note_flaws,
    signed_note,
)
from tests.support.any_record import any_record

_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def _draft(text: str = "What was said") -> Note:
    return Note(
        id=NoteId(uuid7()),
        created_at=_NOON,
        client_id=ClientId(uuid7()),
        about=_NOON,
        details=NoteText(text=text),
    )


def _signed(note: Note) -> Note:
    return signed_note(note, _NOON, "Dr Anna", fingerprint(note.details))


def _with(note: Note, texts: list[str]) -> list[Amendment]:
    added: list[Amendment] = []
    for text in texts:
        details = NoteText(text=text)
        bare = Amendment(
            id=uuid7(),
            created_at=_NOON,
            client_id=note.client_id,
            note_id=note.id,
            number=0,
            signature=Signature(at=_NOON, by="Dr Anna", hash=""),
            details=details,
        )
        added.append(amended(note, reversed(added), bare, fingerprint(details)))
    return added


@given(_TEXTS, st.lists(_TEXTS, max_size=4), st.data())
def test_what_was_signed_holds_in_whatever_order_it_is_read(
    text: str, texts: list[str], data: st.DataObject
) -> None:
    note = _signed(_draft(text))
    added = _with(note, texts)
    assert [one.number for one in added] == list(range(1, len(texts) + 1))
    shuffled = data.draw(st.permutations(added))
    assert in_order(shuffled) == tuple(added)
    assert note_flaws(note, shuffled) == ()


@given(_TEXTS, st.lists(_TEXTS, min_size=1, max_size=4), _TEXTS, st.data())
def test_another_text_is_found_wherever_it_stands(
    text: str, texts: list[str], other: str, data: st.DataObject
) -> None:
    note = _signed(_draft(text))
    added = _with(note, texts)
    at = data.draw(st.integers(-1, len(added) - 1))
    if at < 0:
        note = replace(note, details=NoteText(text=f"{text}{other}"))
    else:
        added[at] = replace(added[at], details=NoteText(text=f"{texts[at]}{other}"))
    flaws = note_flaws(note, added)
    edited = note.id if at < 0 else added[at].id
    assert [(one.record_id, one.kind) for one in flaws] == [(edited, NoteFlawKind.ALTERED)]
    assert "not as it was signed" in flaws[0].sentence


def _resigned(note: Note, **other: Any) -> Note:
    assert note.signature is not None
    return replace(note, signature=replace(note.signature, **other))


@pytest.mark.parametrize(
    "edited",
    [
        lambda note: replace(note, about=_NOON + timedelta(microseconds=1)),
        lambda note: replace(note, session_id=SessionId(uuid7())),
        lambda note: replace(note, client_id=ClientId(uuid7())),
        lambda note: replace(note, template="soap"),
        lambda note: replace(note, id=NoteId(uuid7())),
        lambda note: replace(note, details=replace(note.details, salt="x")),
        lambda note: _resigned(note, at=_NOON + timedelta(seconds=1)),
        lambda note: _resigned(note, by="Dr Bea"),
        lambda note: _resigned(note, hash="not even a number"),
    ],
    ids=["day", "session", "client", "template", "id", "salt", "moment", "name", "hash"],
)
def test_whatever_was_signed_with_the_text_counts(edited: Callable[[Note], Note]) -> None:
    note = _signed(_draft())
    assert note_flaws(note, ()) == ()
    assert note_flaws(edited(note), ()) != ()


def test_what_is_kept_beside_the_signed_text_does_not_count() -> None:
    note = _signed(_draft())
    later = replace(note, version=9, in_error=True, created_at=_NOON + timedelta(days=1))
    assert note_flaws(later, ()) == ()


def test_an_amendment_that_was_dropped_moved_or_put_elsewhere_is_found() -> None:
    note = _signed(_draft())
    first, second, third = _with(note, ["one", "two", "three"])
    assert [one.record_id for one in note_flaws(note, [first, third])] == [third.id]
    swapped = [replace(first, number=2), replace(second, number=1), third]
    assert {first.id, second.id} <= {one.record_id for one in note_flaws(note, swapped)}
    elsewhere = _signed(_draft("Another"))
    assert note_flaws(elsewhere, [replace(first, note_id=elsewhere.id)]) != ()


def test_an_amendment_under_a_draft_is_found() -> None:
    note = _signed(_draft())
    (added,) = _with(note, ["more"])
    (flaw,) = note_flaws(replace(note, signature=None), [added])
    assert (flaw.record_id, flaw.kind) == (added.id, NoteFlawKind.UNSIGNED)
    assert "not signed" in flaw.sentence


def test_only_a_draft_is_signed_and_only_a_signed_note_amended() -> None:
    note = _signed(_draft())
    with pytest.raises(NotAllowedNow, match="never changed"):
        _signed(note)
    with pytest.raises(NotAllowedNow, match="never changed"):
        note.written(NoteText(text="Other"))
    with pytest.raises(NotAllowedNow, match="not signed yet"):
        _with(_draft(), ["more"])
    wrong = note.marked_in_error()
    with pytest.raises(NotAllowedNow, match="entered in error"):
        _with(wrong, ["more"])
    with pytest.raises(NotAllowedNow, match="says the same"):
        _draft("x").restored(NoteText(text="x"))


def test_what_is_sealed_is_signed_by_its_fingerprint_and_checked_where_it_is_open() -> None:
    told = NoteText(text="Said", salt="salt")
    sealed = signed_note(replace(_draft(), details=b"\x01x"), _NOON, "Dr Anna", fingerprint(told))
    assert note_flaws(replace(sealed, details=told), ()) == ()
    with pytest.raises(StillSealed):
        note_flaws(sealed, ())
    assert fingerprint(b"\x01x", fingerprint(told)) == fingerprint(told)
    for unfit in ("", "A" * 64, "a" * 63):
        with pytest.raises(Invalid, match="64 hex digits"):
            fingerprint(b"\x01x", unfit)


def test_the_hash_is_the_one_that_is_written_down() -> None:
    def sized(data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + data

    note_id, client_id = UUID(int=1), UUID(int=2)
    note = Note(
        id=NoteId(note_id),
        created_at=_NOON,
        client_id=ClientId(client_id),
        about=_NOON,
        template="dap",
        details=NoteText(text="þ", salt="s"),
    )
    moment = sized(b"1772452800000000")
    text = hashlib.sha256(b"".join(map(sized, [b"kara note text 1", b"s", "þ".encode()]))).digest()
    expected = hashlib.sha256(
        sized(b"kara note signature 1")
        + sized(b"0")
        + sized(note_id.bytes) * 2
        + sized(client_id.bytes)
        + b"\xff\xff\xff\xff"
        + moment
        + sized(b"dap")
        + moment
        + sized(b"Dr Anna")
        + sized(text)
        + b"\xff\xff\xff\xff"
    )
    signature = _signed(note).signature
    assert signature is not None
    assert signature.hash == expected.hexdigest()


@given(any_record(Note), st.lists(any_record(Amendment), max_size=3))
def test_no_record_whatever_it_holds_breaks_the_check(note: Note, added: list[Amendment]) -> None:
    told = replace(note, details=NoteText(text="open"))
    note_flaws(told, [replace(one, details=NoteText(text="open")) for one in added])
