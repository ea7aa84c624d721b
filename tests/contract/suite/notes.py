"""Notes: written as drafts, signed once, added to after; read by their writer alone."""

from datetime import timedelta

import pytest

from kara_tui.domain.client import Client
from kara_tui.domain.errors import Conflict, Invalid, NotAllowedNow, NotFound
from kara_tui.domain.note import Note, NoteText
from kara_tui.domain.note_chain import note_flaws
from kara_tui.operations.base import Operation
from kara_tui.operations.history import ListMoves, UndoMove
from kara_tui.operations.notes import (
    AmendNote,
    ListNotes,
    ListNoteVersions,
    ListUnsignedNotes,
    MarkNoteInError,
    RestoreNoteVersion,
    SaveNote,
    SearchNotes,
    SignNote,
)
from tests.support.notes import amended, read, signed, text_of, written
from tests.support.people import PROFESSIONAL_NAME, added
from tests.support.practice import Practice


def _saving(note: Note, text: str) -> SaveNote:
    return SaveNote(
        client_id=note.client_id,
        note_id=note.id,
        version=note.version,
        details=NoteText(text=text),
    )


def signing(note: Note) -> SignNote:
    """Return the wish to sign a note as it was seen."""
    return SignNote(client_id=note.client_id, note_id=note.id, version=note.version)


async def texts_of(practice: Practice, client: Client) -> list[str]:
    """Return what a client's notes say, the newest first."""
    page = await practice.backend(ListNotes(client_id=client.id))
    assert page.total == len(page.rows)
    return [text_of(one.note) for one in page.rows]


