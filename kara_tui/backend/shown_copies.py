"""Copies in the clear that other programs show: in memory where possible, deleted afterwards."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from uuid import uuid4

from kara_tui.domain.errors import DiskFull, NotAllowedNow

_START = "kara-shown-"
_SPARE = 16 * 1024 * 1024
_SOON = 2.0
"""Seconds in which a program says that it cannot show a file."""

_OVER_SSH = (
    "You are connected over SSH, so no program here can show it to you. Save it instead, and fetch"
    " it from there."
)
_NO_DESKTOP = "There is no desktop here whose programs could show it. Save it instead."


def why_not_here(
    environment: Mapping[str, str], *, platform: str = sys.platform, opener: str | None = None
) -> str:
    """Return why no program of a desktop can show a file here; empty when one can.

    Args:
        environment: The process's.
        platform: As `sys.platform`.
        opener: The program that finds the right program; None when there is none.
    """
    if any(name in environment for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")):
        return _OVER_SSH
    if platform != "darwin" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(environment):
        # Without one, xdg-open would start a browser in this very terminal.
        return _NO_DESKTOP
    return "" if opener else _NO_DESKTOP


class ShownCopies:
    """One program's copies, in a folder of their own that nobody else may enter."""

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        start: Callable[[Sequence[str]], int | None] | None = None,
        within: Path | None = None,
        opener: str | None = None,
    ) -> None:
        """Show nothing at first.

        Args:
            environment: The process's own when absent.
            start: Starts a program and returns what it ended with; None while it runs.
            within: Where the folder is made; in memory when absent, if the system offers that.
            opener: Finds the right program for a file; the desktop's own when absent.
        """
        self._environment = os.environ if environment is None else environment
        self._opener = opener or shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        self._start = start or _started
        self._within = within
        self._folder: Path | None = None
        self._lock = -1

    @property
    def why_not(self) -> str:
        """Why nothing can be shown here; empty when it can."""
        return why_not_here(self._environment, opener=self._opener)

    def require_possible(self) -> None:
        """Refuse where nothing can be shown.

        Raises:
            NotAllowedNow: Then; says why.
        """
        if self.why_not:
            raise NotAllowedNow(self.why_not)

    def place_for(self, name: str, size: int) -> Path:
        """Return where a copy of this name can be written.

        Raises:
            DiskFull: When it does not fit.
        """
        folder = self._own_folder()
        if shutil.disk_usage(folder).free < size + _SPARE:
            raise DiskFull(
                "There is not enough memory for a copy that another program can show.",
                "Save the file instead.",
            )
        place = folder / uuid4().hex[:8]
        place.mkdir(mode=0o700)
        return place / name

    def show(self, copy: Path) -> None:
        """Have a copy shown; whoever shows it cannot change it.

        Raises:
            NotAllowedNow: When no program shows files of this kind.
        """
        copy.chmod(0o400)
        try:
            ended = self._start((self._opener or "xdg-open", str(copy)))
        except OSError:
            ended = -1
        if ended:
            with suppress(OSError):
                copy.unlink()
            raise NotAllowedNow("No program here shows files of this kind.", "Save it instead.")

    def wipe(self) -> None:
        """Delete all copies."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            os.close(self._lock)
            self._folder = None

    def _own_folder(self) -> Path:
        if self._folder is None:
            within = self._within or _in_memory(self._environment)
            _remove_left_over(within)
            self._folder = Path(tempfile.mkdtemp(prefix=_START, dir=within))
            self._lock = os.open(self._folder, os.O_RDONLY)
            # Says for as long as this program runs that the folder is in use.
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        return self._folder


def wipe_left_over(environment: Mapping[str, str] | None = None) -> None:
    """Delete the copies of programs of ours that were killed."""
    _remove_left_over(_in_memory(os.environ if environment is None else environment))


def _in_memory(environment: Mapping[str, str]) -> Path:
    for folder in (environment.get("XDG_RUNTIME_DIR"), "/dev/shm"):
        if folder and Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return Path(folder)
    return Path(tempfile.gettempdir())


def _remove_left_over(within: Path) -> None:
    for folder in within.glob(f"{_START}*"):
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(opened).st_uid == os.getuid():
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(opened)


def _started(command: Sequence[str]) -> int | None:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
    try:
        return process.wait(_SOON)
    except subprocess.TimeoutExpired:
        # It shows the file itself, for as long as somebody looks at it.
        Thread(target=process.wait, daemon=True).start()
        return None
