"""The ways to what is arranged in the practice, and back to what was typed there."""

from typing import Any

from textual.app import App
from textual.screen import Screen

from kara_tui.commands.command import Command
from kara_tui.domain.errors import KaraError
from kara_tui.domain.practice_forms import PracticeForm, PracticeFormKind
from kara_tui.operations.offered_services import ListServices
from kara_tui.screens.block_dialog import block_dialog, change_block_dialog
from kara_tui.screens.blocks_screen import BlocksScreen, coming_blocks
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.practice_list import PracticeList
from kara_tui.screens.practice_menu import PracticeMenu
from kara_tui.screens.service_dialog import change_service_dialog, new_service_dialog
from kara_tui.screens.services_screen import ServicesScreen
from kara_tui.screens.working_hours import WorkingHoursScreen


def ask_practice(app: App[Any]) -> None:
    """Show the menu, and carry out what is chosen there."""

    def chosen(command: type[Command] | None) -> None:
        if command is not None:
            app.post_message(command())

    app.push_screen(PracticeMenu(), chosen)


async def open_practice_form(app: App[Any], desk: Desk, form: PracticeForm, draft: str) -> None:
    """Open the form that was typed in, over the list that it belongs to.

    Args:
        app: Where.
        desk: Has the store.
        form: Which one; where what it is about is gone, that is told.
        draft: The key of the text to go on with.
    """
    if form.kind is PracticeFormKind.HOURS:
        await app.push_screen(WorkingHoursScreen(desk, draft))
        return
    is_block = form.kind is PracticeFormKind.BLOCK
    below: PracticeList = BlocksScreen(desk) if is_block else ServicesScreen(desk)
    try:
        dialog = await (_block_form if is_block else _service_form)(desk, form, draft)
    except KaraError as problem:
        app.post_message(AskFailed(problem))
        return
    await app.push_screen(below)
    if dialog is not None:
        below.ask_for(dialog)
        return
    app.notify(
        "What you typed stays, and F9 shows it.",
        title=f"{form.kind.label} that you changed is over or was removed meanwhile.",
        severity="warning",
        markup=False,
    )


async def _block_form(desk: Desk, form: PracticeForm, draft: str) -> Screen[Any] | None:
    if form.about is None:
        return block_dialog(desk, wanted_draft=draft)
    for one in await coming_blocks(desk):
        if one.block.id == form.about and not isinstance(one.block.details, bytes):
            return change_block_dialog(desk, one.block, wanted_draft=draft)
    return None


async def _service_form(desk: Desk, form: PracticeForm, draft: str) -> Screen[Any] | None:
    if form.about is None:
        return new_service_dialog(desk, wanted_draft=draft)
    for one in await desk.backend(ListServices(retired=True)):
        if one.id == form.about and not isinstance(one.details, bytes):
            return change_service_dialog(desk, one, wanted_draft=draft)
    return None
