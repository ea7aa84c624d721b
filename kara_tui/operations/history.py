"""Operations on what was done: read it, and take the last move back."""

from dataclasses import dataclass
from uuid import UUID

from kara_tui.domain.history import Change, Move
from kara_tui.domain.ids import IntentId
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListChanges(Operation[tuple[Change, ...]]):
    """Read what changed, oldest first: after a point, or of one record."""

    route = Route("GET", "/changes", allowed=PROFESSIONAL)

    after: int = 0
    """Only changes with a higher `seq`."""
    entity_id: UUID | None = None
    limit: int = 500


@dataclass(frozen=True, kw_only=True)
class ListMoves(Operation[tuple[Move, ...]]):
    """Read the moves that may still be taken back, newest first."""

    route = Route("GET", "/moves", allowed=PROFESSIONAL)

    limit: int = 20


@dataclass(frozen=True, kw_only=True)
class UndoMove(ChangeOperation[Move]):
    """Take a move back, as long as nothing has left the machine and nothing built upon it."""

    route = Route("POST", "/moves/{move}/undo", allowed=PROFESSIONAL)
    past = "Taken back"

    move: IntentId
    """The intent of the operation to take back."""
