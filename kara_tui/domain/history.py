"""What was done: by whom, to which record, when; and what can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.ids import ClientId, IntentId, ProfessionalId


class Role(StrEnum):
    """In which part somebody acts."""

    PROFESSIONAL = "professional"
    CLIENT = "client"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, and whose practice it concerns."""

    professional_id: ProfessionalId
    role: Role = Role.PROFESSIONAL
    place: str = ""
    """At which machine and terminal, such as `desk pts/3`; empty when nobody knows."""


class Kind(StrEnum):
    """What a row of history tells."""

    CHANGE = "change"
    ACCESS = "access"
    """Somebody saw a record, or took a copy of it; nothing changed."""
    EVENT = "event"
    """Something happened to the practice as a whole (`domain/practice_events.py`)."""


class Entity(StrEnum):
    """Kinds of record that change."""

    CLIENT = "client"
    MESSAGE = "message"
    DRAFT = "draft"
    IMPORT_LAYOUT = "import_layout"
    PRACTICE = "practice"
    """All records at once, as when a copy of them leaves."""
    SERVICE = "service"
    SESSION = "session"
    SERIES = "series"
    WORKING_HOURS = "working_hours"
    TIME_BLOCK = "time_block"
    NOTE = "note"
    AMENDMENT = "amendment"
    MEASURE_RESPONSE = "measure_response"
    CONTACT = "contact"
    ATTACHMENT = "attachment"
    AUTHENTICATOR = "authenticator"
    CHARGE = "charge"
    PAYMENT = "payment"
    CREDIT = "credit"

    @property
    def label(self) -> str:
        """The words the user reads."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One record changed once."""

    seq: int
    """Order within the store."""
    intent: IntentId
    """All changes of one operation share it."""
    at: datetime
    role: Role
    operation: str
    entity: Entity
    entity_id: UUID
    version: int
    fields: tuple[str, ...] = ()
    """What was changed; for an access, which parts were seen."""
    place: str = ""
    """From where (see `Actor.place`)."""
    kind: Kind = Kind.CHANGE
    about: ClientId | None = None
    """Whose profile the record stands on, when it is not the client's own."""

    @property
    def client_id(self) -> ClientId | None:
        """The client whom it concerns; None when it concerns none."""
        return ClientId(self.entity_id) if self.entity is Entity.CLIENT else self.about


@dataclass(frozen=True, kw_only=True)
class Move:
    """One operation that was carried out, as somebody might take it back."""

    intent: IntentId
    operation: str
    at: datetime
    client_id: ClientId | None
    """The client whom it concerned first; None when it concerned none."""
