"""Keep the memory of this process out of files and out of other programs' reach."""

import ctypes
import resource
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def guard_process() -> None:
    """Allow no core dump and, on Linux, no other program of the same user to read the memory.

    Called first by every command line, before any key is in memory. What the system refuses is
    left as it is: a program that opens without this guard is better than none.
    """
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
