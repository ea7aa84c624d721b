"""The way that somebody took through the clients, to go back and forward on it."""

from collections.abc import Iterable
from uuid import UUID

from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId

LONGEST = 50
"""So many steps back are remembered."""

_ID_LENGTH = 32


class Trail:
    """Whose profiles were opened, in order; as in a browser, a new one cuts off what lay ahead."""

    def __init__(self, visited: Iterable[ClientId] = (), place: int = -1) -> None:
        """Begin anywhere.

        Args:
            visited: The clients, in the order in which they were opened.
            place: Which of them was looked at last; -1 for the last one.
        """
        self._visited = list(visited)
        self._place = place % len(self._visited) if self._visited else 0
        self._recent = list(dict.fromkeys(reversed(self._visited)))

    @property
    def recent(self) -> tuple[ClientId, ...]:
        """Everybody who was opened, the last one first, each once."""
        return tuple(self._recent)

    def visit(self, client_id: ClientId) -> None:
        """Remember that a client's profile is in front."""
        self._recent = [client_id, *(one for one in self._recent if one != client_id)][:LONGEST]
        if self._visited and self._visited[self._place] == client_id:
            return
        kept = self._visited[: self._place + 1]
        self._visited = [*kept, client_id][-LONGEST:]
        self._place = len(self._visited) - 1

    def before(self, shown: ClientId | None) -> ClientId | None:
        """Return who was looked at before; the last one when nobody is shown now."""
        return self._at(self._place if shown is None else self._place - 1)

    def after(self) -> ClientId | None:
        """Return whom somebody came back from."""
        return self._at(self._place + 1)

    def step(self, client_id: ClientId) -> None:
        """Stand on a neighbour on the trail, so that what lies ahead is kept."""
        for place in (self._place - 1, self._place + 1):
            if self._at(place) == client_id:
                self._place = place
                return

    def __str__(self) -> str:
        if not self._visited:
            return ""
        return f"{self._place:02x}" + "".join(one.hex for one in self._visited)

    @classmethod
    def read(cls, text: str) -> "Trail":
        """Return the trail that a text tells.

        Raises:
            Invalid: When it tells none.
        """
        place, ids = text[:2], text[2:]
        starts = range(0, len(ids), _ID_LENGTH)
        try:
            visited = [ClientId(UUID(ids[start : start + _ID_LENGTH])) for start in starts]
            return cls(visited, int(place or "0", 16))
        except ValueError:
            raise Invalid("trail", "This is no way through the clients.") from None

    def _at(self, place: int) -> ClientId | None:
        return self._visited[place] if 0 <= place < len(self._visited) else None
