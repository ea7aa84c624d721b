"""Adding a file to a profile: which one, and how far it is."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.domain.attachment import Attachment
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.file_progress import FileProgressScreen, Outcome, Telling
from kara_tui.screens.import_choose import ChoosePane
from kara_tui.screens.import_files import unquoted
from kara_tui.screens.import_paths import real_path

_HINT = "Any file; it stays where it is. Tab completes, ↓ goes to the list, esc goes back."


class AttachDialog(ModalScreen[Attachment | None]):
    """Asks for a file and adds it; returns what was added, or None when the user goes back."""

    CSS_PATH = "attach_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
    ]

    def __init__(self, desk: Desk, client_id: ClientId) -> None:
        super().__init__()
        self.desk = desk
        self.client_id = client_id

    def compose(self) -> ComposeResult:
        """Lay out the path and what it may become."""
        with Vertical(classes="dialog"):
            yield Static(Content("Add a file"), classes="question public")
            yield ChoosePane("choose", hint=_HINT, example="~/Downloads/letter.pdf")

    @on(ChoosePane.FileChosen)
    def take(self, chosen: ChoosePane.FileChosen) -> None:
        """Add the file that was chosen."""
        chosen.stop()
        self._find(chosen.typed)

    @work(group="find", exclusive=True, exit_on_error=False)
    async def _find(self, typed: str) -> None:
        path = await asyncio.to_thread(real_path, unquoted(typed))

        async def add(tell: Telling) -> Attachment:
            return await self.desk.files().add(self.client_id, path, tell)

        doing = f"{safe_text(path.name)} is being sealed and added."
        self.app.push_screen(FileProgressScreen(doing, add), self._follow)

    def _follow(self, outcome: Outcome[Attachment] | None) -> None:
        if outcome is None:
            return
        if outcome.problem is not None:
            self.query_one(ChoosePane).say(str(outcome.problem))
        else:
            self.dismiss(outcome.value)
