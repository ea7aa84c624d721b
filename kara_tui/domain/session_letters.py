"""The mails about sessions, in our own words: no clinical word, and no service is named."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.ids import ClientId, MessageId, uuid7
from kara_tui.domain.letters import Letter
from kara_tui.domain.outbox import HOLD, Addressee, OutboxMessage
from kara_tui.domain.session import Session
from kara_tui.domain.wall_clock import in_words, on_wall, short_words

_MOST_LISTED = 12

_LETTER = """\
Hello {name},

{said}

{times}
{where}{personal}Kind regards,
{professional}
"""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Whom to tell of a change by mail, and what to add. All of it leaves with the mail."""

    to: Addressee
    time_zone: str = ""
    """IANA name: whose wall clock the mail goes by; empty for the session's own."""
    where: str = ""
    """Place or address to join; put into the mail as it stands."""
    personal_line: str = ""


def booked(sessions: tuple[Session, ...], notice: Notice, professional: str) -> Letter:
    """Return what the mail says about sessions that were arranged."""
    said = f"a session with {professional} is arranged for you:"
    if len(sessions) > 1:
        said = f"{len(sessions)} sessions with {professional} are arranged for you:"
    return _letter("Your session is arranged", said, sessions, notice, professional)


def moved(sessions: tuple[Session, ...], notice: Notice, professional: str) -> Letter:
    """Return what the mail says about sessions that were put to another time."""
    said = f"your session with {professional} has another time now:"
    if len(sessions) > 1:
        said = f"{len(sessions)} of your sessions with {professional} have other times now:"
    return _letter("Your session has another time", said, sessions, notice, professional)


def called_off(sessions: tuple[Session, ...], notice: Notice, professional: str) -> Letter:
    """Return what the mail says about sessions that will not be held."""
    said = f"this session with {professional} will not be held:"
    if len(sessions) > 1:
        said = f"these {len(sessions)} sessions with {professional} will not be held:"
    return _letter("Your session is called off", said, sessions, notice, professional)


def message(
    kind: str, letter: Letter, client_id: ClientId, notice: Notice, at: datetime
) -> OutboxMessage:
    """Return a letter as a message that waits for as long as the change can be undone."""
    return OutboxMessage(
        id=MessageId(uuid7()),
        client_id=client_id,
        kind=kind,
        to=notice.to,
        subject=letter.subject,
        body=letter.body,
        created_at=at,
        not_before=at + HOLD,
    )


def _letter(
    subject: str,
    said: str,
    sessions: tuple[Session, ...],
    notice: Notice,
    professional: str,
) -> Letter:
    times = "\n".join(f"    {one}" for one in _times(sessions, notice))
    where = f"\n    {notice.where}\n" if notice.where else ""
    personal = f"{notice.personal_line}\n\n" if notice.personal_line else ""
    body = _LETTER.format(
        name=notice.to.name,
        said=said[0].upper() + said[1:],
        times=times,
        where=f"{where}\n",
        personal=personal,
        professional=professional,
    )
    return Letter(subject=f"{subject}: {_first(sessions, notice)}", body=body)


def _first(sessions: tuple[Session, ...], notice: Notice) -> str:
    first = sessions[0]
    return short_words(on_wall(first.starts_at, notice.time_zone or first.time_zone))


def _times(sessions: tuple[Session, ...], notice: Notice) -> list[str]:
    lines = [
        in_words(on_wall(one.starts_at, notice.time_zone or one.time_zone))
        for one in sessions[:_MOST_LISTED]
    ]
    if len(sessions) > len(lines):
        lines.append(f"and {len(sessions) - len(lines)} more")
    lines.append(f"(times of {(notice.time_zone or sessions[0].time_zone).replace('_', ' ')})")
    return lines
