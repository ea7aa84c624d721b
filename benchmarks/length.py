"""Does a list of a million cost more than one of a thousand: time to open, to its end, memory?"""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.findings import ROUNDS, Finding, ms
from benchmarks.programs import names_found, recognisable, workstation
from benchmarks.stores import MILLION, THOUSAND, store_of
from benchmarks.terminal import END

TIME_AIM = 1.25
MEMORY_AIM = 1.2
SEARCH = "anna"


@dataclass(frozen=True)
class Walk:
    """One visit: the list is opened, walked to its end, and searched."""

    opened: float
    ended: float
    peak_kib: int


def measure() -> list[Finding]:
    """Visit a short list and a long one in turn."""
    stores = store_of(THOUSAND), store_of(MILLION)
    marks = [_marks(store) for store in stores]
    pairs = [(_walk(stores[0], marks[0]), _walk(stores[1], marks[1])) for _ in range(ROUNDS)]
    short, long = [one for one, _ in pairs], [other for _, other in pairs]
    return [
        _times("open a list", [one.opened for one in short], [one.opened for one in long]),
        _times("jump to its end", [one.ended for one in short], [one.ended for one in long]),
        _memory([one.peak_kib for one in short], [one.peak_kib for one in long]),
    ]


def _marks(store: Path) -> tuple[str, str, str]:
    first, found = names_found(store, ["", SEARCH])
    last = names_found(store, end=True)[0]
    return recognisable(first), recognisable(last), recognisable(found, last)


def _walk(store: Path, marks: tuple[str, str, str]) -> Walk:
    first, last, found = marks
    with workstation(store) as terminal:
        opened = terminal.painted(first)
        terminal.settle(0.5)
        terminal.press(END)
        ended = terminal.painted(last)
        terminal.settle()
        terminal.press("/")
        terminal.settle()
        for letter in SEARCH:
            terminal.press(letter)
            terminal.settle()
        terminal.painted(found)
        terminal.settle(1)
        return Walk(opened, ended, terminal.peak_kib())


def _times(what: str, short: list[float], long: list[float]) -> Finding:
    ratio = median(long) / median(short)
    return Finding(
        question=f"{what} of 1,000,000",
        measured=ms(median(long)),
        floor=f"{ms(median(short))}, of 1,000",
        ratio=ratio,
        aim=f"≤ {TIME_AIM}×",
        met=ratio <= TIME_AIM,
    )


def _memory(short: list[int], long: list[int]) -> Finding:
    ratio = median(long) / median(short)
    return Finding(
        question="peak memory at 1,000,000",
        measured=f"{median(long) / 1024:.0f} MiB",
        floor=f"{median(short) / 1024:.0f} MiB, at 1,000",
        ratio=ratio,
        aim=f"≤ {MEMORY_AIM}×",
        met=ratio <= MEMORY_AIM,
    )
