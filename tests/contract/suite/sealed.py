"""Sealed parts: a store that holds ciphertext only carries out every operation all the same."""

import pytest

from kara_tui.domain.client import Client, Stage
from kara_tui.domain.errors import Invalid, StillSealed
from kara_tui.domain.ids import new_client_id
from kara_tui.domain.importing import NewClient
from kara_tui.domain.listing import SortBy
from kara_tui.domain.private import opened
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    CountClients,
    GetClient,
    ListClients,
    ReopenTreatment,
    UpdateClient,
)
from kara_tui.operations.drafts import FindDrafts, ListDrafts, SaveDraft
from kara_tui.operations.history import ListMoves, UndoMove
from kara_tui.operations.imports import FilledGaps, ImportClients
from kara_tui.operations.invites import InviteClient, ResendInvite, WithdrawInvite
from kara_tui.operations.outbox import ListOutbox, WithdrawMessage
from kara_tui.operations.requests import (
    AcceptRequest,
    AskForService,
    DeclineRequest,
    MergeRequest,
)
from tests.support.people import account, added, addressee
from tests.support.practice import Practice

SEALED = b"\x01sealed \x00\xff\xfe anna"
OTHER = b"\x01other {}"


async def _sealed_client(practice: Practice) -> Client:
    return await practice.backend(AddClient(details=SEALED))


async def _sealed_request(practice: Practice) -> Client:
    return await practice.backend(AskForService(account=account(), details=SEALED))


class SealedContract:
    """What works without looking inside."""

    async def test_a_sealed_record_comes_back_as_it_went_in(self, practice: Practice) -> None:
        client = await _sealed_client(practice)
        read = await practice.backend(GetClient(client_id=client.id))
        assert read.details == SEALED
        with pytest.raises(StillSealed):
            opened(read.details)
        saved = await practice.backend(
            UpdateClient(client_id=client.id, version=1, details=OTHER, changed=("name",))
        )
        assert saved.details == OTHER

    async def test_a_sealed_record_makes_every_move(self, practice: Practice) -> None:
        client = await _sealed_client(practice)
        closed = await practice.backend(
            CloseTreatment(client_id=client.id, version=1, reason=OTHER)
        )
        assert (closed.stage, closed.remark) == (Stage.DEACTIVATED, OTHER)
        read = await practice.backend(GetClient(client_id=client.id))
        assert (read.details, read.remark) == (SEALED, OTHER)
        await practice.backend(ReopenTreatment(client_id=client.id, version=2))
        for _ in range(3):
            move = (await practice.backend(ListMoves()))[0]
            await practice.backend(UndoMove(move=move.intent))
        gone = await practice.backend(GetClient(client_id=client.id))
        assert (gone.stage, gone.details) == (Stage.ENTERED_IN_ERROR, SEALED)

    async def test_a_sealed_request_is_accepted_declined_and_merged(
        self, practice: Practice
    ) -> None:
        existing = await _sealed_client(practice)
        first, second, third = [await _sealed_request(practice) for _ in range(3)]
        accepted = await practice.backend(AcceptRequest(client_id=first.id, version=1))
        declined = await practice.backend(
            DeclineRequest(client_id=second.id, version=1, reason=OTHER)
        )
        merged = await practice.backend(
            MergeRequest(
                client_id=third.id,
                version=1,
                into_id=existing.id,
                into_version=1,
                details=OTHER,
            )
        )
        assert (accepted.details, declined.remark, merged.details) == (SEALED, OTHER, OTHER)
        mails = await practice.backend(ListOutbox())
        assert [mail.to.email for mail in mails] == ["bjorn@mail.example"] * 2

    async def test_a_sealed_invite_is_sent_sent_again_and_withdrawn(
        self, practice: Practice
    ) -> None:
        invite = await practice.backend(InviteClient(details=SEALED, addressee=addressee()))
        (mail,) = await practice.backend(ListOutbox())
        await practice.backend(WithdrawMessage(message_id=mail.id, version=1))
        await practice.backend(ResendInvite(client_id=invite.id, version=1, addressee=addressee()))
        gone = await practice.backend(WithdrawInvite(client_id=invite.id, version=2))
        assert (gone.stage, gone.details) == (Stage.WITHDRAWN, SEALED)

    async def test_sealed_rows_are_listed_in_every_order_and_found_by_no_search(
        self, practice: Practice
    ) -> None:
        ids = {(await _sealed_client(practice)).id for _ in range(3)}
        for sort_by in SortBy:
            page = await practice.backend(ListClients(sort_by=sort_by))
            assert {row.id for row in page.rows} == ids
            assert all(row.details == SEALED for row in page.rows)
        for search in ("anna", "s", "sealed", "\x01", "%"):
            found = await practice.backend(ListClients(search=search))
            assert found.rows == () or not search.strip("\x01")
            assert await practice.backend(CountClients(search=search)) == len(found.rows)

    async def test_a_record_that_is_sealed_later_is_no_longer_found_by_its_words(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Anna", national_id="0101302129")
        await practice.backend(UpdateClient(client_id=client.id, version=1, details=SEALED))
        assert await practice.backend(CountClients(search="anna")) == 0
        assert await practice.backend(CountClients(search="010130-2129")) == 0

    async def test_sealed_clients_are_imported_and_sealed_drafts_kept(
        self, practice: Practice
    ) -> None:
        client = await _sealed_client(practice)
        wish = ImportClients(
            added=(NewClient(id=new_client_id(), details=SEALED),),
            merged=(FilledGaps(client_id=client.id, version=1, details=OTHER),),
        )
        assert await practice.backend(wish) == 2
        await practice.backend(SaveDraft(key="k", record_version=0, content=SEALED))
        (draft,) = await practice.backend(FindDrafts(form="k"))
        assert draft.content == SEALED
        assert await practice.backend(ListDrafts()) == (draft,)

    async def test_what_only_looks_sealed_is_refused_before_it_harms_a_list(
        self, practice: Practice
    ) -> None:
        wishes: list[ChangeOperation[Client]] = [
            AddClient(details=b"{not json"),
            AskForService(account=account(), details=b'{"name": 1}'),
        ]
        for wish in wishes:
            with pytest.raises(Invalid):
                await practice.backend(wish)
        assert (await practice.backend(ListClients())).rows == ()
