"""Undo: a move can be taken back until something has left or something was built upon it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from kara_tui.domain.client import Client, RecordClass, Stage
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import NotAllowedNow, NotFound
from kara_tui.domain.ids import new_intent_id
from kara_tui.domain.outbox import HOLD, MessageState
from kara_tui.domain.private import opened
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import ChangeOperation, result_type
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    GetClient,
    GetOverview,
    ListClients,
    ReopenTreatment,
    SetTreatmentState,
    UpdateClient,
)
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.invites import InviteClient, ResendInvite, WithdrawInvite
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox, WithdrawMessage
from kara_tui.operations.records import SetRecordClass
from kara_tui.operations.requests import AcceptRequest, DeclineRequest, MergeRequest
from kara_tui.operations.table import operations
from kara_tui.operations.versions import RestoreRevision
from tests.support.people import added, addressee, details, invited, requested
from tests.support.practice import Practice

_PRIVATE = RecordClass.PRIVATE_PRACTICE

Step = Callable[[Practice], Awaitable[tuple[Client, ChangeOperation[Client]]]]


async def _of_active(practice: Practice, kind: str) -> tuple[Client, ChangeOperation[Client]]:
    client = await added(practice.backend, "Anna")
    wishes: dict[str, ChangeOperation[Client]] = {
        "update": UpdateClient(client_id=client.id, version=1, details=details("Bea")),
        "class": SetRecordClass(
            client_id=client.id, version=1, record_class=_PRIVATE, reason=Remark(text="Coaching")
        ),
        "hold": SetTreatmentState(client_id=client.id, version=1, state=TreatmentState.ON_HOLD),
        "end": SetTreatmentState(client_id=client.id, version=1, state=TreatmentState.CANCELLED),
        "close": CloseTreatment(client_id=client.id, version=1, reason=Remark(text="Done")),
    }
    return client, wishes[kind]


async def _of_edited(practice: Practice, _kind: str) -> tuple[Client, ChangeOperation[Client]]:
    client = await added(practice.backend, "Anna")
    update = UpdateClient(client_id=client.id, version=1, details=details("Bea"))
    edited = await practice.backend(update)
    return edited, RestoreRevision(client_id=client.id, version=2, revision=1)


async def _of_request(practice: Practice, kind: str) -> tuple[Client, ChangeOperation[Client]]:
    request = await requested(practice.backend)
    if kind == "accept":
        return request, AcceptRequest(client_id=request.id, version=1)
    if kind == "decline":
        return request, DeclineRequest(client_id=request.id, version=1, reason=Remark(text="No"))
    existing = await added(practice.backend, "Björn")
    return existing, MergeRequest(
        client_id=request.id,
        version=1,
        into_id=existing.id,
        into_version=1,
        details=details("Björn Ægisson"),
    )


async def _of_reopened(practice: Practice, _kind: str) -> tuple[Client, ChangeOperation[Client]]:
    client = await added(practice.backend)
    closed = await practice.backend(
        CloseTreatment(client_id=client.id, version=1, reason=Remark(text="Done"))
    )
    return closed, ReopenTreatment(client_id=client.id, version=2)


async def _of_invite(practice: Practice, kind: str) -> tuple[Client, ChangeOperation[Client]]:
    invite = await invited(practice.backend)
    if kind == "withdraw":
        return invite, WithdrawInvite(client_id=invite.id, version=1)
    (mail,) = await practice.backend(ListOutbox(client_id=invite.id))
    await practice.backend(WithdrawMessage(message_id=mail.id, version=1))
    return invite, ResendInvite(client_id=invite.id, version=1, addressee=addressee())


_STEPS = {
    "update": _of_active,
    "class": _of_active,
    "hold": _of_active,
    "end": _of_active,
    "close": _of_active,
    "restore": _of_edited,
    "reopen": _of_reopened,
    "accept": _of_request,
    "decline": _of_request,
    "merge": _of_request,
    "withdraw": _of_invite,
    "resend": _of_invite,
}


class UndoContract:
    """What can be taken back."""

    @pytest.mark.parametrize("kind", _STEPS)
    async def test_a_move_taken_back_leaves_the_record_as_it_stood(
        self, practice: Practice, kind: str
    ) -> None:
        before, wish = await _STEPS[kind](practice, kind)
        counts = await practice.backend(GetOverview())
        open_mail = await _mail_that_will_leave(practice)
        practice.clock.forward(timedelta(minutes=1))
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        after = await practice.backend(GetClient(client_id=before.id))
        assert after.version == before.version + 2
        assert _content(after) == _content(before)
        assert await practice.backend(GetOverview()) == counts
        assert await _mail_that_will_leave(practice) == open_mail

    async def test_every_undoable_operation_on_clients_is_tried_here(
        self, practice: Practice
    ) -> None:
        tried = {type((await step(practice, kind))[1]) for kind, step in _STEPS.items()}
        of_clients = {one for one in operations() if one.undoable and result_type(one) is Client}
        assert tried | {AddClient, InviteClient} == of_clients

    async def test_somebody_added_by_mistake_leaves_the_lists_and_stays_in_history(
        self, practice: Practice
    ) -> None:
        for wish in (
            AddClient(details=details("Anna")),
            InviteClient(details=details("Anna"), addressee=addressee()),
        ):
            client = await practice.backend(wish)
            await practice.backend(UndoMove(move=wish.intent))
            gone = await practice.backend(GetClient(client_id=client.id))
            assert gone.stage is Stage.ENTERED_IN_ERROR
            assert opened(gone.details).name == "Anna"
        tabs = (Stage.ACTIVE, Stage.REQUESTED, Stage.INVITED, Stage.DEACTIVATED)
        assert (await practice.backend(ListClients(stages=tabs))).total == 0
        assert await _mail_that_will_leave(practice) == 0

    async def test_moves_are_taken_back_one_after_the_other_down_to_the_first(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Zero")
        for place, name in enumerate(("One", "Two", "Three"), start=1):
            await practice.backend(
                UpdateClient(client_id=client.id, version=place, details=details(name))
            )
        names = []
        for _ in range(3):
            move = (await practice.backend(ListMoves()))[0]
            await practice.backend(UndoMove(move=move.intent))
            read = await practice.backend(GetClient(client_id=client.id))
            names.append(opened(read.details).name)
        assert names == ["Two", "One", "Zero"]
        (last,) = await practice.backend(ListMoves())
        assert last.operation == "AddClient"

    async def test_after_an_undo_new_moves_can_be_made_and_taken_back(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend)
        for version in (1, 3, 5):
            wish = AcceptRequest(client_id=request.id, version=version)
            await practice.backend(wish)
            undone = await practice.backend(UndoMove(move=wish.intent))
            assert (undone.intent, undone.client_id) == (wish.intent, request.id)
        assert (await practice.backend(GetOverview())).requested == 1

    async def test_nothing_is_taken_back_from_under_a_later_change(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        first = UpdateClient(client_id=client.id, version=1, details=details("One"))
        await practice.backend(first)
        later = UpdateClient(client_id=client.id, version=2, details=details("Two"))
        await practice.backend(later)
        with pytest.raises(NotAllowedNow, match="changed again since"):
            await practice.backend(UndoMove(move=first.intent))
        read = await practice.backend(GetClient(client_id=client.id))
        assert opened(read.details).name == "Two"

    async def test_a_move_whose_mail_has_left_stays(self, practice: Practice) -> None:
        request = await requested(practice.backend)
        wish = AcceptRequest(client_id=request.id, version=1)
        accepted = await practice.backend(wish)
        practice.clock.forward(HOLD)
        assert len(await practice.backend(ClaimDueMessages())) == 1
        with pytest.raises(NotAllowedNow, match="has left"):
            await practice.backend(UndoMove(move=wish.intent))
        assert await practice.backend(GetClient(client_id=request.id)) == accepted

    async def test_a_mail_called_back_by_mistake_waits_again_with_its_full_hold(
        self, practice: Practice
    ) -> None:
        invite = await invited(practice.backend)
        practice.clock.forward(timedelta(hours=1))
        wish = WithdrawInvite(client_id=invite.id, version=1)
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        assert await practice.backend(ClaimDueMessages()) == ()
        practice.clock.forward(HOLD)
        assert len(await practice.backend(ClaimDueMessages())) == 1

    async def test_a_move_is_taken_back_once_and_an_undo_never(self, practice: Practice) -> None:
        wish = AddClient(details=details("Anna"))
        await practice.backend(wish)
        undo = UndoMove(move=wish.intent)
        await practice.backend(undo)
        with pytest.raises(NotAllowedNow, match="already"):
            await practice.backend(UndoMove(move=wish.intent))
        with pytest.raises(NotAllowedNow):
            await practice.backend(UndoMove(move=undo.intent))
        with pytest.raises(NotFound):
            await practice.backend(UndoMove(move=new_intent_id()))

    async def test_what_cannot_be_taken_back_says_so(self, practice: Practice) -> None:
        request = await requested(practice.backend)
        (asked,) = await practice.backend(ListChanges(entity_id=request.id))
        with pytest.raises(NotAllowedNow):
            await practice.backend(UndoMove(move=asked.intent))
        assert await practice.backend(ListMoves()) == ()


async def _mail_that_will_leave(practice: Practice) -> int:
    mails = await practice.backend(ListOutbox())
    return sum(mail.state is MessageState.WAITING for mail in mails)


def _content(client: Client) -> tuple[object, ...]:
    return (
        client.stage,
        client.since,
        client.treatment,
        client.details,
        client.remark,
        client.account,
        client.invitation,
        client.merged_into,
        client.record_class,
    )
