"""What becomes of an appointment of another calendar: sessions with a client, or blocked time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kara_tui.domain.block_times import require_block
from kara_tui.domain.calendar_entries import Invitee, NewBlock, NewSeries, NewSession
from kara_tui.domain.calendar_ids import part_id, series_id
from kara_tui.domain.client import Stage
from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId, SeriesId, SessionId
from kara_tui.domain.recurrence import MOST_OCCURRENCES, expand
from kara_tui.domain.session import SessionDetails
from kara_tui.domain.session_moves import LONGEST_SESSION
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import BlockDetails, TimeBlock
from kara_tui.interchange.ical_reading import Appointment

_LONGEST_TITLE = 200
_LONGEST_REMARK = 1000
_BOOKABLE = {Stage.ACTIVE, Stage.INVITED}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What an appointment becomes."""

    blocks: tuple[NewBlock, ...] = ()
    series: tuple[NewSeries, ...] = ()
    sessions: tuple[NewSession, ...] = ()
    notice: str = ""
    """Why it becomes no session, although it names a client; empty for no such reason."""


def planned(
    appointment: Appointment, invitees: Mapping[str, list[Invitee]], now: datetime
) -> Planned:
    """Return what an appointment becomes.

    Args:
        appointment: Which one.
        invitees: The clients who bear each address; none when all is to be blocked time.
        now: What is over by then needs no client in treatment.

    Raises:
        Invalid: When it can become nothing; says why.
    """
    met = {one.client_id: one for mail in appointment.emails for one in invitees.get(mail, ())}
    if not met:
        return _blocked(appointment)
    if len(met) > 1:
        return _blocked(appointment, "Several clients may be meant, so its time was blocked.")
    (client,) = met.values()
    if appointment.is_all_day:
        return _blocked(appointment, "It lasts whole days, so its time was blocked.")
    spans = _spans(appointment)
    if any(not 1 <= one.minutes <= LONGEST_SESSION for one in spans):
        return _blocked(appointment, "No session lasts so long, so its time was blocked.")
    is_past = client.stage is Stage.DEACTIVATED and all(one.ends_at <= now for one in spans)
    if client.stage not in _BOOKABLE and not is_past:
        return _blocked(appointment, "Its client is not in treatment, so its time was blocked.")
    return _sessions(appointment, client.client_id, spans)


def _blocked(appointment: Appointment, notice: str = "") -> Planned:
    title = appointment.title or appointment.description or appointment.location or "Busy"
    blocks = tuple(
        NewBlock(
            id=part_id(appointment.id, piece.starts_at) if number else appointment.id,
            starts_at=piece.starts_at,
            ends_at=piece.ends_at,
            time_zone=piece.zone,
            rule=piece.rule,
            is_all_day=appointment.is_all_day,
            source=appointment.uid,
            details=BlockDetails(title=title[:_LONGEST_TITLE]),
        )
        for number, piece in enumerate(appointment.pieces)
    )
    for one in blocks:
        require_block(_as_block(one))
    return Planned(blocks=blocks, notice=notice)


def _sessions(appointment: Appointment, client_id: ClientId, spans: Iterable[Span]) -> Planned:
    in_order = sorted(set(spans))
    if len(in_order) > MOST_OCCURRENCES:
        raise Invalid("RRULE", f"It would be more than {MOST_OCCURRENCES} sessions.")
    first = appointment.pieces[0]
    rules = [one.rule for one in appointment.pieces if one.rule]
    series = tuple(
        NewSeries(
            id=SeriesId(series_id(appointment.id)),
            client_id=client_id,
            rule=rule,
            first_start=in_order[0].starts_at,
            minutes=in_order[0].minutes,
            time_zone=first.zone,
        )
        for rule in rules[:1]
    )
    details = SessionDetails(
        place=appointment.location, join_url=appointment.url, remark=_remark(appointment)
    )
    sessions = tuple(
        NewSession(
            id=SessionId(part_id(appointment.id, one.starts_at) if number else appointment.id),
            client_id=client_id,
            starts_at=one.starts_at,
            minutes=one.minutes,
            time_zone=first.zone,
            interaction=Interaction.REMOTE if appointment.url else Interaction.UNDECIDED,
            series_id=series[0].id if series else None,
            occurrence=number if series else 0,
            details=details,
        )
        for number, one in enumerate(in_order)
    )
    return Planned(series=series, sessions=sessions)


def _spans(appointment: Appointment) -> list[Span]:
    found: list[Span] = []
    for piece in appointment.pieces:
        lasts = piece.ends_at - piece.starts_at
        starts = expand(piece.rule, piece.starts_at, piece.zone) if piece.rule else ()
        found += [
            Span(starts_at=one, ends_at=_rounded(one, lasts))
            for one in (starts or (piece.starts_at,))
        ]
    return found


def _rounded(starts_at: datetime, lasts: timedelta) -> datetime:
    """Return the end in whole minutes, at least one."""
    return starts_at + timedelta(minutes=max(1, lasts // timedelta(minutes=1)))


def _remark(appointment: Appointment) -> str:
    told = dict.fromkeys(filter(None, (appointment.title, appointment.description)))
    return " · ".join(told)[:_LONGEST_REMARK]


def _as_block(new: NewBlock) -> TimeBlock:
    return TimeBlock(
        id=new.id,
        created_at=new.starts_at,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        time_zone=new.time_zone,
        rule=new.rule,
        details=new.details,
    )
