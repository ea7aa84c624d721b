"""Attached files for tests: a safe beside a store, and a desktop that only takes note."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kara_tui.backend.file_safe import FileSafe
from kara_tui.backend.files import FilesAtHand
from kara_tui.backend.local_blobs import LocalBlobs
from kara_tui.backend.protocol import Backend
from kara_tui.backend.shown_copies import ShownCopies
from kara_tui.beside import attachments_of

DESKTOP = {"DISPLAY": ":0"}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 40


@dataclass
class Desktop:
    """Shows nothing, and remembers what it was asked to show."""

    ends_with: int | None = 0
    seen: list[tuple[Path, bytes]] = field(default_factory=list)

    def start(self, command: Sequence[str]) -> int | None:
        shown = Path(command[-1])
        self.seen.append((shown, shown.read_bytes()))
        return self.ends_with


def file_safe(
    backend: Backend, store: Path, key: bytes, desktop: Desktop | None = None
) -> FileSafe:
    """Return what keeps the files of a store."""
    folder = attachments_of(store)
    environment = DESKTOP if desktop else {}
    start = desktop.start if desktop else None
    copies = ShownCopies(environment, start, within=store.parent, opener="xdg-open")
    return FileSafe(backend, LocalBlobs(folder), lambda: key, copies)


def files_at_hand(
    backend: Backend, store: Path, key: bytes, desktop: Desktop | None = None
) -> FilesAtHand:
    """Return the same for a desk."""
    return FilesAtHand(lambda: file_safe(backend, store, key, desktop))


def plain_file(folder: Path, name: str = "letter.pdf", content: bytes = PDF) -> Path:
    """Return a new file to attach."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path
