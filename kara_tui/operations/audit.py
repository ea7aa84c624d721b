"""Operations on the access log: who saw which record, and whether history is whole."""

from dataclasses import dataclass, field

from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.history import Change
from kara_tui.domain.ids import ClientId
from kara_tui.operations.base import PROFESSIONAL, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListAccesses(Operation[tuple[Change, ...]]):
    """Read who has seen, changed or copied one client's record, the newest first."""

    route = Route("GET", "/clients/{client_id}/accesses", allowed=PROFESSIONAL)

    client_id: ClientId
    before: int = 0
    """Only entries with a lower `seq`; 0 begins with the newest."""
    limit: int = 500


@dataclass(frozen=True, kw_only=True)
class VerifyHistory(Operation[ChainWalk]):
    """Look at the next rows of history: whether one was edited, dropped or moved since."""

    route = Route("GET", "/history/verification", allowed=PROFESSIONAL)

    walk: ChainWalk = field(default_factory=ChainWalk)
    """What the last answer was; nothing begins at the first row."""
    limit: int = 5000
