"""What happens to the practice as a whole is history too, without a word of what is in it."""

from datetime import timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.history import Entity, Kind
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.operations.audit import ListAccesses, ListPracticeEvents, NotePracticeEvent
from kara_tui.operations.history import ListChanges, ListMoves
from kara_tui.operations.records import Copied, NoteExport
from tests.contract.suite.audit import walked
from tests.support.people import added
from tests.support.practice import Practice


async def happened(backend: Backend) -> list[str]:
    """Return what is told of the practice, the oldest first."""
    found = await backend(ListPracticeEvents())
    return [" ".join(one.fields) for one in reversed(found)]


class PracticeEventContract:
    """Openings, locks, keys and copies in the history of a practice."""

    @pytest.mark.parametrize("event", PracticeEvent)
    async def test_every_event_is_kept_with_who_and_when(
        self, practice: Practice, event: PracticeEvent
    ) -> None:
        at = practice.clock.forward(timedelta(hours=1))
        assert await practice.backend(NotePracticeEvent(event=event))
        (kept,) = await practice.backend(ListPracticeEvents())
        assert (kept.kind, kept.entity, kept.at) == (Kind.EVENT, Entity.PRACTICE, at)
        assert kept.fields == (event.value,)

    async def test_wrong_guesses_before_it_are_told(self, practice: Practice) -> None:
        event = PracticeEvent.OPENED_BY_PASSPHRASE
        await practice.backend(NotePracticeEvent(event=event, wrong_guesses=3))
        assert await happened(practice.backend) == ["opened_by_passphrase wrong_guesses=3"]

    async def test_a_script_that_opens_often_is_told_once_an_hour(self, practice: Practice) -> None:
        event = PracticeEvent.OPENED_BY_KEYRING
        asked = []
        for _ in range(7):
            practice.clock.forward(timedelta(minutes=20))
            once = NotePracticeEvent(event=event, once_an_hour=True)
            asked.append(await practice.backend(once))
        assert asked == [True, False, False, False, True, False, False]
        assert await practice.backend(NotePracticeEvent(event=event)), "unless nothing was said"
        other = NotePracticeEvent(event=PracticeEvent.LOCKED_BY_KEY, once_an_hour=True)
        assert await practice.backend(other), "another event is another one"

    async def test_they_are_read_in_pieces_the_newest_first(self, practice: Practice) -> None:
        for event in PracticeEvent:
            await practice.backend(NotePracticeEvent(event=event))
        whole = await practice.backend(ListPracticeEvents())
        assert [one.fields[0] for one in reversed(whole)] == [one.value for one in PracticeEvent]
        pieces = list(await practice.backend(ListPracticeEvents(limit=3)))
        while more := await practice.backend(ListPracticeEvents(limit=3, before=pieces[-1].seq)):
            pieces += more
        assert tuple(pieces) == whole

    async def test_copies_of_many_records_stand_among_them(self, practice: Practice) -> None:
        await practice.backend(NotePracticeEvent(event=PracticeEvent.OPENED_BARE))
        await practice.backend(NoteExport(what=Copied.CLIENTS))
        assert await happened(practice.backend) == ["opened_bare", "clients"]

    async def test_they_crowd_neither_records_nor_feed_nor_undo(self, practice: Practice) -> None:
        client = await added(practice.backend)
        for event in PracticeEvent:
            await practice.backend(NotePracticeEvent(event=event))
        (made,) = await practice.backend(ListAccesses(client_id=client.id))
        assert made.operation == "AddClient"
        assert len(await practice.backend(ListChanges())) == 1
        assert [one.operation for one in await practice.backend(ListMoves())] == ["AddClient"]

    async def test_they_are_links_of_the_chain_and_a_colleague_sees_none(
        self, practice: Practice
    ) -> None:
        for event in PracticeEvent:
            await practice.backend(NotePracticeEvent(event=event))
        walk = await walked(practice.backend)
        assert walk.whole
        assert walk.rows == len(PracticeEvent)
        assert await practice.colleague()(ListPracticeEvents()) == ()
