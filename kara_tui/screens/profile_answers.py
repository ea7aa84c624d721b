"""What a profile is told by the questions that it asked."""

from dataclasses import dataclass

from textual.message import Message

from kara_tui.domain.client import Client
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError


@dataclass
class RecordRead(Message, bubble=False):
    """The record has been read, and what was typed on it earlier."""

    client: Client
    drafts: tuple[Draft, ...]


@dataclass
class RecordReadFailed(Message, bubble=False):
    """The record could not be read."""

    problem: KaraError
