"""Sessions fitted into what stands in the calendar already."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.conflict_words import time_taken
from kara_tui.domain.conflicts import Clash, Obstacle, Surroundings, find_clashes
from kara_tui.domain.ids import ClientId
from kara_tui.domain.spans import Span
from kara_tui.services.working_time import working_hours

_AROUND = timedelta(days=15)
"""As far as other times are looked for."""


def clashes_with(
    wanted: Mapping[int, Span],
    client_id: ClientId,
    zone: str,
    unit: UnitOfWork,
    moved: Collection[UUID] = (),
) -> tuple[Clash, ...]:
    """Return all that stands in the way of sessions with a client.

    Args:
        wanted: When they would be, by their place in a series.
        client_id: With whom.
        zone: IANA name: theirs.
        unit: The practice.
        moved: Sessions that are being moved there, and so are in nobody's way.
    """
    around = Span(
        starts_at=min(one.starts_at for one in wanted.values()) - _AROUND,
        ends_at=max(one.ends_at for one in wanted.values()) + _AROUND,
    )
    hours = working_hours(unit)
    found = find_clashes(
        wanted,
        client_id,
        Surroundings(
            now=unit.now,
            time_zone=hours[0].time_zone if hours else zone,
            week=hours[0].week if hours else None,
            obstacles=obstacles(around, unit, moved),
        ),
    )
    clients = {one.client_id for one in found if one.client_id is not None}
    details = unit.sessions.details_of(clients) if clients else {}
    return tuple(
        one if one.client_id is None else replace(one, client=details.get(one.client_id))
        for one in found
    )


def obstacles(span: Span, unit: UnitOfWork, moved: Collection[UUID] = ()) -> tuple[Obstacle, ...]:
    """Return what takes time within a span, leaving out sessions that are being moved."""
    blocks = [
        Obstacle(span=one.span, block_id=one.block.id, block=one.block.details)
        for one in unit.blocks.within(span)
    ]
    return (*unit.sessions.taking_time(span, moved), *blocks)


def require_free(
    wanted: Mapping[int, Span],
    client_id: ClientId,
    zone: str,
    unit: UnitOfWork,
    moved: Collection[UUID] = (),
) -> None:
    """Refuse sessions in whose way something stands, and say all that does.

    Raises:
        TimeTaken: When anything does.
    """
    clashes = clashes_with(wanted, client_id, zone, unit, moved)
    if clashes:
        raise time_taken(clashes, zone)
