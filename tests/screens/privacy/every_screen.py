"""How each screen of the app is opened, so that a test can walk all of them."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from pkgutil import iter_modules
from typing import Any

from textual.screen import Screen

from kara_tui import screens
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.contact_form import contact_form
from kara_tui.domain.drafts import DraftContent, RemarkKind
from kara_tui.domain.importing import LookAlike
from kara_tui.operations.contacts import AddContact
from kara_tui.screens.accesses import AccessesScreen
from kara_tui.screens.agenda import AgendaScreen
from kara_tui.screens.agenda_client import ClientChooser
from kara_tui.screens.amending import AmendingScreen
from kara_tui.screens.answers_dialog import AnswersDialog
from kara_tui.screens.answers_view import AnswersScreen
from kara_tui.screens.block_dialog import block_dialog
from kara_tui.screens.blocks_screen import BlocksScreen
from kara_tui.screens.close_sheet import CloseSheet
from kara_tui.screens.closing import ClosingScreen
from kara_tui.screens.conflict import ConflictScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.going import GoingScreen
from kara_tui.screens.history import HistoryScreen
from kara_tui.screens.import_fields import FieldScreen
from kara_tui.screens.invite import InviteScreen
from kara_tui.screens.look_alikes import look_alike_question
from kara_tui.screens.matching import MatchingScreen
from kara_tui.screens.new_client import NewClientScreen
from kara_tui.screens.note_compare import NoteCompareScreen, OneText
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.note_search import NoteSearchScreen
from kara_tui.screens.note_versions import NoteVersionsScreen
from kara_tui.screens.outbox import OutboxScreen
from kara_tui.screens.payments_screen import PaymentsScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.reason import Asked, ReasonScreen
from kara_tui.screens.receipt_screen import ReceiptScreen
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.screens.resuming import ResumingScreen
from kara_tui.screens.save_dialog import SaveDialog, ToSave
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.screens.unfinished import UnfinishedScreen
from kara_tui.workflows.close_plan import ClosePlan
from tests.screens.privacy.world import NAME, World
from tests.support.clock import NOON

Opening = Callable[[Desk, World, ClosePlan], Screen[Any]]

SHOWS_NOBODY = {
    "PassphraseScreen": "stands before the practice is open",
    "UnlockScreen": "stands before the practice is open",
    "PaperScreen": "a recovery code is no client's",
    "TypeBackScreen": "a recovery code is no client's",
    "DoorScreen": "what the four above are made of",
    "BusyScreen": "one sentence of the program's",
    "DamageScreen": "steps of the program's, about files",
    "ImportScreen": "before a file is chosen; tests/screens/imports look at the rest",
    "PracticeLogScreen": "openings, locks and backups",
    "AttachDialog": "the path of a file that is still to be chosen",
    "PracticeMenu": "names of other screens",
    "ServicesScreen": "what the professional offers, not to whom",
    "WorkingHoursScreen": "when the professional works",
    "DateDialog": "a day",
    "ImportCalendarScreen": "before a file is chosen; tests/screens/calendars look at the rest",
    "FileProgressScreen": "how far a file has come",
    "HelpScreen": "keys and their help",
    "TooSmallScreen": "one sentence of the program's",
    "HomeScreen": "lies under all of them, and is looked at by itself",
}
"""Screens that say nothing of a client, and why."""

MADE_OF = {
    *("ComparingScreen", "DraftScreen", "EntriesScreen", "FormScreen", "KeptDialog"),
    *("NoteClosing", "NoteOpening", "NotePage", "NoteWriting", "RemarkDialog"),
    *("SchedulePage", "TypingScreen", "PracticeDialog", "PracticeList"),
}
"""What other screens are made of."""


def _contact_dialog(desk: Desk, world: World, _: ClosePlan) -> Screen[Any]:
    form = RecordForm(
        name=f"contact:{world.client.id}",
        title="Zqmother",
        fields=contact_form(),
        base=ContactDetails(name="Zqmother", note="zqnights"),
        wish=lambda details, _: AddContact(client_id=world.client.id, details=details),
        about=lambda details: details.name,
    )
    return RecordDialog(desk, form)


def _look_alikes(world: World) -> tuple[LookAlike, ...]:
    one = world.other
    return (LookAlike(id=one.id, version=one.version, details=one.details),)


async def _nothing(*_: object) -> bytes:
    return b""


def _comparison(_desk: Desk, world: World, _plan: ClosePlan) -> Screen[Any]:
    texts = OneText("Saved elsewhere", "zqtheirs"), OneText("Yours", "zqyours")
    return NoteCompareScreen("This note was saved elsewhere.", "Choose one.", *texts)


def _conflict(_desk: Desk, world: World, _plan: ClosePlan) -> Screen[Any]:
    base = world.details
    fields = base.__dataclass_fields__
    assert "reason_for_booking" in fields
    theirs = type(base)(name=NAME, reason_for_booking="zqtheirs")
    return ConflictScreen(base, theirs, type(base)(name="Zqother"))


def _resuming(_desk: Desk, _world: World, _plan: ClosePlan) -> Screen[Any]:
    typed = {"reason_by_professional": "zqtyped"}
    content = DraftContent(typed=typed, begun={"reason_by_professional": "zqbegun"})
    return ResumingScreen(NAME, "10 minutes ago", content, {"reason_by_professional": "zqnow"})


ASKED = Asked(RemarkKind.DECLINE, f"Decline {NAME}?", "Why", "Decline", NAME)
TO_SAVE = ToSave(
    question=f"Export {NAME}?", hint="A new file.", name="zqanna", ending=".csv", make=_nothing
)

EVERY_SCREEN: dict[str, Opening] = {
    "AgendaScreen": lambda desk, *_: AgendaScreen(desk),
    "ClientChooser": lambda desk, *_: ClientChooser(desk, "at 10"),
    "GoingScreen": lambda desk, *_: GoingScreen(desk, None),
    "BlocksScreen": lambda desk, *_: BlocksScreen(desk),
    "BlockDialog": lambda desk, *_: block_dialog(desk),
    "AccessesScreen": lambda desk, it, _: AccessesScreen(desk, it.client.id, NAME),
    "AmendingScreen": lambda desk, it, _: AmendingScreen(desk, it.signed_note),
    "AnswersDialog": lambda desk, it, _: AnswersDialog(
        desk, it.client.id, desk.measures.current()[0], "en", it.response
    ),
    "AnswersScreen": lambda desk, it, _: AnswersScreen(
        desk, desk.measures.current()[0], it.response
    ),
    "CloseSheet": lambda desk, _, plan: CloseSheet(desk, plan, NAME),
    "ClosingScreen": lambda desk, it, _: ClosingScreen(desk, it.client.id, NAME),
    "ConflictScreen": _conflict,
    "HistoryScreen": lambda desk, it, _: HistoryScreen(desk, it.client.id, NAME),
    "FieldScreen": lambda *_: FieldScreen("Zqcolumn", ""),
    "InviteScreen": lambda desk, *_: InviteScreen(desk),
    "MatchingScreen": lambda _, it, __: MatchingScreen(it.details, _look_alikes(it)),
    "NewClientScreen": lambda desk, *_: NewClientScreen(desk),
    "NoteCompareScreen": _comparison,
    "NoteScreen": lambda desk, it, _: NoteScreen(
        desk, it.client.id, NAME, it.session, it.draft_note.note.id
    ),
    "NoteSearchScreen": lambda desk, it, _: NoteSearchScreen(desk, it.client.id, NAME),
    "NoteVersionsScreen": lambda desk, it, _: NoteVersionsScreen(
        desk, it.draft_note.note, NAME, is_locked=False
    ),
    "OutboxScreen": lambda desk, *_: OutboxScreen(desk),
    "PaymentsScreen": lambda desk, *_: PaymentsScreen(desk),
    "ProfileScreen": lambda desk, it, _: ProfileScreen(desk, it.client.id, NAME),
    "QuestionScreen": lambda _, it, __: look_alike_question(it.details, _look_alikes(it)),
    "ReasonScreen": lambda desk, it, _: ReasonScreen(desk, it.client.id, ASKED),
    "ReceiptScreen": lambda desk, it, _: ReceiptScreen(desk, it.receipt),
    "RecordDialog": _contact_dialog,
    "ResumingScreen": _resuming,
    "SaveDialog": lambda *_: SaveDialog(TO_SAVE),
    "ScheduleDialog": lambda desk, it, _: ScheduleDialog(
        desk, it.client.id, NAME, moved=it.session, start=NOON
    ),
    "UnfinishedScreen": lambda desk, *_: UnfinishedScreen(desk),
}
"""Every screen that may show something of a client."""


def screen_classes() -> Iterator[type[Screen[Any]]]:
    """Return every class of a screen that the app has."""
    for module in iter_modules(screens.__path__):
        found = importlib.import_module(f"{screens.__name__}.{module.name}")
        for one in vars(found).values():
            is_own = inspect.isclass(one) and one.__module__ == found.__name__
            if is_own and issubclass(one, Screen):
                yield one
