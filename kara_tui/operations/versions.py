"""Operations on earlier versions of a record: read them, bring one back."""

from dataclasses import dataclass

from kara_tui.domain.client import Client
from kara_tui.domain.ids import ClientId
from kara_tui.domain.versions import ClientVersion
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListVersions(Operation[tuple[ClientVersion, ...]]):
    """Read how a client's record stood, version after version, the newest first."""

    route = Route("GET", "/clients/{client_id}/versions", allowed=PROFESSIONAL)
    opens = ("versions",)

    client_id: ClientId
    before: int = 0
    """Only versions with a lower number; 0 begins with the present one."""
    limit: int = 100


@dataclass(frozen=True, kw_only=True)
class RestoreRevision(ChangeOperation[Client]):
    """Bring the details of an earlier version back, as a new change; all else stays."""

    route = Route("POST", "/clients/{client_id}/restore", allowed=PROFESSIONAL)
    past = "Earlier version brought back"
    undoable = True

    client_id: ClientId
    version: int
    """Of the record that the professional was looking at."""
    revision: int
    """The version to bring back."""
    changed: tuple[str, ...] = ()
    """Names of the fields that change, for history: a server cannot see them itself."""
