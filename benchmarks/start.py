"""How long is it from exec to the first frame, and to the first rows of a long list?"""

from statistics import median

from benchmarks.findings import ROUNDS, Finding, ms
from benchmarks.programs import FIRST_FRAME, bare_start, names_found, recognisable, workstation
from benchmarks.stores import HUNDRED_THOUSAND, store_of

FRAME_AIM = 1.25
PAGE_AIM = 1.6


def measure() -> list[Finding]:
    """Start the bare program and the workstation in turn."""
    store = store_of(HUNDRED_THOUSAND)
    name = recognisable(names_found(store)[0])
    floors, frames, pages = [], [], []
    for _ in range(ROUNDS):
        floors.append(bare_start())
        with workstation(store) as terminal:
            frames.append(terminal.painted(FIRST_FRAME))
            pages.append(terminal.painted(name))
    floor = median(floors)
    return [
        _finding("exec → first frame", median(frames), floor, FRAME_AIM),
        _finding("exec → first page of 100,000", median(pages), floor, PAGE_AIM),
    ]


def _finding(question: str, measured: float, floor: float, aim: float) -> Finding:
    ratio = measured / floor
    return Finding(
        question=question,
        measured=ms(measured),
        floor=f"{ms(floor)}, bare app",
        ratio=ratio,
        aim=f"≤ {aim}×",
        met=ratio <= aim,
    )
