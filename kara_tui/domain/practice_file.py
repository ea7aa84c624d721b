"""A whole practice outside its store: what stands in each part of an archive."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.chain_walk import ChainHead
from kara_tui.domain.client import Client
from kara_tui.domain.history import Change
from kara_tui.domain.ids import IntentId, ProfessionalId

PRACTICE_FORMAT = "kara-practice"
PRACTICE_VERSION = 2
"""Since 2 it holds all that stands on a profile, not the clients' own records alone."""


@dataclass(frozen=True, kw_only=True)
class PracticeHeading:
    """Whose practice it is, and when it was written down."""

    format: str = PRACTICE_FORMAT
    version: int = PRACTICE_VERSION
    """Of this format."""
    professional_id: ProfessionalId
    professional: str
    written_at: datetime
    head: ChainHead
    """Where the chain of its history ended."""


@dataclass(frozen=True, kw_only=True)
class KeptClient:
    """A record with all its earlier versions, the oldest first."""

    client: Client
    versions: tuple[Client, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KeptChange:
    """One row of history, with its place in the chain."""

    change: Change
    undoes: IntentId | None = None
    number: int
    hash: bytes
