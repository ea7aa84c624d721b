"""What a client owes and has paid, and what sponsors pay for, on the profile."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from kara_tui.commands import payments as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.credit import Credit
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import SessionId
from kara_tui.domain.money_views import ChargeLine
from kara_tui.domain.session import Session
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.payments import (
    MarkChargeInError,
    MarkPaymentInError,
    ReadReceipt,
    ReturnPayment,
)
from kara_tui.operations.sponsored_credits import GiveCreditBack, MarkCreditInError, UseCredit
from kara_tui.screens import payment_forms as forms
from kara_tui.screens.messages import AskFailed, MoveWanted
from kara_tui.screens.money_reading import read_money
from kara_tui.screens.money_shown import Item, MoneyShown, receipt_of
from kara_tui.screens.money_words import session_words
from kara_tui.screens.payment_entries import entries, item_words, totals
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.receipt_screen import ReceiptScreen
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.screens.saying import say
from kara_tui.widgets.entry_list import Entry, EntryList

_EMPTY = "Nothing to be paid, and nothing paid. a adds a charge, o sessions that a sponsor pays."
_ALWAYS = {commands.AddCharge, commands.GiveCredit}


@dataclass(frozen=True)
class PaymentsRead:
    """A client's money, as it was read and is told."""

    shown: MoneyShown
    entries: list[Entry]
    totals: str


