"""Mails about sessions, put into the outbox."""

from collections.abc import Callable
from dataclasses import replace

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.contact_fields import read_email
from kara_tui.domain.errors import Invalid
from kara_tui.domain.letters import Letter
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.session import Session
from kara_tui.domain.session_letters import Notice, message
from kara_tui.domain.text import clean_line
from kara_tui.domain.wall_clock import zone_of

Writing = Callable[[tuple[Session, ...], Notice, str], Letter]


def tell(
    kind: str,
    writing: Writing,
    sessions: tuple[Session, ...],
    notice: Notice | None,
    unit: UnitOfWork,
) -> None:
    """Tell a client by mail what became of their sessions, if anybody is to be told.

    Raises:
        Invalid: When the mail cannot arrive.
    """
    if notice is None:
        return
    checked = _checked(notice)
    letter = writing(sessions, checked, unit.professional_name())
    unit.outbox.add(message(kind, letter, sessions[0].client_id, checked, unit.now))


def _checked(notice: Notice) -> Notice:
    name = clean_line(notice.to.name)
    if not name:
        raise Invalid("name", "A mail needs the name of the person it goes to.")
    if notice.time_zone:
        zone_of(notice.time_zone)
    return replace(notice, to=Addressee(name=name, email=read_email(notice.to.email)))
