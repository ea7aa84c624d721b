"""`python -m benchmarks [NAME…]`: measure everything, or what is named, and print one table."""

import sys

from benchmarks import (
    command,
    cursor,
    door,
    encryption,
    importing,
    length,
    notes,
    profile,
    sealing,
    search,
    start,
)
from benchmarks.findings import Benchmark, Finding, table
from benchmarks.machine import machine

BENCHMARKS: dict[str, Benchmark] = {
    "start": start.measure,
    "search": search.measure,
    "cursor": cursor.measure,
    "length": length.measure,
    "importing": importing.measure,
    "command": command.measure,
    "encryption": encryption.measure,
    "door": door.measure,
    "sealing": sealing.measure,
    "notes": notes.measure,
    "profile": profile.measure,
}


def main(names: list[str]) -> str | None:
    """Run benchmarks by name, all of them when none is named; return what is wrong, if anything."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        return f"There is no benchmark {unknown[0]}. There are: {', '.join(BENCHMARKS)}"
    print(machine(), flush=True)
    findings: list[Finding] = []
    for name in names or BENCHMARKS:
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        found = BENCHMARKS[name]()
        # Minutes of work: whatever breaks later, what was found is seen.
        print(table(found), file=sys.stderr, flush=True)
        findings += found
    print(f"\n{table(findings)}")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
