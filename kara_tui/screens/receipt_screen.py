"""A receipt on the screen: read, copied, or written to a file."""

import asyncio
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.commands import receipt as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.money_views import ReceiptFacts
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.text import safe_text
from kara_tui.interchange.receipt import Receipt, ReceiptStyle, receipt, receipt_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import CopyWanted
from kara_tui.screens.money_words import locale_of
from kara_tui.screens.save_dialog import Progress, SaveDialog, ToSave
from kara_tui.screens.saying import say
from kara_tui.widgets.fact_list import Fact, FactList
from kara_tui.widgets.key_line import KeyLine

_ICELANDIC, _ENGLISH = "is", "en"


class ReceiptScreen(Offering, ModalScreen[None]):
    """Shows what stands on a receipt."""

    CSS_PATH = "receipt_screen.tcss"
    OFFERS = (
        commands.WriteReceipt,
        commands.CopyReceipt,
        commands.Back,
        commands.OtherLanguage,
        commands.NameService,
    )
    BINDINGS = bindings(*OFFERS)

    def __init__(self, desk: Desk, facts: ReceiptFacts) -> None:
        """Show a receipt, in the professional's own language at first.

        Args:
            desk: Knows how amounts and days are written.
            facts: What it is made from.
        """
        super().__init__()
        self.desk = desk
        self._facts = facts
        own = desk.language.lower().partition("-")[0]
        self._language = _ICELANDIC if own == _ICELANDIC else _ENGLISH
        self._names_service = False

    def compose(self) -> ComposeResult:
        """Lay out the receipt as it will be printed, from top to bottom."""
        with Vertical(classes="dialog"):
            with VerticalScroll(id="paper"):
                yield Static("", classes="issuer", markup=False)
                yield Static("", classes="title", markup=False)
                yield FactList()
                yield Static("", classes="remark", markup=False)
                yield Static("", classes="footer", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Show it."""
        self._show()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Name a service only where there is one."""
        if command is commands.NameService:
            return isinstance(self._facts.service, ServiceDetails)
        return True

    @property
    def made(self) -> Receipt:
        """What stands on the receipt."""
        now = self.desk.local(self.desk.clock())
        zone = self.desk.zone or now.tzinfo
        assert zone is not None, "a local moment has a zone"
        style = ReceiptStyle(
            language=self._language,
            locale=locale_of(self.desk),
            zone=zone,
            made_at=now,
            names_service=self._names_service,
        )
        return receipt(self._facts, style)

    @on(commands.OtherLanguage)
    def change_language(self) -> None:
        """Write it in the other language."""
        self._language = _ENGLISH if self._language == _ICELANDIC else _ICELANDIC
        self._show()

    @on(commands.NameService)
    def name_service(self) -> None:
        """Say which service it was, or leave it out."""
        self._names_service = not self._names_service
        self._show()

    @on(commands.CopyReceipt)
    def copy(self) -> None:
        """Copy it as text."""
        made = self.made
        self.post_message(CopyWanted(receipt_text(made), made.title))

    @on(commands.WriteReceipt)
    def write(self) -> None:
        """Ask for a file and write it there."""
        made = self.made

        async def make(path: Path, _progress: Progress) -> bytes:
            return await asyncio.to_thread(_printed, made, path)

        to_save = ToSave(
            question=f"Write “{made.title}” to a file",
            hint="A PDF, or plain text when the name ends in .txt. Nothing in it is encrypted.",
            name=f"receipt-{self._facts.payment.receipt}",
            ending=".pdf",
            make=make,
        )
        self.app.push_screen(SaveDialog(to_save), self._tell_written)

    @on(commands.Back)
    def leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _tell_written(self, path: Path | None) -> None:
        if path is not None:
            self.app.notify(safe_text(str(path)), title="The receipt is written to", markup=False)

    def _show(self) -> None:
        made = self.made
        rows = (*made.rows, made.amount)
        self.query_one(FactList).facts = tuple(Fact(label, value) for label, value in rows)
        self.query_one(".issuer", Static).update(Content(safe_text(made.issuer)))
        self.query_one(".title", Static).update(Content(safe_text(made.title)))
        say(self, ".remark", made.remark)
        say(self, ".footer", made.footer)


def _printed(made: Receipt, path: Path) -> bytes:
    if path.suffix.lower() in {".txt", ".text"}:
        return receipt_text(made).encode()
    # The letters of a PDF take a moment to be read, and most receipts are only looked at.
    from kara_tui.interchange.receipt_pdf import receipt_pdf

    return receipt_pdf(made)
