"""Handlers of the operations on what was done, and on taking it back."""

from dataclasses import replace

from kara_tui.db.journal import move_of
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.errors import NotAllowedNow, NotFound
from kara_tui.domain.history import Change, Entity, Move
from kara_tui.domain.ids import ClientId
from kara_tui.domain.outbox import HOLD, MessageState
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.table import operations
from kara_tui.services.handling import handles
from kara_tui.services.settlements import require_sound

_CONCERNS_MONEY = {Entity.SESSION, Entity.CHARGE, Entity.PAYMENT, Entity.CREDIT}


@handles(ListChanges)
def list_changes(op: ListChanges, unit: UnitOfWork) -> tuple[Change, ...]:
    return unit.journal.after(op.after, op.entity_id, min(max(1, op.limit), 5000))


@handles(ListMoves)
def list_moves(op: ListMoves, unit: UnitOfWork) -> tuple[Move, ...]:
    return unit.journal.moves(_undoable(), min(max(1, op.limit), 200))


@handles(UndoMove)
def undo_move(op: UndoMove, unit: UnitOfWork) -> Move:
    made = unit.journal.of_intent(op.move)
    _require_undoable(op, made, unit)
    unit.journal.undoes = op.move
    # Messages first: when one has left, nothing at all is taken back.
    for change in made:
        if change.entity is Entity.MESSAGE:
            _undo_message(change, unit)
    for change in reversed(made):
        if change.entity is Entity.CLIENT:
            _undo_client(change, unit)
        elif change.entity in unit.kinds:
            _undo_record(change, unit)
    for change in made:
        if change.entity in _CONCERNS_MONEY:
            require_sound(unit.records(change.entity).get(change.entity_id), unit)
    return move_of(next(one for one in made if one.entity is not Entity.MESSAGE))


def _undoable() -> list[str]:
    return [one.__name__ for one in operations() if one.undoable]


def _require_undoable(op: UndoMove, made: tuple[Change, ...], unit: UnitOfWork) -> None:
    if not made:
        raise NotFound("There is no such move.")
    if made[0].operation not in _undoable():
        raise NotAllowedNow("This cannot be taken back.")
    if unit.journal.is_undone(op.move):
        raise NotAllowedNow("This was taken back already.")


def _undo_message(change: Change, unit: UnitOfWork) -> None:
    message = unit.outbox.get(change.entity_id)
    if message.state.has_left:
        raise NotAllowedNow(
            f"This cannot be taken back: the mail to {message.to.name} has left.",
            "Make the opposite move instead.",
        )
    if change.version > 1:
        # The move itself withdrew the message: let it wait again, with its full hold.
        waiting = replace(message, state=MessageState.WAITING, not_before=unit.now + HOLD)
        unit.outbox.save(waiting)
    elif message.state is not MessageState.WITHDRAWN:
        unit.outbox.save(message.withdrawn())


def _undo_client(change: Change, unit: UnitOfWork) -> None:
    client = unit.clients.get(ClientId(change.entity_id))
    _require_last(change, unit)
    if change.version == 1:
        unit.clients.save(client.in_error(unit.now), ("stage",))
        return
    before = unit.revisions.get(client.id, change.version - 1)
    unit.clients.save(replace(before, version=client.version), change.fields)


def _undo_record(change: Change, unit: UnitOfWork) -> None:
    if change.entity is Entity.NOTE and "signature" in change.fields:
        # What is signed stays signed, though the rest of the move is taken back.
        return
    records = unit.records(change.entity)
    record = records.get(change.entity_id)
    _require_last(change, unit)
    if change.version == 1:
        records.save(record.marked_in_error(), ("in_error",))
        return
    before = records.revision(record.id, change.version - 1)
    records.save(replace(before, version=record.version), change.fields)


def _require_last(change: Change, unit: UnitOfWork) -> None:
    if unit.journal.stands_after(change):
        raise NotAllowedNow(
            "This cannot be taken back: the record was changed again since.",
            "Take the later change back first.",
        )
