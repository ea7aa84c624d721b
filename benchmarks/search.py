"""How long is it from a key in the search line to its result, painted?"""

import time
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks.findings import Finding, ms, percentile
from benchmarks.programs import bare_keys, names_found, recognisable, workstation
from benchmarks.stores import HUNDRED_THOUSAND, MILLION, store_of
from benchmarks.terminal import Terminal

SEARCHES = (
    "jonsdottir",  # common
    "hallgrimur",  # medium
    "yarborough",  # rare
    "qqxyzw",  # absent
    "sigurdur",
    "zofia",  # at the very end of the list
    "kowalski",
    "al",  # two letters
    "z",  # one letter
    "5550",  # digits of a phone number
    "anna mar",  # two words
)
SECONDS_BETWEEN_KEYS = 0.12
"""At least: a quick typist's. What the key before left unfinished is still going on then."""

PASSES = 3
"""One pass times some 35 keys: too few for a 95th percentile that stays where it is."""

NOBODY = "Nobody is found"


def measure() -> list[Finding]:
    """Type the searches at two sizes."""
    floor = median(bare_keys())
    return [_finding(HUNDRED_THOUSAND, 50, floor), _finding(MILLION, 100, floor)]


def _finding(clients: int, aim: int, floor: float) -> Finding:
    times = sorted(key_times(store_of(clients)))
    p95 = percentile(times, 0.95)
    return Finding(
        question=f"key → search result, {clients:,}",
        measured=f"p95 {ms(p95)}, median {ms(median(times))}",
        floor=f"{ms(floor)}, bare app",
        ratio=p95 / floor,
        aim=f"p95 ≤ {aim} ms",
        met=p95 <= aim,
    )


def key_times(store: Path) -> list[float]:
    """Return milliseconds from each key of the searches that finds others to its result."""
    results = _results(store)
    with workstation(store) as terminal:
        terminal.painted(recognisable(results[""]))
        terminal.settle(1)
        searches = SEARCHES * PASSES
        return [one for search in searches for one in _typed(terminal, search, results)]


def _typed(terminal: Terminal, search: str, results: dict[str, list[str]]) -> list[float]:
    terminal.press("/")
    terminal.settle()
    times = []
    for before, typed in pairwise(search[:length] for length in range(len(search) + 1)):
        began = time.perf_counter()
        terminal.press(typed[-1])
        # A key that changes no row in sight cannot be timed: the rows may be the old ones.
        if (text := _new_text(results[typed], results[before])) is not None:
            times.append(terminal.painted(text))
        terminal.settle()
        time.sleep(max(0.0, SECONDS_BETWEEN_KEYS + began - time.perf_counter()))
    terminal.press("\x1b")
    terminal.painted(recognisable(results[""]))
    terminal.settle(1)
    return times


def _new_text(names: list[str], before: list[str]) -> str | None:
    if not names:
        return NOBODY if before else None
    fresh = recognisable(names, before)
    return None if fresh in before else fresh


def _results(store: Path) -> dict[str, list[str]]:
    typed = ["", *(search[: end + 1] for search in SEARCHES for end in range(len(search)))]
    return dict(zip(typed, names_found(store, typed), strict=True))
