"""Whole records: which law holds, what may be erased, and what stays when it is."""

from datetime import timedelta

import pytest

from kara_tui.domain.client import Client, RecordClass, Stage
from kara_tui.domain.decisions import DecisionKind, Outcome
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import Conflict, Invalid, NotAllowedNow, NotFound, Refused
from kara_tui.domain.matching import identities
from kara_tui.domain.outbox import HOLD
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.clients import (
    CloseTreatment,
    CountClients,
    FindLookAlikes,
    GetClient,
    GetOverview,
    UpdateClient,
)
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.operations.history import ListMoves, UndoMove
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox
from kara_tui.operations.records import EraseClient, ExportClient, ListDecisions, SetRecordClass
from kara_tui.operations.requests import MergeRequest
from kara_tui.operations.versions import ListVersions, RestoreRevision
from tests.contract.suite.audit import walked
from tests.support.people import added, details, invited, requested
from tests.support.practice import Practice

ASKED = Remark(text="Asked for it in writing on 3 March")


async def _private(practice: Practice, client: Client) -> Client:
    wish = SetRecordClass(
        client_id=client.id,
        version=client.version,
        record_class=RecordClass.PRIVATE_PRACTICE,
        reason=Remark(text="Coaching, no health service"),
    )
    return await practice.backend(wish)


def _erasing(client: Client) -> EraseClient:
    return EraseClient(client_id=client.id, version=client.version, reason=ASKED)