class NoteContract:
    """What becomes of a note."""

    async def test_a_draft_is_written_read_and_changed(self, practice: Practice) -> None:
        client = await added(practice.backend)
        note = (await written(practice.backend, client, "First words", template="soap")).note
        assert (note.version, note.is_signed, note.template) == (1, False, "soap")
        assert note.about == practice.clock.now
        saved = (await practice.backend(_saving(note, "More words"))).note
        assert (saved.version, saved.template, saved.about) == (2, "soap", note.about)
        assert (await read(practice.backend, note)).note == saved
        assert await texts_of(practice, client) == ["More words"]

    async def test_nobody_overwrites_a_draft_they_have_not_seen(self, practice: Practice) -> None:
        client = await added(practice.backend)
        note = (await written(practice.backend, client, "Mine")).note
        theirs = (await practice.backend(_saving(note, "Theirs"))).note
        wishes: list[Operation[object]] = [
            _saving(note, "Mine, later"),
            signing(note),
            SaveNote(client_id=client.id, note_id=note.id, details=NoteText(text="As new")),
        ]
        for wish in wishes:
            with pytest.raises(Conflict) as refused:
                await practice.backend(wish)
            assert refused.value.theirs == theirs
        assert await texts_of(practice, client) == ["Theirs"]

    async def test_a_note_without_a_session_is_about_the_day_that_was_said(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        day = practice.clock.now - timedelta(days=3)
        note = (await written(practice.backend, client, about=day)).note
        assert (note.about, note.session_id) == (day, None)
        moved = SaveNote(
            client_id=client.id,
            note_id=note.id,
            version=1,
            about=day - timedelta(days=1),
            details=note.details,
        )
        assert (await practice.backend(moved)).note.about == day - timedelta(days=1)

    async def test_a_signed_note_is_never_changed(self, practice: Practice) -> None:
        client = await added(practice.backend)
        draft = (await written(practice.backend, client, "What was said")).note
        practice.clock.forward(timedelta(minutes=5))
        note = (await practice.backend(signing(draft))).note
        assert note.signature is not None
        assert (note.signature.at, note.signature.by) == (practice.clock.now, PROFESSIONAL_NAME)
        wishes: list[Operation[object]] = [
            _saving(note, "Something else"),
            signing(note),
            RestoreNoteVersion(client_id=client.id, note_id=note.id, version=2, revision=1),
        ]
        for wish in wishes:
            with pytest.raises(NotAllowedNow, match=r"signed note is never changed.*amendment"):
                await practice.backend(wish)
        assert (await read(practice.backend, note)).note == note
        assert note_flaws(note, ()) == ()

    async def test_neither_a_signature_nor_what_it_locks_is_taken_back(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        saving = SaveNote(client_id=client.id, details=NoteText(text="Said"))
        draft = (await practice.backend(saving)).note
        wish = signing(draft)
        await practice.backend(wish)
        for intent in (wish.intent, saving.intent):
            with pytest.raises(NotAllowedNow, match="cannot be taken back"):
                await practice.backend(UndoMove(move=intent))
        assert (await read(practice.backend, draft)).note.is_signed

    async def test_a_note_is_saved_and_signed_in_one_go(self, practice: Practice) -> None:
        client = await added(practice.backend)
        draft = (await written(practice.backend, client, "Half")).note
        wish = SignNote(
            client_id=client.id, note_id=draft.id, version=1, details=NoteText(text="Whole")
        )
        note = (await practice.backend(wish)).note
        assert (text_of(note), note.is_signed, note.version) == ("Whole", True, 2)
        assert note_flaws(note, ()) == ()

    async def test_nothing_is_signed_when_nothing_was_written(self, practice: Practice) -> None:
        client = await added(practice.backend)
        empty = (await written(practice.backend, client, " \n ")).note
        with pytest.raises(Invalid, match="no text to sign"):
            await practice.backend(signing(empty))
        note = (await signed(practice.backend, client)).note
        with pytest.raises(Invalid, match="no text to sign"):
            await amended(practice.backend, note, "  ")

    async def test_amendments_stand_under_the_note_each_signed_at_once(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        note = (await signed(practice.backend, client, "She said Tuesday")).note
        for text in ("It was Wednesday", "No, Thursday", "Thursday it is"):
            entry = await amended(practice.backend, note, text)
        assert entry.note == note
        assert [(one.number, text_of(one)) for one in entry.amendments] == [
            (1, "It was Wednesday"),
            (2, "No, Thursday"),
            (3, "Thursday it is"),
        ]
        assert note_flaws(entry.note, entry.amendments) == ()
        page = await practice.backend(ListNotes(client_id=client.id))
        assert page.rows == (entry,)

    async def test_an_amendment_is_added_once_and_only_to_a_signed_note(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        draft = (await written(practice.backend, client)).note
        with pytest.raises(NotAllowedNow, match="not signed yet"):
            await amended(practice.backend, draft, "More")
        note = (await practice.backend(signing(draft))).note
        wish = AmendNote(client_id=client.id, note_id=note.id, details=NoteText(text="More"))
        again = AmendNote(
            client_id=client.id,
            note_id=note.id,
            amendment_id=wish.amendment_id,
            details=NoteText(text="More"),
        )
        await practice.backend(wish)
        with pytest.raises(NotAllowedNow, match="added already"):
            await practice.backend(again)
        with pytest.raises(NotAllowedNow, match="cannot be taken back"):
            await practice.backend(UndoMove(move=wish.intent))
        assert len((await read(practice.backend, note)).amendments) == 1

    async def test_a_note_in_error_is_out_of_every_list_until_that_is_taken_back(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        note = (await signed(practice.backend, client, "About somebody else")).note
        draft = (await written(practice.backend, client, "Somebody as well")).note
        for one in (note, draft):
            wish = MarkNoteInError(client_id=client.id, note_id=one.id, version=one.version)
            await practice.backend(wish)
        assert await texts_of(practice, client) == []
        assert (await practice.backend(SearchNotes(search="somebody"))).rows == ()
        assert (await practice.backend(ListUnsignedNotes())).total == 0
        with pytest.raises(NotAllowedNow, match="entered in error"):
            await amended(practice.backend, note, "More")
        for _ in range(2):
            move = (await practice.backend(ListMoves()))[0]
            await practice.backend(UndoMove(move=move.intent))
        assert sorted(await texts_of(practice, client)) == [
            "About somebody else",
            "Somebody as well",
        ]
        assert len((await practice.backend(SearchNotes(search="somebody"))).rows) == 2
        assert note_flaws((await read(practice.backend, note)).note, ()) == ()

    async def test_every_version_of_a_draft_can_be_read_and_brought_back(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        note = (await written(practice.backend, client, "one")).note
        for text in ("two", "three"):
            note = (await practice.backend(_saving(note, text))).note
        wish = ListNoteVersions(client_id=client.id, note_id=note.id)
        versions = await practice.backend(wish)
        assert [text_of(one.note) for one in versions] == ["three", "two", "one"]
        assert [one.change and one.change.operation for one in versions] == ["SaveNote"] * 3
        back = RestoreNoteVersion(client_id=client.id, note_id=note.id, version=3, revision=1)
        entry = await practice.backend(back)
        assert (text_of(entry.note), entry.versions) == ("one", 4)
        for revision, refusal in ((1, NotAllowedNow), (9, NotFound)):
            with pytest.raises(refusal):
                await practice.backend(
                    RestoreNoteVersion(
                        client_id=client.id, note_id=note.id, version=4, revision=revision
                    )
                )
        await practice.backend(UndoMove(move=back.intent))
        assert await texts_of(practice, client) == ["three"]

    async def test_a_new_note_that_is_taken_back_is_gone(self, practice: Practice) -> None:
        client = await added(practice.backend)
        wish = SaveNote(client_id=client.id, details=NoteText(text="Too early"))
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        assert await texts_of(practice, client) == []
        assert (await practice.backend(SearchNotes(search="early"))).rows == ()
