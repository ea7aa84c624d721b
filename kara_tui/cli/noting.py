"""What a command did to a practice as a whole, written into its history."""

from contextlib import suppress
from typing import TYPE_CHECKING

from kara_tui.domain.errors import KaraError
from kara_tui.domain.practice_events import Happened

if TYPE_CHECKING:
    from kara_tui.backend.opening import OpenStore
    from kara_tui.settings import Settings


def note_events(settings: "Settings", key: bytes, *happened: Happened) -> None:
    """Write events into history; where that cannot be done, what was done holds all the same.

    Args:
        settings: Whose store; where there is none yet, there is no history either.
        key: Opens the store.
        happened: In order.
    """
    if not settings.store.exists():
        return
    from kara_tui.operations.audit import NotePracticeEvent

    with suppress(KaraError):
        opened = _opened(settings, key)
        try:
            for one in happened:
                noted = NotePracticeEvent(event=one.event, wrong_guesses=one.wrong_guesses)
                opened.dispatch(noted, opened.actor)
        finally:
            opened.store.close()


def make_store(settings: "Settings", key: bytes) -> None:
    """Make the store of a practice that was just protected: a key file alone would look lost.

    Raises:
        KaraError: When it cannot be made.
    """
    _opened(settings, key).store.close()


def _opened(settings: "Settings", key: bytes) -> "OpenStore":
    from kara_tui.backend.opening import open_local
    from kara_tui.backend.this_place import this_place
    from kara_tui.bootstrap import login_name
    from kara_tui.domain.clock import system_clock

    return open_local(
        settings.store,
        key,
        settings.professional.name,
        system_clock,
        newcomer=login_name(),
        place=this_place(),
        record_class=settings.professional.record_class,
    )
