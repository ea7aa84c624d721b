"""How long is it from cursor-down to the moved cursor, and how many bytes does that send?"""

from statistics import median

from benchmarks.findings import Finding, ms
from benchmarks.programs import SEEN_ROWS, bare_keys, names_found, recognisable, workstation
from benchmarks.stores import HUNDRED_THOUSAND, store_of
from benchmarks.terminal import DOWN, Terminal

TIME_AIM = 16
BYTES_AIM = 1024
SIGN = "▸"
"""Stands before the row under the cursor."""

SCROLLING_KEYS = 60


def measure() -> list[Finding]:
    """Walk down through the rows in sight, then on while the list scrolls."""
    store = store_of(HUNDRED_THOUSAND)
    name = recognisable(names_found(store)[0])
    floor = median(bare_keys())
    with workstation(store) as terminal:
        terminal.painted(name)
        terminal.settle(1)
        inside = [_step(terminal) for _ in range(SEEN_ROWS)]
        for _ in range(SEEN_ROWS):
            _step(terminal)
        scrolling = [_step(terminal) for _ in range(SCROLLING_KEYS)]
    return [
        *_findings("cursor-down", inside, floor),
        *_findings("cursor-down that scrolls", scrolling, floor),
    ]


def _step(terminal: Terminal) -> tuple[float, int]:
    terminal.press(DOWN)
    return terminal.painted(SIGN), terminal.settle()


def _findings(question: str, steps: list[tuple[float, int]], floor: float) -> list[Finding]:
    time = median(one for one, _ in steps)
    size = median(one for _, one in steps)
    return [
        Finding(
            question=f"{question} → painted",
            measured=ms(time),
            floor=f"{ms(floor)}, bare app",
            ratio=time / floor,
            aim=f"≤ {TIME_AIM} ms",
            met=time <= TIME_AIM,
        ),
        Finding(
            question=f"{question}, bytes sent",
            measured=f"{size:,.0f} B",
            aim=f"≤ {BYTES_AIM:,} B",
            met=size <= BYTES_AIM,
        ),
    ]
