"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("textual", "sqlalchemy", "sqlcipher3")


def machine() -> str:
    """Return what kind of machine this is, and what else it was doing, in two lines."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    cores = f"{os.cpu_count()} cores, {memory:.0f} GiB"
    return (
        f"{_processor()}, {cores}, {platform.system()}; load {load}\n"
        f"Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())
