"""What screens tell the program, and what it tells them."""

from dataclasses import dataclass
from typing import Any

from textual.message import Message

from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change
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
class AskFailed(Message):
    """A question could not be answered."""

    problem: KaraError


@dataclass
class RecordsChanged(Message):
    """Somebody changed something: this program or another one."""

    changes: tuple[Change, ...]
