"""The end of a treatment: how it ends, and why."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, RadioSet, Static

from kara_tui.domain.client import Client
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import RemarkKind
from kara_tui.domain.ids import ClientId
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import CloseTreatment
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.remark_dialog import RemarkDialog
from kara_tui.widgets.radio_choice import RadioChoice
from kara_tui.widgets.veil import naming

_STATES = (
    (TreatmentState.CLOSED, "Closed: the treatment came to its end"),
    (TreatmentState.CANCELLED, "Cancelled: it was broken off, or never began"),
)


@dataclass(frozen=True)
class Closing:
    """How a treatment ends."""

    state: TreatmentState
    reason: Remark | None


class ClosingScreen(RemarkDialog[Closing]):
    """Asks how a treatment ends; returns None when the user goes back."""

    def __init__(self, desk: Desk, client_id: ClientId, name: str, wanted_draft: str = "") -> None:
        super().__init__(desk, client_id, RemarkKind.CLOSE, wanted_draft)
        self._client_name = name

    def compose(self) -> ComposeResult:
        """Lay out the question, the states, the remark and the two ways to answer."""
        with Vertical(classes="dialog"):
            yield Static(
                naming(f"End the treatment of {self._client_name}?", self._client_name),
                classes="question public",
            )
            with RadioSet():
                for place, (_, words) in enumerate(_STATES):
                    yield RadioChoice(Content(words), value=place == 0)
            yield Static(
                Content("A remark (only you read this; may stay empty)"), classes="hint public"
            )
            yield from self.remark_part()
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back")
                yield Button("Close treatment (F2)", id="agree", variant="primary")

    def answer(self) -> Closing:
        """Return the chosen state and the remark."""
        text = self.field.remark
        state, _ = _STATES[max(self.query_one(RadioSet).pressed_index, 0)]
        return Closing(state, Remark(text=text) if text else None)


def ask_closing(
    node: Widget, desk: Desk, client: Client | ClientRow, name: str, wanted_draft: str = ""
) -> None:
    """Ask how a client's treatment ends, then wish for it on behalf of a screen or pane.

    Args:
        node: Who wishes.
        desk: Has the store.
        client: Whose treatment.
        name: What they are called.
        wanted_draft: The key of a remark from earlier to go on with.
    """
    screen = ClosingScreen(desk, client.id, name, wanted_draft)

    def end(closing: Closing | None) -> None:
        if closing is not None:
            wanted = CloseTreatment(
                client_id=client.id,
                version=client.version,
                state=closing.state,
                reason=closing.reason,
            )
            node.post_message(MoveWanted(wanted, name, screen.keeper.key))

    node.app.push_screen(screen, end)
