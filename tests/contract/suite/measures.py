"""Answers to measures: given, put right, taken back, and read for one client or for a list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kara_tui.domain.errors import Conflict, Invalid, KaraError, NotAllowedNow, NotFound
from kara_tui.domain.history import Kind
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.measure_response import Answers, GivenBy, MeasureUse
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.measures import (
    MOST_CLIENTS,
    ChangeResponse,
    ListMeasures,
    ListResponses,
    MarkResponseInError,
    RecentScores,
    RecordResponse,
)
from tests.contract.suite.audit import accesses
from tests.support.answering import WELLBEING, answered, recording
from tests.support.people import added
from tests.support.practice import Practice


class MeasureContract:
    """What becomes of the answers that clients give."""

    async def test_answers_are_read_as_they_were_given_oldest_first(
        self, practice: Practice
    ) -> None:
        backend, now = practice.backend, practice.clock.now
        client = await added(backend)
        late = await answered(backend, client.id, 3, 3, 3, 2, 2, remark="In a hurry")
        early = await answered(backend, client.id, 1, 1, 1, 1, 1, at=now - timedelta(days=14))
        assert (late.version, late.answered_at, late.created_at) == (1, now, now)
        assert (late.given_by, late.in_error) == (GivenBy.PROFESSIONAL, False)
        assert late.details == Answers(values=(3, 3, 3, 2, 2), remark="In a hurry")
        assert await backend(ListResponses(client_id=client.id)) == (early, late)

    async def test_answers_that_a_client_gave_with_own_hands_say_so(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        wish = RecordResponse(
            client_id=client.id,
            measure=WELLBEING,
            measure_version="1",
            details=Answers(values=(1, 2, 3, 4, 5)),
            given_by=GivenBy.CLIENT,
        )
        assert (await practice.backend(wish)).given_by is GivenBy.CLIENT

    async def test_each_measure_is_counted_and_read_on_its_own(self, practice: Practice) -> None:
        backend, clock = practice.backend, practice.clock
        client, other = await added(backend, "One"), await added(backend, "Other")
        first = await answered(backend, client.id, 1, 1, 1, 1, 1)
        clock.forward(timedelta(days=1))
        calm = await answered(backend, client.id, None, measure="calm")
        clock.forward(timedelta(days=1))
        last = await answered(backend, client.id, 2, 2, 2, 2, 2)
        asked = ListResponses(client_id=client.id, measure=WELLBEING)
        assert await backend(asked) == (first, last)
        assert await backend(ListMeasures(client_id=client.id)) == (
            MeasureUse(measure=WELLBEING, count=2, last_answered_at=last.answered_at),
            MeasureUse(measure="calm", count=1, last_answered_at=calm.answered_at),
        )
        assert await backend(ListMeasures(client_id=other.id)) == ()
        assert await backend(ListResponses(client_id=other.id)) == ()

    async def test_reading_answers_is_a_look_at_the_record_and_counting_them_is_none(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        await practice.backend(ListMeasures(client_id=client.id))
        await practice.backend(RecentScores(client_ids=(client.id,), measure=WELLBEING))
        await practice.backend(ListResponses(client_id=client.id))
        found = await accesses(practice.backend, client.id)
        assert found == [("AddClient", Kind.CHANGE), ("ListResponses", Kind.ACCESS)]

    async def test_nobody_answers_in_the_future_nor_at_a_moment_without_a_zone(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        given = await answered(practice.backend, client.id, 1, 1, 1, 1, 1)
        for moment in (
            practice.clock.now + timedelta(seconds=1),
            practice.clock.now.replace(tzinfo=None),
        ):
            with pytest.raises(Invalid) as refusal:
                await practice.backend(recording(client.id, 1, 1, 1, 1, 1, at=moment))
            assert refusal.value.field == "answered_at"
            wish = ChangeResponse(
                client_id=client.id,
                response_id=given.id,
                version=1,
                details=given.details,
                answered_at=moment,
            )
            with pytest.raises(Invalid):
                await practice.backend(wish)
        assert await practice.backend(ListResponses(client_id=client.id)) == (given,)

    async def test_answers_need_a_measure_with_a_name_and_a_version(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        good = recording(client.id, 1)
        for bad in (
            replace(good, measure=""),
            replace(good, measure="x" * 101),
            replace(good, measure_version=""),
        ):
            with pytest.raises(Invalid):
                await practice.backend(bad)
        assert await practice.backend(ListMeasures(client_id=client.id)) == ()

    async def test_the_same_answers_sent_twice_are_saved_once(self, practice: Practice) -> None:
        client = await added(practice.backend)
        wish = recording(client.id, 1, 1, 1, 1, 1)
        saved = await practice.backend(wish)
        with pytest.raises(KaraError):
            await practice.backend(wish)
        assert await practice.backend(ListResponses(client_id=client.id)) == (saved,)

    async def test_answers_are_put_right_and_back_again(self, practice: Practice) -> None:
        backend = practice.backend
        client = await added(backend)
        wrong = await answered(backend, client.id, 5, 0, 0, 0, 0)
        before = practice.clock.now - timedelta(days=2)
        wish = ChangeResponse(
            client_id=client.id,
            response_id=wrong.id,
            version=1,
            details=Answers(values=(0, 0, 0, 0, 0)),
            answered_at=before,
        )
        right = await backend(wish)
        assert (right.version, right.answered_at) == (2, before)
        assert right.details == Answers(values=(0, 0, 0, 0, 0))
        with pytest.raises(Conflict) as refusal:
            await backend(replace(wish, intent=recording(client.id).intent))
        assert refusal.value.theirs == right
        newest = (await backend(ListChanges()))[-1]
        assert newest.client_id == client.id
        assert set(newest.fields) == {"details", "answered_at"}
        await backend(UndoMove(move=(await backend(ListMoves()))[0].intent))
        (back,) = await backend(ListResponses(client_id=client.id))
        assert (back.details, back.answered_at) == (wrong.details, wrong.answered_at)

    async def test_answers_entered_in_error_leave_every_list_until_that_is_undone(
        self, practice: Practice
    ) -> None:
        backend = practice.backend
        client = await added(backend)
        kept = await answered(backend, client.id, 1, 1, 1, 1, 1)
        wrong = await answered(backend, client.id, 5, 5, 5, 5, 5)
        mark = MarkResponseInError(client_id=client.id, response_id=wrong.id, version=1)
        marked = await backend(mark)
        assert marked.in_error
        recent = RecentScores(client_ids=(client.id,), measure=WELLBEING)
        assert await backend(ListResponses(client_id=client.id)) == (kept,)
        assert await backend(recent) == (kept,)
        assert (await backend(ListMeasures(client_id=client.id)))[0].count == 1
        again = MarkResponseInError(client_id=client.id, response_id=wrong.id, version=2)
        right = ChangeResponse(
            client_id=client.id, response_id=wrong.id, version=2, details=wrong.details
        )
        for wish in (again, right):
            with pytest.raises(NotAllowedNow):
                await backend(wish)
        await backend(UndoMove(move=(await backend(ListMoves()))[0].intent))
        assert len(await backend(recent)) == 2

    async def test_new_answers_are_taken_back_as_entered_in_error(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await answered(practice.backend, client.id, 1, 1, 1, 1, 1)
        await practice.backend(UndoMove(move=(await practice.backend(ListMoves()))[0].intent))
        assert await practice.backend(ListResponses(client_id=client.id)) == ()

    async def test_answers_belong_to_one_client_of_one_professional(
        self, practice: Practice
    ) -> None:
        backend, colleague = practice.backend, practice.colleague()
        client, other = await added(backend, "One"), await added(backend, "Other")
        given = await answered(backend, client.id, 1, 1, 1, 1, 1)
        mark = MarkResponseInError(client_id=client.id, response_id=given.id, version=1)
        change = ChangeResponse(
            client_id=client.id, response_id=given.id, version=1, details=Answers()
        )
        for who, whose in ((backend, other.id), (colleague, client.id)):
            for wish in (replace(mark, client_id=whose), replace(change, client_id=whose)):
                with pytest.raises(NotFound):
                    await who(wish)
        nobody = ClientId(uuid7())
        for client_id in (client.id, nobody):
            reading = (ListResponses(client_id=client_id), ListMeasures(client_id=client_id))
            for asked in (*reading, recording(client_id, 1)):
                with pytest.raises(NotFound):
                    await colleague(asked)
        theirs = RecentScores(client_ids=(client.id,), measure=WELLBEING)
        assert await colleague(theirs) == ()
        assert await backend(ListResponses(client_id=client.id)) == (given,)

    async def test_a_list_reads_the_newest_answers_of_many_clients_at_once(
        self, practice: Practice
    ) -> None:
        backend, now = practice.backend, practice.clock.now
        clients = [await added(backend, f"Client {place}") for place in range(3)]
        for days in range(10, 0, -1):
            at = now - timedelta(days=days)
            await answered(backend, clients[0].id, *(days % 6,) * 5, at=at)
        one = await answered(backend, clients[1].id, 2, 2, 2, 2, 2)
        await answered(backend, clients[1].id, 0, measure="calm")
        ids = tuple(client.id for client in clients)
        found = await backend(RecentScores(client_ids=ids, measure=WELLBEING))
        of_first = [response for response in found if response.client_id == ids[0]]
        assert [(now - response.answered_at).days for response in of_first] == list(range(8, 0, -1))
        assert [response for response in found if response.client_id != ids[0]] == [one]
        fewer = RecentScores(client_ids=ids, measure=WELLBEING, limit=2)
        assert len(await backend(fewer)) == 3
        none = RecentScores(client_ids=(), measure=WELLBEING)
        assert await backend(none) == ()
        many = tuple(ClientId(uuid7()) for _ in range(MOST_CLIENTS + 1))
        with pytest.raises(Invalid):
            await backend(RecentScores(client_ids=many, measure=WELLBEING))
