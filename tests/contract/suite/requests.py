"""Requests: somebody asks for the service; they are accepted, declined or merged."""

from datetime import timedelta

import pytest

from kara_tui.domain.client import Client, Stage
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Role
from kara_tui.domain.matching import merged_details
from kara_tui.domain.outbox import HOLD, MessageState, OutboxMessage
from kara_tui.domain.private import opened
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import CloseTreatment, GetClient
from kara_tui.operations.contacts import AddContact, ListContacts
from kara_tui.operations.history import ListMoves, UndoMove
from kara_tui.operations.notes import ListNotes, SearchNotes
from kara_tui.operations.outbox import ListOutbox
from kara_tui.operations.requests import (
    AcceptRequest,
    AskForService,
    DeclineRequest,
    MergeRequest,
)
from tests.support.notes import signed, text_of, written
from tests.support.people import PROFESSIONAL_NAME, account, added, details, invited, requested
from tests.support.practice import Practice


async def _mail(practice: Practice) -> tuple[OutboxMessage, ...]:
    return await practice.backend(ListOutbox())


async def _merge(practice: Practice, request: Client, existing: Client) -> Client:
    merged = merged_details(opened(existing.details), opened(request.details))
    return await practice.backend(
        MergeRequest(
            client_id=request.id,
            version=request.version,
            into_id=existing.id,
            into_version=existing.version,
            details=merged,
        )
    )


