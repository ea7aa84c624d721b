"""Moves that begin on a profile: end the treatment, take it up again, change its state."""

from collections.abc import Callable

from textual.widget import Widget

from kara_tui.commands import lists, sessions
from kara_tui.commands import profile as commands
from kara_tui.commands.command import Command
from kara_tui.domain.client import FINAL, Client, Stage
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import ReopenTreatment, SetTreatmentState
from kara_tui.screens import record_moves, request_moves
from kara_tui.screens.closing import ask_closing
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.question import QuestionScreen

_STATES = (
    TreatmentState.PLANNED,
    TreatmentState.ACTIVE,
    TreatmentState.ON_HOLD,
    TreatmentState.CLOSED,
    TreatmentState.CANCELLED,
)

_STAGES: dict[type[Command], set[Stage]] = {
    commands.Edit: set(Stage) - set(FINAL),
    commands.SetClass: set(Stage) - {Stage.ERASED},
    commands.Erase: set(Stage) - {Stage.ERASED},
    commands.CloseTreatment: {Stage.ACTIVE},
    commands.Reopen: {Stage.DEACTIVATED},
    commands.SetState: {Stage.ACTIVE, Stage.DEACTIVATED},
    sessions.Schedule: {Stage.ACTIVE, Stage.INVITED},
    lists.Accept: {Stage.REQUESTED},
    lists.Decline: {Stage.REQUESTED},
}
"""In which lists a command makes sense; others make sense in all."""


def is_possible_for(client: Client | None, command: type[Command]) -> bool:
    """Tell whether a command makes sense for this record; none does before it has been read."""
    if client is None:
        return False
    if command is commands.Edit and isinstance(client.details, bytes):
        return False
    return is_possible_in(client.stage, command)


def is_possible_in(stage: Stage, command: type[Command]) -> bool:
    """Tell whether a command makes sense for the records of a list."""
    return stage in _STAGES.get(command, set(Stage))


def reopen(screen: Widget, _desk: Desk, client: Client, name: str) -> None:
    """Wish to take the client back into treatment."""
    wanted = ReopenTreatment(client_id=client.id, version=client.version)
    screen.post_message(MoveWanted(wanted, name))


def ask_state(screen: Widget, _desk: Desk, client: Client, name: str) -> None:
    """Ask for another treatment state, then wish for it."""

    def change(state: TreatmentState | None) -> None:
        if state is not None and state is not client.treatment_state:
            wanted = SetTreatmentState(client_id=client.id, version=client.version, state=state)
            screen.post_message(MoveWanted(wanted, name))

    current = client.treatment_state
    others = [one for one in _STATES if one is not current]
    answers = [(current, f"{current.label} (as it is)"), *((one, _words(one)) for one in others)]
    screen.app.push_screen(QuestionScreen(f"Treatment of {name}", answers, names=(name,)), change)


def _words(state: TreatmentState) -> str:
    return f"{state.label}: moves to Deactivated" if state.ended else state.label


_MOVES: dict[type[Command], Callable[[Widget, Desk, Client, str], None]] = {
    commands.CloseTreatment: ask_closing,
    commands.Reopen: reopen,
    commands.SetState: ask_state,
    commands.SetClass: record_moves.ask_class,
    commands.Erase: record_moves.ask_erasure,
    lists.Accept: request_moves.accept,
    lists.Decline: request_moves.decline,
}


def begin_move(
    screen: Widget, desk: Desk, client: Client, name: str, wanted: type[Command]
) -> None:
    """Begin the move that a command stands for; a question may come first."""
    _MOVES[wanted](screen, desk, client, name)
