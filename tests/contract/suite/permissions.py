"""Permission: each part may do its own, and a practice is seen by its professional only."""

from typing import Any

import pytest

from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.client import RecordClass
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import NotAllowed, NotFound
from kara_tui.domain.history import Role
from kara_tui.domain.ids import uuid7
from kara_tui.domain.matching import identities
from kara_tui.domain.outbox import HOLD
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import Operation, field_types
from kara_tui.operations.clients import (
    CountClients,
    FindLookAlikes,
    FindRows,
    GetClient,
    GetOverview,
    ListClients,
)
from kara_tui.operations.drafts import DiscardDraft, FindDrafts, ListDrafts, SaveDraft
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.imports import FindImportLayout, SaveImportLayout
from kara_tui.operations.invites import ExpireInvites, InviteClient
from kara_tui.operations.outbox import (
    ClaimDueMessages,
    ListOutbox,
    Outcome,
    RecordDelivery,
    RetryMessage,
    WithdrawMessage,
)
from kara_tui.operations.records import Copied
from kara_tui.operations.table import operations
from tests.support.people import account, added, addressee, details
from tests.support.practice import Practice

_EXAMPLES: dict[str, Any] = {
    "details": details(),
    "account": account(),
    "addressee": addressee(),
    "reason": Remark(text="x"),
    "content": DraftContent(),
    "columns": (),
    "client_ids": (),
    "keys": (),
    "key": "k",
    "signature": "s",
    "state": TreatmentState.ACTIVE,
    "outcome": Outcome.DELIVERED,
    "record_class": RecordClass.PRIVATE_PRACTICE,
    "walk": ChainWalk(),
    "revision": 1,
    "what": Copied.CLIENTS,
    "event": PracticeEvent.LEFT,
    "record_version": 1,
    "into_version": 1,
    "version": 1,
}
_NEEDS_NONE = {"intent", "stages", "search", "sort_by", "descending", "offset", "limit", "after"}
_NEEDS_NONE |= {"wrong_guesses", "once_an_hour"}
_NEEDS_NONE |= {"changed", "personal_line", "problem", "added", "merged", "entity_id", "before"}


def _example(kind: type[Operation[Any]]) -> Operation[Any]:
    """Return some operation of the kind: whether it is allowed is asked before all else."""
    names = [name for name in field_types(kind) if name not in _NEEDS_NONE]
    return kind(**{name: _EXAMPLES.get(name, uuid7()) for name in names})


class PermissionContract:
    """Who may do what."""

    @pytest.mark.parametrize("kind", operations(), ids=lambda kind: kind.__name__)
    async def test_each_part_is_refused_what_is_not_its_own(
        self, practice: Practice, kind: type[Operation[Any]]
    ) -> None:
        for role in set(Role) - kind.route.allowed:
            with pytest.raises(NotAllowed):
                await practice.workstation(role)(_example(kind))
        assert await practice.backend(ListChanges()) == ()

    async def test_a_colleague_sees_nothing_of_a_practice(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        wish = InviteClient(details=details("Bea"), addressee=addressee())
        await practice.backend(wish)
        await practice.backend(SaveDraft(key="k", record_version=0, content=DraftContent()))
        await practice.backend(SaveImportLayout(signature="s", columns=("name",)))
        colleague = practice.colleague()
        assert (await colleague(ListClients())).total == 0
        assert (await colleague(ListClients(search="anna"))).rows == ()
        assert await colleague(CountClients(search="a")) == 0
        assert (await colleague(GetOverview())).active == 0
        assert await colleague(FindLookAlikes(keys=identities(details("Anna")))) == ()
        assert await colleague(FindRows(client_ids=(client.id,))) == ()
        assert await colleague(ListOutbox()) == ()
        assert await colleague(ListOutbox(client_id=client.id)) == ()
        assert await colleague(ListChanges()) == ()
        assert await colleague(ListChanges(entity_id=client.id)) == ()
        assert await colleague(ListMoves()) == ()
        assert await colleague(ListDrafts()) == ()
        assert await colleague(FindDrafts(form="k")) == ()
        assert await colleague(FindImportLayout(signature="s")) == ()

    async def test_a_colleague_changes_nothing_of_a_practice(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        wish = InviteClient(details=details("Bea"), addressee=addressee())
        await practice.backend(wish)
        await practice.backend(SaveDraft(key="k", record_version=0, content=DraftContent()))
        (mail,) = await practice.backend(ListOutbox())
        practice.clock.forward(HOLD * 100_000)
        before = await practice.backend(ListChanges())
        colleague = practice.colleague()
        refused: list[Operation[Any]] = [
            GetClient(client_id=client.id),
            UndoMove(move=wish.intent),
            WithdrawMessage(message_id=mail.id, version=mail.version),
            RetryMessage(message_id=mail.id, version=mail.version),
            RecordDelivery(message_id=mail.id, version=1, outcome=Outcome.DELIVERED),
        ]
        for attempt in refused:
            with pytest.raises(NotFound):
                await colleague(attempt)
        assert await colleague(ClaimDueMessages()) == ()
        assert await colleague(ExpireInvites()) == 0
        assert await colleague(DiscardDraft(key="k")) is False
        assert await practice.backend(ListChanges()) == before
        assert len(await practice.backend(ListDrafts())) == 1
