"""Everything about one client, as it is handed out."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from kara_tui.domain.attachment import Attachment
from kara_tui.domain.authenticator import Authenticator
from kara_tui.domain.charge import Charge
from kara_tui.domain.client import Client
from kara_tui.domain.contact import Contact
from kara_tui.domain.credit import Credit
from kara_tui.domain.decisions import Decision
from kara_tui.domain.drafts import Draft
from kara_tui.domain.history import Change
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.note import Amendment, Note
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.domain.payment import Payment
from kara_tui.domain.session import Series, Session
from kara_tui.domain.versions import ClientVersion

T = TypeVar("T")

FILE_FORMAT = "kara-client"
FILE_VERSION = 2


Versions = tuple[T, ...]
"""All versions of one record, the oldest first."""


@dataclass(frozen=True, kw_only=True)
class ProfileRecords:
    """What stands on a client's profile, each record with all its versions."""

    sessions: tuple[Versions[Session], ...] = ()
    series: tuple[Versions[Series], ...] = ()
    measure_responses: tuple[Versions[MeasureResponse], ...] = ()
    charges: tuple[Versions[Charge], ...] = ()
    payments: tuple[Versions[Payment], ...] = ()
    credits: tuple[Versions[Credit], ...] = ()
    notes: tuple[Versions[Note], ...] = ()
    amendments: tuple[Versions[Amendment], ...] = ()
    contacts: tuple[Versions[Contact], ...] = ()
    attachments: tuple[Versions[Attachment], ...] = ()
    authenticators: tuple[Versions[Authenticator], ...] = ()

    def without_private(self) -> "ProfileRecords":
        """Return what a client is given: nothing that only the professional reads."""
        return ProfileRecords(
            sessions=tuple(tuple(map(_handed_out, one)) for one in self.sessions),
            series=self.series,
            measure_responses=self.measure_responses,
            charges=self.charges,
            payments=self.payments,
            credits=self.credits,
        )


def _handed_out(session: Session) -> Session:
    details = session.details
    if isinstance(details, bytes):
        return session
    return replace(session, details=replace(details, remark=""), cancellation=None)


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
    profile: ProfileRecords = field(default_factory=ProfileRecords)
