"""Words can be read: at least 4.5 to 1 against what is behind them (WCAG 2.2, 1.4.3)."""

import pytest
from rich.color import Color
from textual.widget import Widget

from kara_tui.themes.table import our_themes
from tests.screens.home.workstation import Workstation, opened
from tests.support.one_screen import WIDE
from tests.support.practice import LocalPractice

LEAST = 4.5


def luminance(color: Color) -> float:
    """Return how light a colour is, from 0 to 1."""
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hard_to_read(widget: Widget) -> list[str]:
    """Return the words of a widget that are hard to read."""
    found = []
    behind = widget.background_colors[1].rich_color
    for y in range(widget.size.height):
        for text, style, _ in widget.render_line(y):
            # A key that does nothing now is dim, and may be (1.4.3, inactive components).
            if not any(mark.isalnum() for mark in text) or not style or style.dim:
                continue
            front, back = style.color or behind, style.bgcolor or behind
            if (ratio := contrast(front, back)) < LEAST:
                found.append(f"{type(widget).__name__} “{text.strip()}” {ratio:.1f}")
    return found


def all_hard_to_read(work: Workstation) -> list[str]:
    leaves = [
        one for one in work.app.screen.query("*").results(Widget) if not one.children and one.region
    ]
    return [words for one in leaves for words in hard_to_read(one)]


@pytest.mark.parametrize("theme", [one.name for one in our_themes()])
async def test_every_word_can_be_read(busy: LocalPractice, theme: str) -> None:
    found = []
    async with opened(busy.backend, busy.clock, WIDE, theme=theme) as work:
        for keys in (
            ["1"],
            ["slash", "a"],
            ["escape", "2"],
            ["a"],
            ["escape", "d"],
            ["escape", "3"],
            ["4", "slash", "q", "q"],
            ["escape", "question_mark"],
            ["escape", "1", "c"],
        ):
            await work.press(*keys)
            found += all_hard_to_read(work)
    assert not sorted(set(found))
