"""Versions: nobody overwrites what they have not seen, and nothing is done twice."""

import pytest

from kara_tui.domain.client import Client
from kara_tui.domain.errors import Conflict, KaraError, NotFound
from kara_tui.domain.ids import new_client_id
from kara_tui.domain.outbox import MessageState
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    GetClient,
    GetOverview,
    ReopenTreatment,
    SetTreatmentState,
    UpdateClient,
)
from kara_tui.operations.history import ListChanges
from kara_tui.operations.imports import FilledGaps, ImportClients
from kara_tui.operations.invites import InviteClient, ResendInvite, WithdrawInvite
from kara_tui.operations.outbox import ListOutbox
from kara_tui.operations.requests import AcceptRequest, DeclineRequest, MergeRequest
from tests.support.people import added, addressee, details, requested
from tests.support.practice import Practice


def _wishes(client: Client, version: int) -> list[ChangeOperation[Client]]:
    who = client.id
    return [
        UpdateClient(client_id=who, version=version, details=details("Mine")),
        SetTreatmentState(client_id=who, version=version, state=TreatmentState.ON_HOLD),
        CloseTreatment(client_id=who, version=version),
        ReopenTreatment(client_id=who, version=version),
        AcceptRequest(client_id=who, version=version),
        DeclineRequest(client_id=who, version=version),
        ResendInvite(client_id=who, version=version, addressee=addressee()),
        WithdrawInvite(client_id=who, version=version),
    ]


class VersionContract:
    """What happens when two people change one record."""

    async def test_a_change_of_an_outdated_record_is_refused_and_shows_theirs(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Anna")
        other = practice.workstation()
        theirs = await other(
            UpdateClient(client_id=client.id, version=1, details=details("Theirs"))
        )
        for outdated in (0, 1, 3, -1):
            for wish in _wishes(client, outdated):
                with pytest.raises(Conflict) as refusal:
                    await practice.backend(wish)
                assert refusal.value.theirs == theirs
        assert await practice.backend(GetClient(client_id=client.id)) == theirs

    async def test_every_change_asks_for_a_client_who_exists(self, practice: Practice) -> None:
        client = await added(practice.backend)
        for wish in _wishes(client, 1):
            with pytest.raises(NotFound):
                await practice.colleague()(wish)

    async def test_a_merge_looks_at_both_records(self, practice: Practice) -> None:
        request = await requested(practice.backend)
        existing = await added(practice.backend)
        for version, into_version in ((2, 1), (1, 2)):
            with pytest.raises(Conflict):
                await practice.backend(
                    MergeRequest(
                        client_id=request.id,
                        version=version,
                        into_id=existing.id,
                        into_version=into_version,
                        details=details("Both"),
                    )
                )
        assert await practice.backend(GetClient(client_id=request.id)) == request
        assert await practice.backend(GetClient(client_id=existing.id)) == existing

    async def test_an_import_that_meets_one_outdated_record_changes_nothing(
        self, practice: Practice
    ) -> None:
        one, other = await added(practice.backend, "One"), await added(practice.backend, "Other")
        gaps = tuple(
            FilledGaps(client_id=client.id, version=version, details=details("Filled"))
            for client, version in ((one, 1), (other, 9))
        )
        with pytest.raises(Conflict):
            await practice.backend(ImportClients(merged=gaps))
        assert await practice.backend(GetClient(client_id=one.id)) == one

    async def test_the_same_wish_repeated_is_not_done_twice(self, practice: Practice) -> None:
        request = await requested(practice.backend)
        wishes: list[ChangeOperation[Client]] = [
            AddClient(details=details("Anna")),
            InviteClient(details=details("Bea"), addressee=addressee()),
            AcceptRequest(client_id=request.id, version=1),
        ]
        for wish in wishes:
            await practice.backend(wish)
            overview = await practice.backend(GetOverview())
            mails = await practice.backend(ListOutbox())
            changes = await practice.backend(ListChanges())
            with pytest.raises(KaraError) as refusal:
                await practice.backend(wish)
            assert refusal.value.code in {"conflict", "not_allowed_now"}
            assert await practice.backend(GetOverview()) == overview
            assert await practice.backend(ListOutbox()) == mails
            assert await practice.backend(ListChanges()) == changes
        assert all(mail.state is MessageState.WAITING for mail in mails)

    async def test_an_id_that_is_taken_is_told_in_words(self, practice: Practice) -> None:
        taken = new_client_id()
        await practice.backend(AddClient(client_id=taken, details=details("Anna")))
        with pytest.raises(KaraError) as refusal:
            await practice.backend(AddClient(client_id=taken, details=details("Bea")))
        assert "UNIQUE" not in str(refusal.value)
        assert (await practice.backend(GetOverview())).active == 1
