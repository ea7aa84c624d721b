"""The name of a time zone, where a machine knows only how its own clock goes."""

import os
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import zone_of

_LOCALTIME = Path("/etc/localtime")


def name_of(zone: tzinfo | None) -> str:
    """Return the IANA name of a zone.

    One that is not set, or bears no name, is the machine's own; UTC where the machine does not
    name it. Reads the machine's settings.
    """
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    if zone is UTC:
        return "UTC"
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked()):
        if name and _is_known(name):
            return name
    return "UTC"


def _linked() -> str:
    _, found, name = str(_LOCALTIME.resolve()).rpartition("zoneinfo/")
    return name if found else ""


def _is_known(name: str) -> bool:
    try:
        zone_of(name)
    except Invalid:
        return False
    return True