class RequestContract:
    """What becomes of a request."""

    async def test_a_client_who_asks_stands_under_requests_with_their_own_words(
        self, practice: Practice
    ) -> None:
        client = practice.workstation(Role.CLIENT)
        asked = await client(
            AskForService(
                account=account("Björn"),
                details=details("Björn", reason_for_booking="I cannot sleep"),
            )
        )
        read = await practice.backend(GetClient(client_id=asked.id))
        assert read.stage is Stage.REQUESTED
        assert read.treatment_state is TreatmentState.PLANNED
        assert opened(read.details).reason_for_booking == "I cannot sleep"
        assert read.account is not None
        assert read.account.login_email == "bjorn@mail.example"
        assert await _mail(practice) == ()

    async def test_accepting_moves_to_clients_and_writes_one_mail_that_waits_three_minutes(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend, "Björn")
        at = practice.clock.forward(timedelta(days=2))
        accepted = await practice.backend(AcceptRequest(client_id=request.id, version=1))
        assert (accepted.stage, accepted.since) == (Stage.ACTIVE, at)
        assert accepted.treatment_state is TreatmentState.ACTIVE
        (mail,) = await _mail(practice)
        assert mail.client_id == request.id
        assert (mail.to.name, mail.to.email) == ("Björn", "bjorn@mail.example")
        assert mail.state is MessageState.WAITING
        assert mail.not_before - at == HOLD == timedelta(minutes=3)
        assert PROFESSIONAL_NAME in mail.body

    async def test_mail_goes_to_the_login_address_whatever_the_professional_noted(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend, "Björn", contact_email="other@mail.example")
        await practice.backend(AcceptRequest(client_id=request.id, version=1))
        (mail,) = await _mail(practice)
        assert mail.to.email == "bjorn@mail.example"

    async def test_a_request_is_accepted_into_a_planned_treatment_but_no_ended_one(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend)
        for state in (TreatmentState.CLOSED, TreatmentState.CANCELLED):
            with pytest.raises(NotAllowedNow):
                await practice.backend(AcceptRequest(client_id=request.id, version=1, state=state))
        planned = await practice.backend(
            AcceptRequest(client_id=request.id, version=1, state=TreatmentState.PLANNED)
        )
        assert (planned.stage, planned.treatment_state) == (Stage.ACTIVE, TreatmentState.PLANNED)

    async def test_a_treatment_cannot_begin_as_entered_in_error(self, practice: Practice) -> None:
        request = await requested(practice.backend)
        with pytest.raises(NotAllowedNow):
            await practice.backend(
                AcceptRequest(
                    client_id=request.id, version=1, state=TreatmentState.ENTERED_IN_ERROR
                )
            )

    async def test_declining_keeps_the_reason_private_and_sends_nothing(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend)
        declined = await practice.backend(
            DeclineRequest(client_id=request.id, version=1, reason=Remark(text="No free hours"))
        )
        assert declined.stage is Stage.DECLINED
        assert declined.remark == Remark(text="No free hours")
        assert await _mail(practice) == ()

    async def test_only_a_request_can_be_answered(self, practice: Practice) -> None:
        for client in (await added(practice.backend), await invited(practice.backend)):
            for answer in (
                AcceptRequest(client_id=client.id, version=1),
                DeclineRequest(client_id=client.id, version=1),
            ):
                with pytest.raises(NotAllowedNow, match="the client is under"):
                    await practice.backend(answer)

    async def test_merging_fills_gaps_and_replaces_nothing(self, practice: Practice) -> None:
        existing = await added(
            practice.backend, "Björn Ægisson", phone="+3545812345", phone_typed="581 2345"
        )
        request = await requested(
            practice.backend,
            "Bjössi",
            phone="+3548998877",
            phone_typed="899 8877",
            contact_email="bjossi@mail.example",
            reason_for_booking="I cannot sleep",
        )
        merged = await _merge(practice, request, existing)
        known = opened(merged.details)
        assert merged.id == existing.id
        assert (known.name, known.phone, known.phone_typed) == (
            "Björn Ægisson",
            "+3545812345",
            "581 2345",
        )
        assert known.contact_email == "bjossi@mail.example"
        assert known.reason_for_booking == "I cannot sleep"
        assert merged.account == request.account
        gone = await practice.backend(GetClient(client_id=request.id))
        assert (gone.stage, gone.merged_into) == (Stage.MERGED, existing.id)
        assert [one.client_id for one in await _mail(practice)] == [existing.id]

    async def test_a_request_merges_into_somebody_who_is_or_was_treated_and_nobody_else(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend)
        for other in (
            await requested(practice.backend, "Other"),
            await invited(practice.backend),
            request,
        ):
            with pytest.raises(NotAllowedNow):
                await _merge(practice, request, other)
        former = await added(practice.backend)
        former = await practice.backend(CloseTreatment(client_id=former.id, version=1))
        assert (await _merge(practice, request, former)).stage is Stage.DEACTIVATED

    async def test_a_request_without_an_address_that_takes_mail_is_refused(
        self, practice: Practice
    ) -> None:
        with pytest.raises(Invalid):
            await practice.backend(
                AskForService(account=account("Anna", "no address"), details=details("Anna"))
            )

    async def test_what_stands_on_a_request_moves_to_the_client_and_back_when_undone(
        self, practice: Practice
    ) -> None:
        existing = await added(practice.backend, "Björn Ægisson")
        request = await requested(practice.backend, "Bjössi")
        await written(practice.backend, request, "Called on Monday about sleep.")
        mother = ContactDetails(name="Katla")
        await practice.backend(AddContact(client_id=request.id, details=mother))
        await _merge(practice, request, existing)
        assert await _standing(practice, existing) == (["Called on Monday about sleep."], 1)
        assert await _standing(practice, request) == ([], 0)
        (found,) = (await practice.backend(SearchNotes(search="monday"))).rows
        assert found.client_id == existing.id
        (move, *_) = await practice.backend(ListMoves())
        await practice.backend(UndoMove(move=move.intent))
        assert await _standing(practice, existing) == ([], 0)
        assert await _standing(practice, request) == (["Called on Monday about sleep."], 1)

    async def test_a_request_with_a_signed_note_is_not_merged_since_the_signature_says_whose_it_is(
        self, practice: Practice
    ) -> None:
        existing = await added(practice.backend, "Björn Ægisson")
        request = await requested(practice.backend, "Bjössi")
        await signed(practice.backend, request, "Called on Monday.")
        with pytest.raises(NotAllowedNow, match="signed note"):
            await _merge(practice, request, existing)
        assert await _standing(practice, request) == (["Called on Monday."], 0)
        assert (await practice.backend(GetClient(client_id=request.id))).stage is Stage.REQUESTED


async def _standing(practice: Practice, client: Client) -> tuple[list[str], int]:
    """Return what a client's notes say, and how many contacts there are."""
    notes = await practice.backend(ListNotes(client_id=client.id))
    contacts = await practice.backend(ListContacts(client_id=client.id))
    return [text_of(one.note) for one in notes.rows], len(contacts)
