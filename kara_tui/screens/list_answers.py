"""What a list is told by the questions that it asked."""

from dataclasses import dataclass

from textual.message import Message

from kara_tui.domain.listing import Page


@dataclass
class PageArrived(Message, bubble=False):
    """Rows that were asked for."""

    offset: int
    """Where they were asked for: a list that has become shorter answers with its end."""
    page: Page
    query: int


@dataclass
class Counted(Message, bubble=False):
    """How many rows a search finds."""

    total: int
    query: int
