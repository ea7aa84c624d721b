"""Moves that concern a record as a whole: which law it falls under, and its erasure."""

from textual.widget import Widget

from kara_tui.domain.client import Client, RecordClass
from kara_tui.domain.decisions import DUTY_TO_KEEP, may_be_erased
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import RemarkKind
from kara_tui.operations.records import EraseClient, SetRecordClass
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.reason import Asked, ReasonScreen

_CLASSES = {
    RecordClass.HEALTH_RECORD: "Health record: kept by law, never erased",
    RecordClass.PRIVATE_PRACTICE: "Private practice: erased when the client asks for it",
}
_CLASS_EXPLAINED = (
    "Whether you give a health service decides, not what you or the client prefer. "
    "What is chosen here decides whether the record may ever be erased."
)
_WHAT_GOES = (
    "Name, details, remarks, every earlier version, mail and unsaved texts are overwritten. "
    "The id stays, with your reason and the list of who saw the record. "
    "Backups made before still hold it until they are replaced by newer ones."
)
_FOR_GOOD = "This is the one thing in kara that nothing takes back."


def ask_class(screen: Widget, desk: Desk, client: Client, name: str) -> None:
    """Ask under which law a record falls and on what grounds, then wish for it."""

    def chosen(record_class: RecordClass | None) -> None:
        if record_class is not None and record_class is not client.record_class:
            _ask_grounds(screen, desk, client, name, record_class)

    current = client.record_class
    answers = [(current, f"{_CLASSES[current]} (as it is)")]
    answers += [(one, words) for one, words in _CLASSES.items() if one is not current]
    question = f"What is the record of {name}?"
    screen.app.push_screen(QuestionScreen(question, answers, _CLASS_EXPLAINED, (name,)), chosen)


def ask_erasure(screen: Widget, desk: Desk, client: Client, name: str) -> None:
    """Ask twice before a record is erased; for a health record, say why it is not."""
    if may_be_erased(client):
        ask_who_wants_erasure(screen, desk, client, name)
        return

    def noted(note: bool | None) -> None:
        if note:
            ask_who_wants_erasure(screen, desk, client, name)

    answers = ((False, "Go back"), (True, "Note that the client asked for it"))
    question = f"The record of {name} is not erased."
    screen.app.push_screen(QuestionScreen(question, answers, DUTY_TO_KEEP, (name,)), noted)


def ask_grounds(
    screen: Widget, desk: Desk, client: Client, name: str, wanted_draft: str = ""
) -> None:
    """Ask for the grounds of the class that a record has not, beginning with an earlier text."""
    [other] = (one for one in _CLASSES if one is not client.record_class)
    _ask_grounds(screen, desk, client, name, other, wanted_draft)


def _ask_grounds(
    screen: Widget,
    desk: Desk,
    client: Client,
    name: str,
    record_class: RecordClass,
    wanted_draft: str = "",
) -> None:
    asked = Asked(
        RemarkKind.RECORD_CLASS,
        f"{record_class.label}: on what grounds?",
        "One line, kept with the decision (it may not stay empty)",
        "Change",
    )
    dialog = ReasonScreen(desk, client.id, asked, wanted_draft)

    def change(reason: str | None) -> None:
        if reason is not None:
            wanted = SetRecordClass(
                client_id=client.id,
                version=client.version,
                record_class=record_class,
                reason=Remark(text=reason),
            )
            screen.post_message(MoveWanted(wanted, name, dialog.keeper.key))

    screen.app.push_screen(dialog, change)


def ask_who_wants_erasure(
    screen: Widget, desk: Desk, client: Client, name: str, wanted_draft: str = ""
) -> None:
    """Ask who wants a record erased, beginning with an earlier text; then once more."""
    erasable = may_be_erased(client)
    asked = Asked(
        RemarkKind.ERASURE,
        f"Erase the record of {name}?" if erasable else "What did the client ask for?",
        "Who asked for it, when and how: this stays (it may not stay empty)",
        "Go on" if erasable else "Note it",
        name,
    )
    dialog = ReasonScreen(desk, client.id, asked, wanted_draft)

    def go_on(reason: str | None) -> None:
        if reason is None:
            return
        wanted = EraseClient(
            client_id=client.id, version=client.version, reason=Remark(text=reason)
        )
        move = MoveWanted(wanted, name, dialog.keeper.key)
        if erasable and reason:
            _ask_for_good(screen, move)
        else:
            screen.post_message(move)

    screen.app.push_screen(dialog, go_on)


def _ask_for_good(screen: Widget, move: MoveWanted) -> None:
    def erase(sure: bool | None) -> None:
        if sure:
            screen.post_message(move)

    answers = ((False, "Keep the record"), (True, "Erase it for good"))
    question = f"Erase the record of {move.about} for good?"
    explanation = f"{_WHAT_GOES}\n\n{_FOR_GOOD}"
    screen.app.push_screen(QuestionScreen(question, answers, explanation), erase)
