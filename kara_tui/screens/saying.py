"""Words put into a line of a screen, which is there only while it says something."""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.domain.text import safe_text


def say(node: Widget, selector: str, words: str) -> None:
    """Show words in one line of a screen or widget; hide the line when there are none."""
    line = node.query_one(selector, Static)
    line.update(Content(safe_text(words, lines=True)))
    line.display = bool(words)
