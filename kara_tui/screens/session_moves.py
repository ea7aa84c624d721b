"""What is done with a session from a list: asked for where there is something to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.widget import Widget

from kara_tui.commands import sessions as commands
from kara_tui.commands.command import Command
from kara_tui.domain.cancellation_form import SCOPES, CancellationValues, cancellation_form
from kara_tui.domain.client import Client
from kara_tui.domain.session import Session
from kara_tui.domain.session_forms import SessionForm, SessionFormKind
from kara_tui.domain.session_moves import Scope, SessionMove, is_possible
from kara_tui.domain.text import safe_text
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.scheduling import CancelSession, MarkSessionInError
from kara_tui.operations.session_course import (
    CompleteSession,
    MarkArrived,
    MarkNoShow,
    StartSession,
    VoidSession,
)
from kara_tui.screens.activity_lines import when_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.screens.telling import notice_to

_NEEDS: dict[type[Command], tuple[SessionMove, ...]] = {
    commands.Arrive: (SessionMove.ARRIVE,),
    commands.Start: (SessionMove.START,),
    commands.Complete: (SessionMove.COMPLETE, SessionMove.START),
    commands.CloseInOneGo: (SessionMove.COMPLETE, SessionMove.START, SessionMove.VOID),
    commands.Move: (SessionMove.RESCHEDULE,),
    commands.Change: (SessionMove.CHANGE,),
    commands.CallOff: (SessionMove.CANCEL,),
    commands.Miss: (SessionMove.MISS,),
    commands.Void: (SessionMove.VOID,),
    commands.MarkInError: (SessionMove.MARK_IN_ERROR,),
}
"""One of these has to be possible for a command to make sense."""

_OF_ANY_SESSION = {commands.SaveSession, commands.SaveSessions}

BEHIND_ONE_KEY: tuple[type[Command], ...] = (
    commands.Arrive,
    commands.Miss,
    commands.Change,
    commands.WriteAnother,
    commands.SaveSession,
    commands.SaveSessions,
    commands.Void,
    commands.MarkInError,
)
"""What is seldom done, in the order in which it is offered."""


@dataclass(frozen=True)
class OfSession:
    """What a move concerns, and where it is asked for."""

    node: Widget
    desk: Desk
    session: Session
    name: str
    """What the client is called."""

    def wish(self, operation: ChangeOperation[Any]) -> None:
        """Wish for a change."""
        self.node.post_message(MoveWanted(operation, self.name))

    @property
    def of(self) -> dict[str, Any]:
        """The fields that name the session in an operation."""
        one = self.session
        return {"client_id": one.client_id, "session_id": one.id, "version": one.version}


def makes_sense(command: type[Command], session: Session) -> bool:
    """Tell whether a command can be carried out on a session now."""
    possible = (is_possible(one, session) for one in _NEEDS.get(command, ()))
    return command in _OF_ANY_SESSION or any(possible)


def begin(command: type[Command], about: OfSession) -> None:
    """Begin a move of a session; a question may come first."""
    _MOVES[command](about)


def cancel_dialog(
    desk: Desk, session: Session, name: str, client: Client | None
) -> RecordDialog[CancellationValues]:
    """Return the dialog that asks how a session is cancelled, and does it."""

    def wish(values: CancellationValues, version: int) -> CancelSession:
        return CancelSession(
            client_id=session.client_id,
            session_id=session.id,
            version=version,
            by=values.by,
            reason=values.remark,
            is_charged=values.is_charged,
            scope=values.scope,
            tell=notice_to(client) if values.is_told else None,
        )

    can_be_told = notice_to(client) is not None
    return RecordDialog(
        desk,
        RecordForm(
            name=SessionForm(SessionFormKind.CANCEL, session.client_id, session.id).name,
            title=f"Cancel the session on {when_words(session, desk)}?",
            fields=cancellation_form(session, can_be_told=can_be_told),
            base=CancellationValues(),
            version=session.version,
            wish=wish,
            values_of=lambda _: CancellationValues(),
            about=lambda _: name,
        ),
    )


def _arrive(about: OfSession) -> None:
    about.wish(MarkArrived(**about.of))


def _start(about: OfSession) -> None:
    about.wish(StartSession(**about.of))


def _complete(about: OfSession) -> None:
    about.wish(CompleteSession(**about.of, start_too=True))


def _void(about: OfSession) -> None:
    about.wish(VoidSession(**about.of))


def _miss(about: OfSession) -> None:
    fee = about.session.fee
    if fee is None or not fee.minor:
        about.wish(MarkNoShow(**about.of))
        return
    answers = (
        (False, "Not charged"),
        (True, f"Charged all the same: {fee.shown}"),
    )
    when = when_words(about.session, about.desk)
    question = f"{about.name} did not come on {when}."

    def answered(is_charged: bool | None) -> None:
        if is_charged is not None:
            about.wish(MarkNoShow(**about.of, is_charged=is_charged))

    about.node.app.push_screen(QuestionScreen(safe_text(question), answers), answered)


def _mark(about: OfSession) -> None:
    def wish(scope: Scope | None) -> None:
        if scope is not None:
            about.wish(MarkSessionInError(**about.of, scope=scope))

    if about.session.series_id is None:
        wish(Scope.THIS)
        return
    answers = tuple((Scope(value), words) for value, words in SCOPES)
    question = "Which sessions of the series were entered in error?"
    about.node.app.push_screen(QuestionScreen(question, answers), wish)


_MOVES: dict[type[Command], Callable[[OfSession], None]] = {
    commands.Arrive: _arrive,
    commands.Start: _start,
    commands.Complete: _complete,
    commands.Void: _void,
    commands.Miss: _miss,
    commands.MarkInError: _mark,
}
