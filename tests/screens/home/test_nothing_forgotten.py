"""Wherever somebody types, the text is kept while it is typed; what is not kept has its reason."""

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import TextArea

from kara_tui import screens
from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.contact_form import contact_form
from kara_tui.domain.drafts import RemarkKind
from kara_tui.domain.ids import NoteId, uuid7
from kara_tui.domain.note import Note, NoteText
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.private import opened
from kara_tui.operations.contacts import AddContact
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.screens.amending import AmendingScreen
from kara_tui.screens.answers_dialog import AnswersDialog
from kara_tui.screens.block_dialog import block_dialog
from kara_tui.screens.closing import ClosingScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.invite import InviteScreen
from kara_tui.screens.keeps_draft import keep_drafts
from kara_tui.screens.new_client import NewClientScreen
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.reason import Asked, ReasonScreen
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.screens.working_hours import WorkingHoursScreen
from tests.support.clock import NOON, FixedClock
from tests.support.one_screen import settled, shown
from tests.support.people import added
from tests.support.trouble import Failing

Making = Callable[[Desk, Client], Screen[Any]]


def _signed_note(client: Client) -> Note:
    note_id, said = NoteId(uuid7()), NoteText(text="Said.")
    return Note(id=note_id, client_id=client.id, created_at=NOON, about=NOON, details=said)


def _contact_dialog(desk: Desk, client: Client) -> Screen[Any]:
    form = RecordForm(
        name=f"contact:{client.id}",
        title="A contact",
        fields=tuple(one for one in contact_form() if not one.choices),
        base=ContactDetails(),
        wish=lambda details, _: AddContact(client_id=client.id, details=details),
        about=lambda details: details.name,
    )
    return RecordDialog(desk, form)


def _answers_dialog(desk: Desk, client: Client) -> Screen[Any]:
    return AnswersDialog(desk, client.id, desk.measures.current()[0], "en")


ASKED = Asked(RemarkKind.DECLINE, "Decline?", "Why", "Decline")

EDITORS: dict[str, Making] = {
    "profile": lambda desk, client: ProfileScreen(desk, client.id, "Anna"),
    "new_client": lambda desk, _: NewClientScreen(desk),
    "invite": lambda desk, _: InviteScreen(desk),
    "reason": lambda desk, client: ReasonScreen(desk, client.id, ASKED),
    "closing": lambda desk, client: ClosingScreen(desk, client.id, "Anna"),
    "schedule_dialog": lambda desk, client: ScheduleDialog(desk, client.id, "Anna"),
    "note_editor": lambda desk, client: NoteScreen(desk, client.id, "Anna", None, None),
    "record_dialog": _contact_dialog,
    "answers_dialog": _answers_dialog,
    "working_hours": lambda desk, _: WorkingHoursScreen(desk),
    "block_dialog": lambda desk, _: block_dialog(desk),
    "amending": lambda desk, client: AmendingScreen(desk, NoteEntry(note=_signed_note(client))),
}
"""Every screen on which texts are written, by its module."""

PARTS = {"typing_screen", "remark_dialog", "schedule_page"}
"""What those screens are made of."""

NOT_KEPT = {
    "note_search": "a search is a question, and is asked again in three letters",
    "going": "a search is a question, and is asked again in three letters",
    "agenda_client": "a search is a question, and is asked again in three letters",
    "agenda_date": "a day is a question, and is asked again in three letters",
    "list_pane": "a search is a question, and is asked again in three letters",
    "list_views": "brings a search back that a lock interrupted",
    "home": "has the same search",
    "import_choose": "a path leads to a file that stays where it is",
    "save_dialog": "a path is proposed anew each time",
    "choosing_passphrase": "a passphrase is written down nowhere",
    "unlock": "a passphrase is written down nowhere",
    "recovery_paper": "a recovery code is written down on paper only",
    "door_screen": "what is typed at the door is a secret",
}

_TYPING = re.compile(
    r"\b(Input|TextArea|TextField|RemarkField|FormField|ClientForm|MaskedInput|NoteField|RecordFields)\b\("
    r"|query_one\((Input|TextArea)\)|remark_part\("
)


