"""Handlers of the operations on the access log."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.history import Change
from kara_tui.operations.audit import ListAccesses, VerifyHistory
from kara_tui.services.handling import handles


@handles(ListAccesses)
def list_accesses(op: ListAccesses, unit: UnitOfWork) -> tuple[Change, ...]:
    unit.clients.get(op.client_id)
    return unit.journal.accesses(op.client_id, op.before, min(max(1, op.limit), 5000))


@handles(VerifyHistory)
def verify_history(op: VerifyHistory, unit: UnitOfWork) -> ChainWalk:
    if op.walk.done:
        return op.walk
    return unit.journal.chain.walked(op.walk, min(max(1, op.limit), 20_000))
