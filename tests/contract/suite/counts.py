"""Counts: whatever is done in whatever order, the lists hold whom they should, and as many."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kara_tui.domain.client import Client, Stage
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import IntentId
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import ChangeOperation, Operation
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    GetClient,
    GetOverview,
    ListClients,
    ReopenTreatment,
    SetTreatmentState,
)
from kara_tui.operations.history import UndoMove
from kara_tui.operations.invites import InviteClient, WithdrawInvite
from kara_tui.operations.requests import (
    AcceptRequest,
    AskForService,
    DeclineRequest,
    MergeRequest,
)
from tests.support.people import account, addressee, details
from tests.support.practice import Practice

T = TypeVar("T")

_EXPECTED = {
    "accept": ({Stage.REQUESTED}, Stage.ACTIVE),
    "decline": ({Stage.REQUESTED}, Stage.DECLINED),
    "close": ({Stage.ACTIVE}, Stage.DEACTIVATED),
    "reopen": ({Stage.DEACTIVATED}, Stage.ACTIVE),
    "cancel": ({Stage.ACTIVE, Stage.DEACTIVATED}, Stage.DEACTIVATED),
    "withdraw": ({Stage.INVITED}, Stage.WITHDRAWN),
}
"""From which lists a move is possible, and where it leads."""


def _wish(kind: str, client: Client) -> ChangeOperation[Client]:
    who, version = client.id, client.version
    wishes: dict[str, ChangeOperation[Client]] = {
        "accept": AcceptRequest(client_id=who, version=version),
        "decline": DeclineRequest(client_id=who, version=version),
        "close": CloseTreatment(client_id=who, version=version),
        "reopen": ReopenTreatment(client_id=who, version=version),
        "cancel": SetTreatmentState(client_id=who, version=version, state=TreatmentState.CANCELLED),
        "withdraw": WithdrawInvite(client_id=who, version=version),
    }
    return wishes[kind]


class _Desk(RuleBasedStateMachine):
    """Somebody who does anything at all, beside a list on paper of where everybody stands."""

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._practice = practice
        self._stages: list[Stage] = []
        self._clients: list[Client] = []
        self._moves: list[tuple[IntentId, dict[int, Stage]]] = []

    @rule(kind=st.sampled_from(["add", "ask", "invite"]))
    def somebody_new(self, kind: str) -> None:
        name = details(f"Client {len(self._clients)}")
        if kind == "ask":
            self._clients.append(self._ask(AskForService(account=account(), details=name)))
            self._stages.append(Stage.REQUESTED)
            return
        wish: ChangeOperation[Client] = AddClient(details=name)
        stage = Stage.ACTIVE
        if kind == "invite":
            wish, stage = InviteClient(details=name, addressee=addressee()), Stage.INVITED
        self._clients.append(self._ask(wish))
        self._stages.append(stage)
        self._moves.append((wish.intent, {len(self._clients) - 1: Stage.ENTERED_IN_ERROR}))

    @rule(kind=st.sampled_from(sorted(_EXPECTED)), who=st.integers(0, 30))
    def a_move(self, kind: str, who: int) -> None:
        if not self._clients:
            return
        place = who % len(self._clients)
        possible, leads_to = _EXPECTED[kind]
        before = self._stages[place]
        wish = _wish(kind, self._current(place))
        try:
            self._ask(wish)
        except NotAllowedNow:
            assert before not in possible
        else:
            assert before in possible
            self._stages[place] = leads_to
            self._moves.append((wish.intent, {place: before}))

    @rule(one=st.integers(0, 30), other=st.integers(0, 30))
    def a_merge(self, one: int, other: int) -> None:
        if len(self._clients) < 2:
            return
        place, into = one % len(self._clients), other % len(self._clients)
        request, existing = self._current(place), self._current(into)
        wish = MergeRequest(
            client_id=request.id,
            version=request.version,
            into_id=existing.id,
            into_version=existing.version,
            details=existing.details,
        )
        before = self._stages[place]
        treated = self._stages[into] in {Stage.ACTIVE, Stage.DEACTIVATED}
        try:
            self._ask(wish)
        except NotAllowedNow:
            assert not (before is Stage.REQUESTED and treated)
        else:
            assert before is Stage.REQUESTED
            assert treated
            self._stages[place] = Stage.MERGED
            self._moves.append((wish.intent, {place: before, into: self._stages[into]}))

    @rule()
    def the_last_move_is_taken_back(self) -> None:
        if self._moves:
            intent, before = self._moves.pop()
            self._ask(UndoMove(move=intent))
            for place, stage in before.items():
                self._stages[place] = stage

    @invariant()
    def the_lists_hold_whom_they_should(self) -> None:
        expected = Counter(self._stages)
        overview = self._ask(GetOverview())
        shown = (overview.active, overview.requested, overview.invited, overview.deactivated)
        tabs = (Stage.ACTIVE, Stage.REQUESTED, Stage.INVITED, Stage.DEACTIVATED)
        assert shown == tuple(expected[stage] for stage in tabs)

    def teardown(self) -> None:
        for stage in Stage:
            page = self._ask(ListClients(stages=(stage,), limit=1000))
            ids = {c.id for c, at in zip(self._clients, self._stages, strict=True) if at is stage}
            assert {row.id for row in page.rows} == ids
            assert page.total == len(ids)
        self._runner.run(self._practice.close())
        self._runner.close()

    def _current(self, place: int) -> Client:
        return self._ask(GetClient(client_id=self._clients[place].id))

    def _ask(self, operation: Operation[T]) -> T:
        return self._runner.run(self._practice.backend(operation))


class CountContract:
    """How many stand in each list."""

    def test_whatever_is_done_the_lists_hold_whom_they_should(
        self, new_practice: Callable[[], Practice]
    ) -> None:
        class Desk(_Desk):
            def __init__(self) -> None:
                super().__init__(new_practice())

        run_state_machine_as_test(
            Desk,
            settings=settings(
                max_examples=15,
                stateful_step_count=25,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
