"""How long is it from cursor-down to the moved cursor, and how many bytes does that send?

Measured is every key of a walk down the list, from where the window begins to move: most paint two
lines, and one in some 17 moves the window by half a page, which paints it whole.
"""

from statistics import median

from benchmarks.findings import Finding, ms, percentile
from benchmarks.programs import bare_keys, names_found, recognisable, workstation
from benchmarks.stores import HUNDRED_THOUSAND, store_of
from benchmarks.terminal import DOWN, LINES, Terminal

TIME_AIM = 16
BYTES_AIM = 1024
SIGN = "▸"
"""Stands before the row under the cursor."""

KEYS = 120
"""So many that the window moves seven times: its p95 is such a key."""


def measure() -> list[Finding]:
    """Walk down the list, past the edge of the window again and again."""
    store = store_of(HUNDRED_THOUSAND)
    name = recognisable(names_found(store)[0])
    floor = median(bare_keys())
    with workstation(store) as terminal:
        terminal.painted(name)
        terminal.settle(1)
        for _ in range(LINES):
            _step(terminal)
        steps = [_step(terminal) for _ in range(KEYS)]
    return _findings([one for one, _ in steps], [one for _, one in steps], floor)


def _step(terminal: Terminal) -> tuple[float, int]:
    terminal.press(DOWN)
    return terminal.painted(SIGN), terminal.settle()


def _findings(times: list[float], sizes: list[int], floor: float) -> list[Finding]:
    time, size = median(times), median(sizes)
    return [
        Finding(
            question="cursor-down → painted",
            measured=f"median {ms(time)}, p95 {ms(percentile(times, 0.95))}",
            floor=f"{ms(floor)}, bare app",
            ratio=time / floor,
            aim=f"median ≤ {TIME_AIM} ms",
            met=time <= TIME_AIM,
        ),
        Finding(
            question="cursor-down, bytes sent",
            measured=f"median {size:,.0f} B, p95 {percentile(sizes, 0.95):,.0f} B",
            aim=f"median ≤ {BYTES_AIM:,} B",
            met=size <= BYTES_AIM,
        ),
    ]
