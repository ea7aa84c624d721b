"""Operations that read the practice's day: what lies where, and what waits."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.agenda import AgendaView
from kara_tui.domain.waiting import Waiting
from kara_tui.operations.base import PROFESSIONAL, Operation, Route


@dataclass(frozen=True, kw_only=True)
class GetAgenda(Operation[AgendaView]):
    """Read sessions, blocks and working hours of some days, six weeks at most."""

    route = Route("GET", "/agenda/view", allowed=PROFESSIONAL)

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class GetWaiting(Operation[Waiting]):
    """Read what waits: sessions of a day, unsigned notes, requests, unpaid fees, answers given.

    Of each kind come the first few, with how many there are in all.
    """

    route = Route("GET", "/agenda/waiting", allowed=PROFESSIONAL)

    since: datetime
    """Midnight of the day, where the professional sits."""
    until: datetime
    """The midnight after it."""
    limit: int = 5
    """So many of each kind, at most 200; of the day, every session."""
