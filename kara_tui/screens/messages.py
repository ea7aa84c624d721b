"""What screens tell the program, and what it tells them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from textual.message import Message

from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change, Entity
from kara_tui.domain.ids import ClientId
from kara_tui.operations.base import ChangeOperation


@dataclass
class MoveWanted(Message):
    """The user asks for a change; the program carries it out and says what became of it."""

    operation: ChangeOperation[Any]
    about: str
    """Whom it concerns, as a toast names them."""
    draft_key: str = ""
    """Names what was typed for it, to be thrown away once the change is made."""


@dataclass
class CopyWanted(Message):
    """The user asks for a text to be copied, to use it outside the program."""

    text: str
    what: str
    """What it is, as a toast names it."""


@dataclass
class AskFailed(Message):
    """A question could not be answered."""

    problem: KaraError


@dataclass
class ClientShown(Message):
    """A client's profile is in front."""

    client_id: ClientId
    is_new: bool
    """Whether it was opened just now; else something that lay over it was left."""


@dataclass
class RecordsChanged(Message):
    """Somebody changed something: this program or another one."""

    changes: tuple[Change, ...]

    def newest_version(self, entity: Entity, entity_id: UUID) -> int:
        """Return the newest version of a record; zero when it did not change."""
        mine = (one for one in self.changes if (one.entity, one.entity_id) == (entity, entity_id))
        return max((one.version for one in mine), default=0)
