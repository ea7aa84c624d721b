"""Operations on what becomes of a session on its day."""

from dataclasses import dataclass

from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.domain.session import Session
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Route


@dataclass(frozen=True, kw_only=True)
class MarkArrived(ChangeOperation[Session]):
    """Say that the client is here and waits."""

    route = Route("POST", "/clients/{client_id}/sessions/{session_id}/arrive", allowed=PROFESSIONAL)
    past = "Client is waiting"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int


@dataclass(frozen=True, kw_only=True)
class StartSession(ChangeOperation[Session]):
    """Begin a session."""

    route = Route("POST", "/clients/{client_id}/sessions/{session_id}/start", allowed=PROFESSIONAL)
    past = "Session started"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int


@dataclass(frozen=True, kw_only=True)
class CompleteSession(ChangeOperation[Session]):
    """End a session that was held."""

    route = Route(
        "POST", "/clients/{client_id}/sessions/{session_id}/complete", allowed=PROFESSIONAL
    )
    past = "Session done"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    is_charged: bool = True
    """Whether its fee, where it has one, is owed."""
    start_too: bool = False
    """Whether it is started first in case nobody did."""


@dataclass(frozen=True, kw_only=True)
class MarkNoShow(ChangeOperation[Session]):
    """Say that the client did not come."""

    route = Route(
        "POST", "/clients/{client_id}/sessions/{session_id}/no-show", allowed=PROFESSIONAL
    )
    past = "Marked as no-show"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    is_charged: bool = False
    """Whether the fee is owed all the same."""


@dataclass(frozen=True, kw_only=True)
class VoidSession(ChangeOperation[Session]):
    """Declare a session void that was done: nothing is owed for it."""

    route = Route("POST", "/clients/{client_id}/sessions/{session_id}/void", allowed=PROFESSIONAL)
    past = "Session void"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
