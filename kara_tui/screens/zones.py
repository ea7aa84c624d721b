"""By whose wall clock sessions are arranged: the professional's, by its IANA name."""

from kara_tui.local_zone import name_of
from kara_tui.screens.desk import Desk


def zone_name(desk: Desk) -> str:
    """Return the name of the zone in which the professional works (see `name_of`)."""
    return name_of(desk.zone)
