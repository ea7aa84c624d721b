"""What all records share that a profile holds beside the client's own."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record of the professional's. Its private part, where it has one, is `details`."""

    entity: ClassVar[Entity]
    """What kind of record it is, in history."""

    id: UUID
    version: int = 0
    """Grows by one with each saved change; zero before the first."""
    created_at: datetime
    in_error: bool = False
    """Entered in error: out of every list, and kept in history."""

    def marked_in_error(self) -> Self:
        """Return the record as one that was entered in error.

        Raises:
            NotAllowedNow: When it is marked already.
        """
        if self.in_error:
            raise NotAllowedNow("This is marked as entered in error already.")
        return replace(self, in_error=True)


@dataclass(frozen=True, kw_only=True)
class ClientRecord(Record):
    """A record that belongs to one client."""

    client_id: ClientId
