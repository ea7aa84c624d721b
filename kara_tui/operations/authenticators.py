"""Operations on who may sign in for a client by electronic ID."""

from dataclasses import dataclass, field
from uuid import UUID

from kara_tui.domain.authenticator import Authenticator, EnteredAuthenticator
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListAuthenticators(Operation[tuple[Authenticator, ...]]):
    """Read who may sign in for a client, in the order in which they were added."""

    route = Route("GET", "/clients/{client_id}/authenticators", allowed=PROFESSIONAL)
    opens = ("authenticators",)

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class AddAuthenticator(ChangeOperation[Authenticator]):
    """Add somebody's electronic ID; it is used once it was activated."""

    route = Route("POST", "/clients/{client_id}/authenticators", allowed=PROFESSIONAL)
    past = "Sign-in added"
    undoable = True

    client_id: ClientId
    authenticator_id: UUID = field(default_factory=uuid7)
    entered: EnteredAuthenticator


@dataclass(frozen=True, kw_only=True)
class ChangeAuthenticator(ChangeOperation[Authenticator]):
    """Save what is known about an electronic ID."""

    route = Route("PUT", "/authenticators/{authenticator_id}", allowed=PROFESSIONAL)
    past = "Sign-in saved"
    undoable = True

    authenticator_id: UUID
    version: int
    entered: EnteredAuthenticator


@dataclass(frozen=True, kw_only=True)
class ActivateAuthenticator(ChangeOperation[Authenticator]):
    """Let an electronic ID be used."""

    route = Route("POST", "/authenticators/{authenticator_id}/activate", allowed=PROFESSIONAL)
    past = "Sign-in activated"
    undoable = True

    authenticator_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class RevokeAuthenticator(ChangeOperation[Authenticator]):
    """Let an electronic ID be used no more."""

    route = Route("POST", "/authenticators/{authenticator_id}/revoke", allowed=PROFESSIONAL)
    past = "Sign-in revoked"
    undoable = True

    authenticator_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class RemoveAuthenticator(ChangeOperation[Authenticator]):
    """Mark an electronic ID as entered in error: gone from the list, kept in history."""

    route = Route("DELETE", "/authenticators/{authenticator_id}", allowed=PROFESSIONAL)
    past = "Sign-in removed"
    undoable = True

    authenticator_id: UUID
    version: int
