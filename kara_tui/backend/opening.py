"""An opened store with the way to its handlers, and for whom it works."""

from dataclasses import dataclass
from pathlib import Path

from kara_tui.db.store import Store, open_store
from kara_tui.domain.client import RecordClass
from kara_tui.domain.clock import Clock
from kara_tui.domain.history import Actor
from kara_tui.domain.text import clean_line
from kara_tui.services.dispatch import Dispatch


@dataclass(frozen=True)
class OpenStore:
    """A store, ready to be asked."""

    store: Store
    dispatch: Dispatch
    actor: Actor

    def newest_change(self) -> int:
        """Return the number of the newest change; zero when there is none."""
        return self.store.newest_change()


def open_local(
    path: Path,
    key: bytes,
    professional: str,
    clock: Clock,
    *,
    newcomer: str = "",
    place: str = "",
    record_class: RecordClass = RecordClass.HEALTH_RECORD,
) -> OpenStore:
    """Open the store at `path` for its one professional.

    Args:
        path: The store's file.
        key: 32 random bytes.
        professional: Their name; empty to leave the known one.
        clock: What time it is.
        newcomer: Their name in a new store, when there is no other.
        place: At which machine and terminal they sit, for the access log.
        record_class: What new records are, unless somebody says otherwise.

    Raises:
        StoreUnavailable: When it cannot be opened.
    """
    store = open_store(path, key)
    try:
        name = clean_line(professional)
        store.record_class = record_class
        owner = store.professional(name, newcomer=clean_line(newcomer))
        actor = Actor(professional_id=owner, place=clean_line(place))
    except BaseException:
        store.close()
        raise
    return OpenStore(store, Dispatch(store, clock), actor)
