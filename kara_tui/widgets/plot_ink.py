"""What a plot is drawn with: braille where the terminal has it, blocks or plain letters else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_BRAILLE_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""By row and column of the dot within its cell."""


@dataclass(frozen=True)
class Ink:
    """The marks of one kind of terminal."""

    dots_across: int
    """Dots in a cell, side by side."""
    dots_down: int
    point: str
    flagged: str
    """A point that must not be overlooked."""
    upright: str
    """Through the point that the cursor is on."""
    level: str
    """Where one band ends and the next begins."""
    side: str
    left: str
    """The side where a number stands beside it."""
    corner: str
    floor: str
    tick: str
    blocks: str = ""
    """By which dots of a cell are set, the upper one first; empty where it is braille."""

    def cell(self, dots: frozenset[tuple[int, int]]) -> str:
        """Return the mark that shows some dots of one cell, given as (across, down)."""
        if not self.blocks:
            bits = sum(_BRAILLE_BITS[down][across] for across, down in dots)
            return chr(0x2800 + bits)
        return self.blocks[sum(1 << down for _, down in dots)]


BRAILLE = Ink(2, 4, "●", "◆", "┊", "┈", "│", "┤", "└", "─", "┴")
BLOCKS = Ink(1, 2, "■", "!", "│", "·", "│", "┤", "└", "─", "┴", " ▀▄█")
PLAIN = Ink(1, 1, "o", "!", "|", "-", "|", "+", "+", "-", "+", " .")


def ink_for(encoding: str, environment: Mapping[str, str]) -> Ink:
    """Return what a terminal can show.

    Args:
        encoding: Of what is written to it.
        environment: `TERM` in it names the terminal.
    """
    if not encoding.lower().replace("-", "").startswith("utf"):
        return PLAIN
    # The fonts of the bare console have no braille.
    return BLOCKS if environment.get("TERM", "") in {"linux", "cons25", "vt220"} else BRAILLE


def line_between(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Give the dots of a straight line, both ends among them."""
    (x, y), (to_x, to_y) = start, end
    steps = max(abs(to_x - x), abs(to_y - y))
    if steps == 0:
        yield start
        return
    for step in range(steps + 1):
        yield round(x + (to_x - x) * step / steps), round(y + (to_y - y) * step / steps)