def _modules_with_typing() -> set[str]:
    found = set()
    for module in iter_modules(screens.__path__):
        spec = find_spec(f"{screens.__name__}.{module.name}")
        assert spec is not None
        assert spec.origin is not None
        if _TYPING.search(Path(spec.origin).read_text(encoding="utf-8")):
            found.add(module.name)
    return found


def test_every_screen_with_something_to_type_is_known_here() -> None:
    with_typing = _modules_with_typing()
    assert {"invite", "reason", "closing", "typing_screen"} <= with_typing
    unknown = with_typing - set(EDITORS) - PARTS - set(NOT_KEPT)
    assert not unknown, f"does what is typed in {unknown} survive kill -9?"


@pytest.mark.parametrize("name", EDITORS)
async def test_what_is_typed_into_every_field_is_kept(backend: Backend, name: str) -> None:
    client = await added(backend, "Anna")
    screen = EDITORS[name](Desk(backend, FixedClock()), client)
    async with shown(screen, backend) as pilot:
        if name == "profile":
            await pilot.press("e")
            await settled(pilot)
        fields = list(screen.query("TextArea, Input"))
        assert fields
        for place, field in enumerate(fields):
            assert isinstance(field, TextArea), f"{field} has no undo"
            field.load_text(f"typed {place}")
        for _ in range(200):
            drafts = await backend(ListDrafts())
            texts = [text for one in drafts for text in opened(one.content).typed.values()]
            if len(texts) == len(fields):
                break
            await pilot.pause(0.02)
        assert sorted(texts) == sorted(f"typed {place}" for place in range(len(fields)))


@pytest.mark.parametrize("name", EDITORS)
async def test_the_last_key_is_kept_when_the_program_is_told_to_end(
    backend: Backend, name: str
) -> None:
    client = await added(backend, "Anna")
    screen = EDITORS[name](Desk(backend, FixedClock()), client)
    async with shown(screen, backend) as pilot:
        if name == "profile":
            await pilot.press("e")
            await settled(pilot)
        screen.query(TextArea).first().load_text("the last key")
        assert await keep_drafts(pilot.app.screen_stack) is None
        [draft] = await backend(ListDrafts())
        assert "the last key" in opened(draft.content).typed.values()
        assert not opened(draft.content).writer


@pytest.mark.parametrize("name", EDITORS)
async def test_the_last_key_is_kept_even_when_nobody_says_that_it_ends(
    backend: Backend, name: str
) -> None:
    client = await added(backend, "Anna")
    screen = EDITORS[name](Desk(backend, FixedClock()), client)
    async with shown(screen, backend) as pilot:
        if name == "profile":
            await pilot.press("e")
            await settled(pilot)
        screen.query(TextArea).first().load_text("the last key")
        await pilot.app.pop_screen()
        await settled(pilot)
    [draft] = await backend(ListDrafts())
    assert "the last key" in opened(draft.content).typed.values()


@pytest.mark.parametrize("name", EDITORS)
async def test_a_full_disk_is_told_where_the_text_is_typed(backend: Backend, name: str) -> None:
    client = await added(backend, "Anna")
    failing = Failing(backend, SaveDraft)
    screen = EDITORS[name](Desk(failing, FixedClock()), client)
    async with shown(screen, backend, (140, 40)) as pilot:
        if name == "profile":
            await pilot.press("e")
            await settled(pilot)
        screen.query(TextArea).first().load_text("typed")
        said = ""
        for _ in range(200):
            said = " ".join(str(one.render()) for one in screen.query("#state, .told"))
            if "The disk is full." in said:
                break
            await pilot.pause(0.02)
        assert "The disk is full." in said
        problem = await keep_drafts(pilot.app.screen_stack)
        assert problem is not None
        failing.fails = False
        assert await keep_drafts(pilot.app.screen_stack) is None
    [draft] = await backend(ListDrafts())
    assert "typed" in opened(draft.content).typed.values()