class RecordContract:
    """What may become of a record as a whole."""

    async def test_a_new_record_is_a_health_record_until_somebody_says_otherwise(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        assert client.record_class is RecordClass.HEALTH_RECORD
        private = await _private(practice, client)
        assert private.record_class is RecordClass.PRIVATE_PRACTICE
        assert await practice.backend(GetClient(client_id=client.id)) == private
        (decision,) = await practice.backend(ListDecisions(client_id=client.id))
        assert (decision.kind, decision.outcome, decision.at) == (
            DecisionKind.RECORD_CLASS,
            Outcome.PRIVATE_PRACTICE,
            practice.clock.now,
        )
        assert decision.reason == Remark(text="Coaching, no health service")

    async def test_a_class_needs_a_reason_and_another_class_than_before(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        for kind, reason in (
            (RecordClass.PRIVATE_PRACTICE, "  "),
            (RecordClass.HEALTH_RECORD, "Because"),
        ):
            wish = SetRecordClass(
                client_id=client.id, version=1, record_class=kind, reason=Remark(text=reason)
            )
            with pytest.raises((Invalid, NotAllowedNow)):
                await practice.backend(wish)
        assert await practice.backend(ListDecisions(client_id=client.id)) == ()

    async def test_a_health_record_is_not_erased_and_the_request_is_noted(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Anna")
        with pytest.raises(Refused, match="health record"):
            await practice.backend(_erasing(client))
        assert await practice.backend(GetClient(client_id=client.id)) == client
        (decision,) = await practice.backend(ListDecisions(client_id=client.id))
        assert (decision.kind, decision.outcome) == (DecisionKind.ERASURE, Outcome.REFUSED)
        assert decision.reason == ASKED
        entries = await practice.backend(ListAccesses(client_id=client.id))
        assert ("EraseClient", ("erasure_refused",)) in {
            (one.operation, one.fields) for one in entries
        }
        assert (await walked(practice.backend)).whole

    async def test_an_erased_record_tells_nothing_any_more(self, practice: Practice) -> None:
        client = await added(practice.backend, "Xylophonia Quartz", national_id="0101302129")
        changed = UpdateClient(client_id=client.id, version=1, details=details("Xylo Q"))
        await practice.backend(changed)
        closed = await practice.backend(
            CloseTreatment(client_id=client.id, version=2, reason=Remark(text="Moved to Quebec"))
        )
        private = await _private(practice, closed)
        key = f"client:{client.id}"
        await practice.backend(
            SaveDraft(key=key, record_version=4, content=DraftContent(typed={"name": "Xy"}))
        )
        practice.clock.forward(timedelta(days=1))
        gone = await practice.backend(_erasing(private))
        assert (gone.id, gone.stage, gone.details) == (client.id, Stage.ERASED, ClientDetails())
        assert (gone.remark, gone.account, gone.invitation) == (None, None, None)
        assert await practice.backend(GetClient(client_id=client.id)) == gone
        versions = await practice.backend(ListVersions(client_id=client.id))
        assert [one.client for one in versions] == [gone]
        assert await practice.backend(FindLookAlikes(keys=identities(details("Xylo Q")))) == ()
        assert await practice.backend(CountClients(stages=tuple(Stage), search="xylo")) == 0
        assert await practice.backend(ListDrafts()) == ()
        assert (await practice.backend(GetOverview())).deactivated == 0
        newest = (await practice.backend(ListDecisions(client_id=client.id)))[0]
        assert (newest.outcome, newest.reason) == (Outcome.ERASED, ASKED)
        assert (await walked(practice.backend)).whole

    async def test_mail_and_merged_requests_go_with_the_record(self, practice: Practice) -> None:
        client = await _private(practice, await added(practice.backend, "Björn"))
        request = await _private(practice, await requested(practice.backend, "Björn Ægisson"))
        merged = await practice.backend(
            MergeRequest(
                client_id=request.id,
                version=2,
                into_id=client.id,
                into_version=2,
                details=details("Björn Ægisson"),
            )
        )
        assert await practice.backend(ListOutbox(client_id=client.id)) != ()
        await practice.backend(_erasing(merged))
        assert await practice.backend(ListOutbox()) == ()
        for one in (client.id, request.id):
            gone = await practice.backend(GetClient(client_id=one))
            assert (gone.stage, gone.details) == (Stage.ERASED, ClientDetails())

    async def test_nothing_is_erased_while_its_mail_is_leaving(self, practice: Practice) -> None:
        invite = await _private(practice, await invited(practice.backend))
        practice.clock.forward(HOLD)
        assert len(await practice.backend(ClaimDueMessages())) == 1
        with pytest.raises(NotAllowedNow, match="leaving"):
            await practice.backend(_erasing(invite))
        assert (await practice.backend(GetClient(client_id=invite.id))).stage is Stage.INVITED

    async def test_what_was_erased_stays_erased(self, practice: Practice) -> None:
        elsewhere = await added(practice.backend, "Somebody else")
        client = await _private(practice, await added(practice.backend, "Anna"))
        update = UpdateClient(client_id=client.id, version=2, details=details("Bea"))
        gone = await practice.backend(_erasing(await practice.backend(update)))
        again: list[UpdateClient | EraseClient | RestoreRevision | UndoMove] = [
            UpdateClient(client_id=gone.id, version=gone.version, details=details("Anna")),
            _erasing(gone),
            RestoreRevision(client_id=gone.id, version=gone.version, revision=gone.version),
            UndoMove(move=update.intent),
        ]
        for wish in again:
            with pytest.raises((NotAllowedNow, NotFound)):
                await practice.backend(wish)
        assert await practice.backend(GetClient(client_id=gone.id)) == gone
        assert {one.client_id for one in await practice.backend(ListMoves())} == {elsewhere.id}

    async def test_erasing_needs_a_reason_and_the_record_as_it_was_seen(
        self, practice: Practice
    ) -> None:
        client = await _private(practice, await added(practice.backend))
        with pytest.raises(Invalid):
            await practice.backend(
                EraseClient(client_id=client.id, version=2, reason=Remark(text=" "))
            )
        with pytest.raises(Conflict):
            await practice.backend(EraseClient(client_id=client.id, version=1, reason=ASKED))

    async def test_a_copy_holds_everything_and_is_written_down(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        await practice.backend(UpdateClient(client_id=client.id, version=1, details=details("Bea")))
        await practice.backend(
            SaveDraft(
                key=f"client:{client.id}", record_version=2, content=DraftContent(typed={"a": "b"})
            )
        )
        await added(practice.backend, "Somebody else")
        wish = ExportClient(client_id=client.id, reason=Remark(text="For herself"))
        copy = await practice.backend(wish)
        assert (copy.client.version, len(copy.versions), len(copy.drafts)) == (2, 2, 1)
        assert "Somebody else" not in repr(copy)
        assert copy.accesses[-1].operation == "ExportClient"
        assert copy.decisions[0].reason == Remark(text="For herself")

    async def test_a_colleague_decides_nothing(self, practice: Practice) -> None:
        client = await added(practice.backend)
        colleague = practice.colleague()
        for wish in (
            SetRecordClass(
                client_id=client.id,
                version=1,
                record_class=RecordClass.PRIVATE_PRACTICE,
                reason=ASKED,
            ),
            _erasing(client),
            ExportClient(client_id=client.id),
        ):
            with pytest.raises(NotFound):
                await colleague(wish)
        with pytest.raises(NotFound):
            await colleague(ListDecisions(client_id=client.id))
        assert await practice.backend(ListDecisions(client_id=client.id)) == ()
