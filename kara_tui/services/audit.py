"""Handlers of the operations on the access log."""

from datetime import timedelta

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.history import Change
from kara_tui.domain.practice_events import event_fields
from kara_tui.operations.audit import (
    ListAccesses,
    ListPracticeEvents,
    NotePracticeEvent,
    VerifyHistory,
)
from kara_tui.services.handling import handles

_ONE_VISIT = timedelta(hours=1)
_MOST_READ = 5000


@handles(ListAccesses)
def list_accesses(op: ListAccesses, unit: UnitOfWork) -> tuple[Change, ...]:
    unit.clients.get(op.client_id)
    return unit.journal.accesses(op.client_id, op.before, min(max(1, op.limit), _MOST_READ))


@handles(VerifyHistory)
def verify_history(op: VerifyHistory, unit: UnitOfWork) -> ChainWalk:
    if op.walk.done:
        return op.walk
    return unit.journal.chain.walked(op.walk, min(max(1, op.limit), 20_000))


@handles(ListPracticeEvents)
def list_practice_events(op: ListPracticeEvents, unit: UnitOfWork) -> tuple[Change, ...]:
    return unit.journal.events(op.before, min(max(1, op.limit), _MOST_READ))


@handles(NotePracticeEvent)
def note_practice_event(op: NotePracticeEvent, unit: UnitOfWork) -> bool:
    told = event_fields(op.event, max(0, op.wrong_guesses))
    if op.once_an_hour and unit.journal.happened_here(told, unit.now - _ONE_VISIT):
        return False
    unit.journal.note_event(told)
    return True
