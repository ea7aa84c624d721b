"""By whose wall clock sessions are arranged: the professional's, by its IANA name."""

import os
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import zone_of
from kara_tui.screens.desk import Desk

_LOCALTIME = Path("/etc/localtime")


def zone_name(desk: Desk) -> str:
    """Return the name of the zone in which the professional works.

    One that is not set is the machine's own; UTC where the machine does not name it.
    """
    if isinstance(desk.zone, ZoneInfo) and desk.zone.key:
        return desk.zone.key
    if desk.zone is UTC:
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
