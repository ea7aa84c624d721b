"""What was done: by whom, to which record, when; and what can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.ids import IntentId, ProfessionalId


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


class Entity(StrEnum):
    """Kinds of record that change."""

    CLIENT = "client"
    MESSAGE = "message"
    DRAFT = "draft"
    IMPORT_LAYOUT = "import_layout"
    PRACTICE = "practice"
    """All records at once, as when a copy of them leaves."""


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


@dataclass(frozen=True, kw_only=True)
class Move:
    """One operation that was carried out, as somebody might take it back."""

    intent: IntentId
    operation: str
    at: datetime
    entity_id: UUID
    """The client whom it concerned first."""