class PaymentsBlock(ProfileBlock):
    """Lists what is owed first, then credits, then what is settled; and what all comes to."""

    PART = "payments"
    SHOWS = (Entity.CHARGE, Entity.PAYMENT, Entity.CREDIT, Entity.SESSION)
    OFFERS = (
        commands.TakePayment,
        commands.ChargeSession,
        commands.UseCredit,
        commands.ShowReceipt,
        commands.GiveCreditBack,
        commands.WriteOff,
        commands.VoidCharge,
        commands.ReturnPayment,
        commands.AddCharge,
        commands.GiveCredit,
        commands.MarkInError,
    )
    BINDINGS = bindings(*OFFERS)
    DEFAULT_CSS = "PaymentsBlock .totals { height: auto; color: $text-muted; display: none; }"

    shown: MoneyShown = MoneyShown()
    """What was read."""

    def compose_content(self) -> ComposeResult:
        """Lay out the totals over the list."""
        yield Static("", classes="totals public", markup=False)
        yield EntryList(empty=_EMPTY)

    async def ask(self) -> PaymentsRead:
        """Read the client's money, and put it into words."""
        shown = await read_money(self.desk, self.client_id)
        # The ways of writing amounts are read from files, and there may be hundreds of them.
        told = await asyncio.to_thread(entries, shown, self.desk)
        return PaymentsRead(shown, told, totals(shown.account, self.desk))

    def show(self, answer: object) -> None:
        """Show what is owed and paid."""
        read = cast("PaymentsRead", answer)
        self.shown = read.shown
        self.query_one(EntryList).put(read.entries)
        say(self, ".totals", read.totals)

    @property
    def item(self) -> Item | None:
        """What stands under the cursor."""
        place = self.query_one(EntryList).cursor
        return self.shown.items[place] if place < len(self.shown.items) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for what stands under the cursor."""
        if command in _ALWAYS:
            return True
        item = self.item if self.is_mounted else None
        return item is not None and self.shown.is_possible(command, item)

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show the keys that make sense for what stands under the cursor."""
        moved.stop()
        self.refresh_bindings()

    async def give(self, command: Command) -> None:
        """Open a form before the next key is looked at: it may belong there already."""
        form = self._form(command)
        if form is not None:
            self.ask_for(RecordDialog(self.desk, form))
        else:
            await super().give(command)

    def _form(self, command: Command) -> RecordForm[Any] | None:
        match command, self.item:
            case commands.AddCharge(), _:
                return forms.new_charge_form(self.client_id, self.desk)
            case commands.GiveCredit(), _:
                return forms.credit_record_form(self.client_id)
            case commands.ChargeSession(), Session() as session:
                return forms.charge_session_form(session, self.desk)
            case commands.TakePayment(), Session() as session:
                return forms.charge_and_pay_form(session, self.desk)
            case _, ChargeLine() as line if made := _OF_A_CHARGE.get(type(command)):
                return made(line.charge, self._what(line), self.desk)
        return None

    @on(commands.ShowReceipt)
    def show_receipt(self) -> None:
        """Show the receipt of the payment that counts."""
        if isinstance(line := self.item, ChargeLine) and (payment := receipt_of(line)):
            self._show_receipt(ReadReceipt(client_id=self.client_id, payment_id=payment.id))

    @work(group="receipt", exclusive=True, exit_on_error=False)
    async def _show_receipt(self, asked: ReadReceipt) -> None:
        try:
            facts = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(AskFailed(problem))
        else:
            self.app.push_screen(ReceiptScreen(self.desk, facts))

    @on(commands.ReturnPayment)
    def give_money_back(self) -> None:
        """Note that the money was given back."""
        if isinstance(line := self.item, ChargeLine) and (one := line.payment):
            self._wish(
                ReturnPayment(client_id=self.client_id, payment_id=one.id, version=one.version)
            )

    @on(commands.UseCredit)
    def use_credit(self) -> None:
        """Let a sponsor pay instead of the client."""
        item = self.item
        credit = self.shown.credit_for(item) if item is not None else None
        session = self.shown.session_of(item) if item is not None else None
        if credit is not None and session is not None:
            self._wish(
                UseCredit(
                    client_id=self.client_id,
                    credit_id=credit.id,
                    version=credit.version,
                    session_id=session.id,
                )
            )

    @on(commands.GiveCreditBack)
    def give_credit_back(self) -> None:
        """Take the credit back from a session; ask from which, where there are several."""
        if not isinstance(credit := self.item, Credit):
            return

        def chosen(session_id: SessionId | None) -> None:
            if session_id is not None:
                self._give_back(credit, session_id)

        if len(credit.used_by) == 1:
            chosen(credit.used_by[0])
            return
        known = [(one, self.shown.sessions.get(one)) for one in reversed(credit.used_by)]
        answers = [(one, session_words(found) if found else "A session") for one, found in known]
        question = "Which session should this credit not pay for any more?"
        self.app.push_screen(QuestionScreen(question, answers, "esc leaves all as it is."), chosen)

    def _give_back(self, credit: Credit, session_id: SessionId) -> None:
        self._wish(
            GiveCreditBack(
                client_id=self.client_id,
                credit_id=credit.id,
                version=credit.version,
                session_id=session_id,
            )
        )

    @on(commands.MarkInError)
    def mark_in_error(self) -> None:
        """Mark the credit, the payment or the charge as entered in error."""
        client_id = self.client_id
        match self.item:
            case Credit() as one:
                self._wish(
                    MarkCreditInError(client_id=client_id, credit_id=one.id, version=one.version)
                )
            case ChargeLine(payment=None, charge=one):
                self._wish(
                    MarkChargeInError(client_id=client_id, charge_id=one.id, version=one.version)
                )
            case ChargeLine(payment=one) if one is not None:
                self._wish(
                    MarkPaymentInError(client_id=client_id, payment_id=one.id, version=one.version)
                )

    def _wish(self, operation: ChangeOperation[Any]) -> None:
        if self.item is not None:
            self.post_message(MoveWanted(operation, item_words(self.item, self.desk)))

    def _what(self, line: ChargeLine) -> str:
        return forms.what_for(line.charge, self.shown.session_of(line))


_OF_A_CHARGE: dict[type[Command], Callable[..., RecordForm[Any]]] = {
    commands.TakePayment: forms.payment_form,
    commands.WriteOff: forms.write_off_form,
    commands.VoidCharge: forms.void_form,
}
