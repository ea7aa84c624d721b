"""Notes in lists and searches, sealed and hostile ones too; read by their writer alone."""

from datetime import timedelta

import pytest

from kara_tui.domain.cleaning import LONGEST_TEXT
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.domain.ids import NoteId, SessionId, uuid7
from kara_tui.domain.note import NoteText
from kara_tui.domain.note_chain import fingerprint, note_flaws
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.base import Operation
from kara_tui.operations.history import ListMoves, UndoMove
from kara_tui.operations.notes import (
    AmendNote,
    GetNote,
    ListNotes,
    ListNoteVersions,
    ListUnsignedNotes,
    MarkNoteInError,
    NextUnsignedNote,
    NotesOfSessions,
    SaveNote,
    SearchNotes,
    SignNote,
)
from tests.contract.suite.notes import signing, texts_of
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.notes import signed, text_of, written
from tests.support.people import added
from tests.support.practice import Practice

SEALED = b"\x01a sealed note"


class NoteListContract:
    """Where notes are found."""

    async def test_notes_come_newest_first_in_windows(self, practice: Practice) -> None:
        client = await added(practice.backend)
        now = practice.clock.now
        for days in (2, 0, 3, 1):
            about = now - timedelta(days=days)
            await written(practice.backend, client, f"{days} days ago", about=about)
        assert await texts_of(practice, client) == [f"{days} days ago" for days in range(4)]
        window = await practice.backend(ListNotes(client_id=client.id, offset=1, limit=2))
        assert [text_of(one.note) for one in window.rows] == ["1 days ago", "2 days ago"]
        assert (window.offset, window.total) == (1, 4)
        last = await practice.backend(ListNotes(client_id=client.id, offset=9, limit=2))
        assert (last.offset, len(last.rows)) == (3, 1)

    async def test_unsigned_notes_wait_the_oldest_first_and_are_gone_through_in_turn(
        self, practice: Practice
    ) -> None:
        now = practice.clock.now
        anna, bea = await added(practice.backend, "Anna"), await added(practice.backend, "Bea")
        notes = [
            (await written(practice.backend, who, about=now - timedelta(days=days))).note
            for who, days in ((anna, 1), (bea, 3), (anna, 2))
        ]
        await signed(practice.backend, bea, about=now - timedelta(days=9))
        waiting = await practice.backend(ListUnsignedNotes())
        assert [one.note_id for one in waiting.rows] == [notes[at].id for at in (1, 2, 0)]
        assert [one.details.name for one in waiting.rows if not isinstance(one.details, bytes)] == [
            "Bea",
            "Anna",
            "Anna",
        ]
        window = await practice.backend(ListUnsignedNotes(offset=1, limit=1))
        assert (window.rows, window.total) == (waiting.rows[1:2], 3)
        seen, after = [], None
        for _ in range(4):
            found = await practice.backend(NextUnsignedNote(after=after))
            assert found is not None
            seen.append(found)
            after = found.note_id
        assert seen == [*waiting.rows, waiting.rows[0]]
        only = await practice.backend(NextUnsignedNote(after=notes[1].id, client_id=bea.id))
        assert only is None

    async def test_a_client_added_by_mistake_has_no_notes_waiting(self, practice: Practice) -> None:
        client = await added(practice.backend)
        move = (await practice.backend(ListMoves()))[0]
        await written(practice.backend, client, "Mistaken")
        await practice.backend(UndoMove(move=move.intent))
        assert (await practice.backend(ListUnsignedNotes())).total == 0
        assert await practice.backend(NextUnsignedNote()) is None
        assert (await practice.backend(SearchNotes(search="mistaken"))).rows == ()
        with pytest.raises(NotAllowedNow):
            await written(practice.backend, client)

    async def test_a_note_of_a_session_that_is_not_there_is_refused(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        nowhere = SessionId(uuid7())
        with pytest.raises(NotFound):
            await written(practice.backend, client, session_id=nowhere)
        assert await practice.backend(NotesOfSessions(session_ids=(nowhere,))) == ()
        with pytest.raises(Invalid):
            await practice.backend(NotesOfSessions(session_ids=(nowhere,) * 1001))

    async def test_a_note_is_read_by_way_of_its_own_client_and_by_nobody_else(
        self, practice: Practice
    ) -> None:
        client, other = await added(practice.backend), await added(practice.backend, "Other")
        note = (await signed(practice.backend, client, "Secret")).note
        for asked in (other.id, client.id):
            backend = practice.backend if asked is other.id else practice.colleague()
            wishes: list[Operation[object]] = [
                GetNote(client_id=asked, note_id=note.id),
                ListNoteVersions(client_id=asked, note_id=note.id),
                AmendNote(client_id=asked, note_id=note.id, details=NoteText(text="x")),
                MarkNoteInError(client_id=asked, note_id=note.id, version=2),
            ]
            for wish in wishes:
                with pytest.raises(NotFound):
                    await backend(wish)
        colleague = practice.colleague()
        assert (await colleague(SearchNotes(search="secret"))).rows == ()
        assert (await colleague(ListUnsignedNotes())).rows == ()
        with pytest.raises(NotFound):
            await colleague(ListNotes(client_id=client.id))

    async def test_who_reads_notes_stands_in_the_access_log(self, practice: Practice) -> None:
        anna, bea = await added(practice.backend, "Anna"), await added(practice.backend, "Bea")
        note = (await written(practice.backend, anna, "Rain")).note
        await written(practice.backend, bea, "Rain and wind")
        await practice.backend(ListNotes(client_id=anna.id))
        await practice.backend(GetNote(client_id=anna.id, note_id=note.id))
        await practice.backend(SearchNotes(search="rain"))
        await practice.backend(SearchNotes(search="wind"))
        await added(practice.backend, "Written behind what is noted of reads")
        for client, read_by in (
            (anna, {"ListNotes", "GetNote", "SearchNotes"}),
            (bea, {"SearchNotes"}),
        ):
            told = await practice.backend(ListAccesses(client_id=client.id))
            assert {one.operation for one in told if one.fields == ("notes",)} == read_by

    @pytest.mark.parametrize("threat", HOSTILE)
    async def test_no_text_does_harm(self, practice: Practice, threat: str) -> None:
        client = await added(practice.backend)
        note = (await written(practice.backend, client, f"begin {HOSTILE[threat]} end")).note
        assert steers_a_terminal(text_of(note).replace("\n", "")) == [] or "\u200e" in text_of(note)
        entry = await practice.backend(signing(note))
        assert note_flaws(entry.note, ()) == ()
        (found,) = (await practice.backend(SearchNotes(search="begin"))).rows
        assert "\n" not in found.excerpt.text

    async def test_a_pasted_book_is_refused_in_words(self, practice: Practice) -> None:
        client = await added(practice.backend)
        with pytest.raises(Invalid, match="at most"):
            await written(practice.backend, client, "a" * (LONGEST_TEXT + 1))
        with pytest.raises(Invalid, match="at most"):
            await practice.backend(SearchNotes(search="a" * 501))
        book = "word " * (LONGEST_TEXT // 5)
        assert (await written(practice.backend, client, book)).note.version == 1

    async def test_a_sealed_note_makes_every_move_and_is_found_by_no_search(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        note_id = NoteId(uuid7())
        saving = SaveNote(client_id=client.id, note_id=note_id, details=SEALED)
        await practice.backend(saving)
        for wrong in ("", "abc", "z" * 64):
            unfit = SignNote(client_id=client.id, note_id=note_id, version=1, fingerprint=wrong)
            with pytest.raises(Invalid, match="fingerprint"):
                await practice.backend(unfit)
        plain, added_text = NoteText(text="note", salt="s"), NoteText(text="more", salt="t")
        note = await practice.backend(
            SignNote(
                client_id=client.id, note_id=note_id, version=1, fingerprint=fingerprint(plain)
            )
        )
        entry = await practice.backend(
            AmendNote(
                client_id=client.id,
                note_id=note_id,
                details=SEALED,
                fingerprint=fingerprint(added_text),
            )
        )
        assert note.note.details == entry.amendments[0].details == SEALED
        assert (await practice.backend(SearchNotes(search="sealed"))).rows == ()
