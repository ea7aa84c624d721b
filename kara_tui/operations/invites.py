"""Operations on invites: ask somebody to register, ask again, call it back."""

from dataclasses import dataclass, field

from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, new_client_id
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, SYSTEM, ChangeOperation, Route


@dataclass(frozen=True, kw_only=True)
class InviteClient(ChangeOperation[Client]):
    """Ask somebody to set up their account; they appear under Invites."""

    route = Route("POST", "/invites", allowed=PROFESSIONAL)
    past = "Invite written"
    undoable = True

    client_id: ClientId = field(default_factory=new_client_id)
    details: Private[ClientDetails]
    addressee: Addressee
    personal_line: str = ""
    """Put above the invite's own text; it leaves with the mail."""


@dataclass(frozen=True, kw_only=True)
class ResendInvite(ChangeOperation[Client]):
    """Send an invite once more; it holds another 30 days."""

    route = Route("POST", "/clients/{client_id}/resend-invite", allowed=PROFESSIONAL)
    past = "Invite written again"
    undoable = True

    client_id: ClientId
    version: int
    addressee: Addressee


@dataclass(frozen=True, kw_only=True)
class WithdrawInvite(ChangeOperation[Client]):
    """Call an invite back: its code no longer registers anybody."""

    route = Route("POST", "/clients/{client_id}/withdraw-invite", allowed=PROFESSIONAL)
    past = "Invite withdrawn"
    undoable = True

    client_id: ClientId
    version: int


@dataclass(frozen=True, kw_only=True)
class ExpireInvites(ChangeOperation[int]):
    """End the invites that have run out; returns how many."""

    route = Route("POST", "/invites/expire", allowed=PROFESSIONAL | SYSTEM)
    past = "Invites expired"
