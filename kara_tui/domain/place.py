"""Where in the workstation somebody is, in a word that survives a restart."""

from dataclasses import dataclass
from uuid import UUID

from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId


@dataclass(frozen=True)
class Place:
    """A list, and perhaps a client's profile over it. Tells nothing about a person."""

    stage: Stage = Stage.ACTIVE
    client_id: ClientId | None = None

    def __str__(self) -> str:
        return f"{self.stage}/{self.client_id}" if self.client_id else str(self.stage)

    @classmethod
    def read(cls, text: str) -> "Place":
        """Return the place that a text names.

        Raises:
            Invalid: When it names none.
        """
        stage, slash, client = text.partition("/")
        try:
            return cls(Stage(stage), ClientId(UUID(client)) if slash else None)
        except ValueError:
            raise Invalid(
                "at", f"“{text[:60]}” is no place in the workstation.", "A place is a list's name."
            ) from None
