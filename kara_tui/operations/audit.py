"""Operations on the access log: who saw what, when the practice was open, whether all is whole."""

from dataclasses import dataclass, field

from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.history import Change
from kara_tui.domain.ids import ClientId
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListAccesses(Operation[tuple[Change, ...]]):
    """Read who has seen, changed or copied one client's record, the newest first."""

    route = Route("GET", "/clients/{client_id}/accesses", allowed=PROFESSIONAL)
    opens = ("accesses",)

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


@dataclass(frozen=True, kw_only=True)
class ListPracticeEvents(Operation[tuple[Change, ...]]):
    """Read what happened to the practice as a whole, the newest first; copies of it are in it."""

    route = Route("GET", "/practice/events", allowed=PROFESSIONAL)

    before: int = 0
    """Only entries with a lower `seq`; 0 begins with the newest."""
    limit: int = 500


@dataclass(frozen=True, kw_only=True)
class NotePracticeEvent(ChangeOperation[bool]):
    """Write down what happened to the practice as a whole; answers whether it was written."""

    route = Route("POST", "/practice/events", allowed=PROFESSIONAL)
    past = "Event noted"

    event: PracticeEvent
    wrong_guesses: int = 0
    """How many wrong passphrases and codes stood before it."""
    once_an_hour: bool = False
    """Leave it out when the same came from the same place within the hour: scripts open often."""
