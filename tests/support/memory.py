"""Looking into the memory of a running process, as somebody with the machine in hand would."""

import re
from contextlib import suppress
from io import FileIO
from pathlib import Path

_MAPPED = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r")
_PIECE = 16 * 2**20


def found_in_memory(number: int, needles: dict[str, bytes]) -> set[str]:
    """Return the names of the needles that lie in the memory of a process.

    Raises:
        PermissionError: When the system lets nobody look.
    """
    found: set[str] = set()
    with Path(f"/proc/{number}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{number}/maps").read_text().splitlines():
            if mapped := _MAPPED.match(line):
                start, end = (int(one, 16) for one in mapped.groups())
                found |= _found_between(memory, start, end, needles)
    return found


def _found_between(memory: FileIO, start: int, end: int, needles: dict[str, bytes]) -> set[str]:
    longest = max(map(len, needles.values()))
    found: set[str] = set()
    while start < end:
        # Some pages, such as those of the kernel, cannot be read by anybody.
        with suppress(OSError, ValueError, OverflowError):
            memory.seek(start)
            piece = memory.read(min(_PIECE, end - start))
            found |= {name for name, needle in needles.items() if needle in piece}
        start += _PIECE - longest
    return found
