"""Everything about one client, as it is handed out."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.client import Client
from kara_tui.domain.decisions import Decision
from kara_tui.domain.drafts import Draft
from kara_tui.domain.history import Change
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.domain.versions import ClientVersion

FILE_FORMAT = "kara-client"
FILE_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class ClientFile:
    """One client's record with all that belongs to it."""

    format: str = FILE_FORMAT
    version: int = FILE_VERSION
    """Of this format."""
    professional: str
    exported_at: datetime
    client: Client
    versions: tuple[ClientVersion, ...]
    """All versions, the newest first."""
    requests: tuple[Client, ...] = ()
    """Requests that were merged into the record."""
    messages: tuple[OutboxMessage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    accesses: tuple[Change, ...] = ()
    """Who changed, saw or copied the record, the oldest first."""
    drafts: tuple[Draft, ...] = ()
    """What was typed and not saved."""
