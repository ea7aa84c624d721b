"""How long do ten thousand notes take to open and search, and a large file to seal?"""

import subprocess
import sys
from os import urandom
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.findings import Finding, ms
from benchmarks.stores import workshop
from kara_tui.vault.chunked import seal_file
from kara_tui.vault.record_keys import new_record_key
from kara_tui.vault.sealing import Place, seal, unseal

NOTES = 10_000
NOTES_AIM_MS = 200
FILE_MIB = 1024
SPEED_AIM = 0.5
MEMORY_AIM_MIB = 64

_ROUNDS = 5
_MIB = 2**20
_NOTE = "Slept better this week; went for a walk on three days and called a friend. " * 26


def measure() -> list[Finding]:
    """Measure both; the file is sealed in a process of its own, whose memory is told."""
    return [_notes(), *_file()]


def _notes() -> Finding:
    key, vault_id = new_record_key(), bytes(16)
    places = [
        Place(vault_id=vault_id, record_type="note", record_id=str(one), field="text", version=1)
        for one in range(NOTES)
    ]
    blobs = [seal(f"{_NOTE}{place.record_id}".encode(), key, place) for place in places]
    times = []
    for _ in range(_ROUNDS):
        began = perf_counter()
        found = [
            place.record_id
            for blob, place in zip(blobs, places, strict=True)
            if "friend. 9999" in unseal(blob, key, place).decode()
        ]
        times.append((perf_counter() - began) * 1000)
        assert found == ["9999"], found
    took = median(times)
    return Finding(
        question=f"{NOTES:,} notes of 2 kB opened and searched",
        measured=ms(took),
        aim=f"≤ {NOTES_AIM_MS} ms",
        met=took <= NOTES_AIM_MS,
    )


def _file() -> list[Finding]:
    with TemporaryDirectory(dir=workshop()) as name:
        folder = Path(name)
        source = folder / "plain"
        with source.open("wb") as file:
            for _ in range(FILE_MIB):
                file.write(urandom(_MIB))
        floors, times, peaks = [], [], []
        for _ in range(3):
            floors.append(_copied_and_summed(source, folder / "copy"))
            took, peak = _sealed(source, folder / "sealed")
            times.append(took)
            peaks.append(peak)
    speed, peak = median(floors) / median(times), max(peaks)
    return [
        Finding(
            question=f"speed of sealing a file of {FILE_MIB:,} MiB",
            measured=f"{FILE_MIB / median(times):,.0f} MiB/s",
            floor=f"{FILE_MIB / median(floors):,.0f} MiB/s, cp and sha256sum",
            ratio=speed,
            aim=f"≥ {SPEED_AIM}×",
            met=speed >= SPEED_AIM,
        ),
        Finding(
            question="memory that it takes",
            measured=f"{peak:.0f} MiB",
            aim=f"≤ {MEMORY_AIM_MIB} MiB",
            met=peak <= MEMORY_AIM_MIB,
        ),
    ]


def _copied_and_summed(source: Path, copy: Path) -> float:
    began = perf_counter()
    subprocess.run(["cp", source, copy], check=True)
    subprocess.run(["sync", copy], check=True)
    subprocess.run(["sha256sum", source], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def _sealed(source: Path, destination: Path) -> tuple[float, float]:
    words = [sys.executable, "-m", "benchmarks.sealing", str(source), str(destination)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def _seal_one(source: Path, destination: Path) -> None:
    place = Place(
        vault_id=bytes(16), record_type="attachment", record_id="1", field="bytes", version=1
    )
    began = perf_counter()
    seal_file(source, destination, new_record_key(), place)
    took = perf_counter() - began
    # Not getrusage: what it tells begins with the memory of whoever started this process.
    status = Path("/proc/self/status").read_text()
    print(took, int(status.partition("VmHWM:")[2].split()[0]) / 1024)


if __name__ == "__main__":
    _seal_one(Path(sys.argv[1]), Path(sys.argv[2]))
