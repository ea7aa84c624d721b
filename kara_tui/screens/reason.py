"""A question before a move, with room for a reason."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from kara_tui.domain.drafts import RemarkKind
from kara_tui.domain.ids import ClientId
from kara_tui.screens.desk import Desk
from kara_tui.screens.remark_dialog import RemarkDialog
from kara_tui.widgets.veil import naming


@dataclass(frozen=True)
class Asked:
    """What a reason is asked for."""

    kind: RemarkKind
    question: str
    hint: str
    verb: str
    """What the button says that agrees."""
    name: str = ""
    """What the client is called, where the question names them."""


class ReasonScreen(RemarkDialog[str]):
    """Asks for a reason; returns it, perhaps empty, or None when the user goes back."""

    def __init__(
        self,
        desk: Desk,
        client_id: ClientId,
        asked: Asked,
        wanted_draft: str = "",
    ) -> None:
        super().__init__(desk, client_id, asked.kind, wanted_draft)
        self._asked = asked

    def compose(self) -> ComposeResult:
        """Lay out the question, the reason and the two ways to answer."""
        with Vertical(classes="dialog"):
            yield Static(naming(self._asked.question, self._asked.name), classes="question public")
            yield Static(Content(self._asked.hint), classes="hint public")
            yield from self.remark_part()
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back")
                yield Button(Content(f"{self._asked.verb} (F2)"), id="agree", variant="primary")

    def answer(self) -> str:
        """Return the reason."""
        return self.field.remark
