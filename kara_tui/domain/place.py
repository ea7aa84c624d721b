"""Where in the workstation somebody is, in a word that survives a restart."""

from dataclasses import dataclass
from uuid import UUID

from kara_tui.domain.client import Stage
from kara_tui.domain.drafts import client_form, draft_key
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId


@dataclass(frozen=True)
class Place:
    """A list, a client's profile over it, and the form in it. Tells nothing about a person."""

    stage: Stage = Stage.ACTIVE
    client_id: ClientId | None = None
    session: str = ""
    """The one time that the form was open, whose text is gone on with; empty for none."""

    @property
    def draft(self) -> str:
        """The key of the text to go on with; empty for none."""
        if self.client_id is None or not self.session:
            return ""
        return draft_key(client_form(self.client_id), self.session)

    def __str__(self) -> str:
        parts = (self.stage, self.client_id, self.session)
        return "/".join(str(one) for one in parts if one)

    @classmethod
    def read(cls, text: str) -> "Place":
        """Return the place that a text names.

        Raises:
            Invalid: When it names none.
        """
        stage, slash, rest = text.partition("/")
        client, _, session = rest.partition("/")
        try:
            if session:
                bytes.fromhex(session)
            return cls(Stage(stage), ClientId(UUID(client)) if slash else None, session)
        except ValueError:
            raise Invalid(
                "at", f"“{text[:60]}” is no place in the workstation.", "A place is a list's name."
            ) from None
