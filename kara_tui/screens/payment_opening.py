"""The way back into a form on money in which something was typed, with the text in it."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.errors import KaraError
from kara_tui.domain.money_drafts import MoneyForm, MoneyFormKind
from kara_tui.domain.money_views import ChargeLine
from kara_tui.domain.session import Session
from kara_tui.screens import payment_forms as forms
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.money_reading import read_money
from kara_tui.screens.money_shown import Item, MoneyShown, key_of
from kara_tui.screens.payments_block import PaymentsBlock
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_body import ProfileBody
from kara_tui.screens.profile_parts import part_named
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm

_OVER_CHARGES: dict[MoneyFormKind, Callable[[Charge, str, Desk], RecordForm[Any]]] = {
    MoneyFormKind.PAYMENT: forms.payment_form,
    MoneyFormKind.WRITE_OFF: forms.write_off_form,
    MoneyFormKind.VOID: forms.void_form,
}


async def open_payments(app: App[Any], desk: Desk, form: MoneyForm) -> None:
    """Open a client's profile at the payments, and over it the form that was typed in.

    Args:
        app: Where.
        desk: Has the store.
        form: Which one; where it has nothing to be about any more, that is told.
    """
    try:
        shown = await read_money(desk, form.client_id)
    except KaraError as problem:
        app.post_message(AskFailed(problem))
        return
    profile = ProfileScreen(desk, form.client_id, "")
    await app.push_screen(profile)
    profile.query_one(ProfileBody).go_to(part_named("payments"))
    record_form = _form(form, shown, desk)
    if record_form is not None:
        profile.query_one(PaymentsBlock).ask_for(RecordDialog(desk, record_form))
        return
    app.notify(
        "What you typed stays, and F9 shows it.",
        title="This was charged, paid or given up meanwhile.",
        severity="warning",
        markup=False,
    )


def _form(form: MoneyForm, shown: MoneyShown, desk: Desk) -> RecordForm[Any] | None:
    if form.kind is MoneyFormKind.CREDIT:
        return forms.credit_record_form(form.client_id)
    if form.about is None:
        return forms.new_charge_form(form.client_id, desk)
    item = next((one for one in shown.items if key_of(one) == form.about), None)
    return _form_about(form.kind, item, shown, desk)


def _form_about(
    kind: MoneyFormKind, item: Item | None, shown: MoneyShown, desk: Desk
) -> RecordForm[Any] | None:
    if isinstance(item, Session):
        is_paid = kind is MoneyFormKind.CHARGE_AND_PAY
        make = forms.charge_and_pay_form if is_paid else forms.charge_session_form
        return make(item, desk)
    over = _OVER_CHARGES.get(kind)
    if over is None or not isinstance(item, ChargeLine):
        return None
    if item.charge.state is not ChargeState.OPEN:
        return None
    return over(item.charge, forms.what_for(item.charge, shown.session_of(item)), desk)
