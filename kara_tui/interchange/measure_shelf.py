"""The measures at hand: those that come with the program, and an operator's own."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound, StoreUnavailable
from kara_tui.domain.text import safe_text

if TYPE_CHECKING:
    from kara_tui.domain.measure import Measure

USUAL_MEASURE = "wellbeing-index"
"""What the client's wellbeing is followed by, unless another measure is asked for."""


@dataclass(frozen=True)
class Misfit:
    """A file on the shelf that cannot be used."""

    path: Path
    why: str


class MeasureShelf:
    """Looks measures up by name. It reads files when first asked, and again once they change."""

    def __init__(self, folder: Path | None = None) -> None:
        """Put the shelf up.

        Args:
            folder: Where an operator's own files lie; it need not exist. None without any.
        """
        self._folder = folder
        self._seen: tuple[tuple[str, int, int], ...] | None = None
        self._own: tuple[Measure, ...] = ()
        self._misfits: tuple[Misfit, ...] = ()

    def current(self) -> "tuple[Measure, ...]":
        """Return the newest version of every measure, those of the program first."""
        newest: dict[str, Measure] = {}
        for one in self.every():
            if one.name not in newest or newest[one.name].version < one.version:
                newest[one.name] = one
        return tuple(newest.values())

    def every(self) -> "tuple[Measure, ...]":
        """Return every version of every measure, those of the program first."""
        self._look()
        return (*built_in_measures(), *self._own)

    def misfits(self) -> tuple[Misfit, ...]:
        """Return the operator's files that cannot be used, with the reason."""
        self._look()
        return self._misfits

    def find(self, name: str, version: str = "") -> "Measure | None":
        """Return a measure in one version, or in its newest; None when it is not here."""
        among: Iterable[Measure] = self.every() if version else self.current()
        for one in among:
            if one.name == name and version in ("", str(one.version)):
                return one
        return None

    def get(self, name: str) -> "Measure":
        """Return the newest version of a measure.

        Raises:
            NotFound: When it is not here.
        """
        found = self.find(name)
        if found is None:
            raise NotFound(
                f"The measure “{safe_text(name[:40])}” is not on this machine.",
                "“kara measures add FILE” puts it there.",
            )
        return found

    def add(self, data: bytes) -> "tuple[Measure, Path]":
        """Take a measure's file over and return the measure, and where its file lies now.

        Raises:
            Invalid: When the file is no measure that can be used.
            NotAllowedNow: When the name is taken by the program, or the version is here already.
            StoreUnavailable: When the file cannot be written.
        """
        from kara_tui.interchange.measure_file import read_measure

        measure = read_measure(data)
        if self._folder is None:
            raise NotAllowedNow("There is no folder for measures of your own.")
        if any(one.name == measure.name for one in built_in_measures()):
            raise NotAllowedNow(
                f"“{measure.name}” is the name of a measure that comes with the program.",
                "Give yours another name.",
            )
        if self.find(measure.name, str(measure.version)):
            raise NotAllowedNow(
                f"“{measure.name}” version {measure.version} is here already.",
                "Give a changed measure the next version: answers keep the one they were given to.",
            )
        path = self._folder / f"{measure.name}-{measure.version}.toml"
        _write_new(path, data)
        return measure, path

    def _look(self) -> None:
        paths = sorted(self._folder.glob("*.toml")) if self._folder else []
        seen = tuple(map(_trace, paths))
        if seen != self._seen:
            self._own, self._misfits = _read_all(paths)
            self._seen = seen


@lru_cache(maxsize=1)
def built_in_measures() -> "tuple[Measure, ...]":
    """Return the measures that come with the program."""
    from importlib.resources import files

    from kara_tui.interchange.measure_file import read_measure

    folder = files("kara_tui") / "measures"
    found = (one for one in folder.iterdir() if one.name.endswith(".toml"))
    return tuple(read_measure(one.read_bytes()) for one in sorted(found, key=lambda one: one.name))


def _read_all(paths: list[Path]) -> "tuple[tuple[Measure, ...], tuple[Misfit, ...]]":
    from kara_tui.interchange.measure_file import file_bytes, read_measure

    read: dict[tuple[str, int], Measure] = {}
    misfits = []
    taken = {one.name for one in built_in_measures()}
    for path in paths:
        try:
            measure = read_measure(file_bytes(path))
        except OSError as problem:
            misfits.append(Misfit(path, f"It cannot be read: {problem.strerror}."))
        except Invalid as problem:
            misfits.append(Misfit(path, problem.sentence))
        else:
            key = (measure.name, measure.version)
            if key in read or measure.name in taken:
                misfits.append(Misfit(path, f"Another file holds “{measure.name}” already."))
            else:
                read[key] = measure
    return tuple(read.values()), tuple(misfits)


def _trace(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, found.st_mtime_ns, found.st_size


def _write_new(path: Path, data: bytes) -> None:
    from kara_tui.home import make_private_folder

    if path.exists():
        raise NotAllowedNow(f"{path} is there already.", "Move it away first.")
    part = path.with_suffix(".part")
    try:
        make_private_folder(path.parent)
        part.write_bytes(data)
        part.replace(path)
    except OSError as problem:
        with suppress(OSError):
            part.unlink()
        raise StoreUnavailable(f"{path} cannot be written: {problem.strerror}.") from None
