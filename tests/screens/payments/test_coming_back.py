"""What was typed about money and not saved is found again; and the way to the payments of all."""

from collections.abc import Callable, Mapping

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.charge import Charge
from kara_tui.domain.drafts import DraftContent, draft_key
from kara_tui.domain.money_drafts import MoneyForm, MoneyFormKind
from kara_tui.domain.session import Session
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.screens.payments_screen import PaymentsScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.record_dialog import RecordDialog
from tests.screens.home.workstation import opened
from tests.screens.payments.helpers import charged, held, money, paid
from tests.support.one_screen import WIDE
from tests.support.people import added

FORMS: Mapping[MoneyFormKind, tuple[str, Callable[[Session, Charge], object]]] = {
    MoneyFormKind.CHARGE: ("what_for", lambda session, _: session.id),
    MoneyFormKind.CHARGE_AND_PAY: ("remark", lambda session, _: session.id),
    MoneyFormKind.PAYMENT: ("remark", lambda _, charge: charge.id),
    MoneyFormKind.WRITE_OFF: ("reason", lambda _, charge: charge.id),
    MoneyFormKind.VOID: ("reason", lambda _, charge: charge.id),
    MoneyFormKind.CREDIT: ("sponsor", lambda *_: None),
}


async def _left(backend: Backend, form: str, field: str) -> None:
    content = DraftContent(typed={field: "Half a sentence"}, begun={field: ""})
    await backend(SaveDraft(key=draft_key(form, "a"), record_version=1, content=content))


@pytest.mark.parametrize("kind", FORMS)
async def test_f9_leads_back_into_every_form(backend: Backend, kind: MoneyFormKind) -> None:
    client = await added(backend)
    session, charge = await held(backend, client), await charged(backend, client)
    field, about = FORMS[kind]
    found = about(session, charge)
    suffix = f"-{found}" if found else ""
    await _left(backend, f"{kind}{suffix}:{client.id}", field)
    async with opened(backend) as work:
        await work.press("f9")
        assert f"{kind.label} of Áslaug" in work.screen_text()
        await work.press("enter")
        await work.until(lambda: isinstance(work.app.screen, RecordDialog))
        screen = work.app.screen
        assert isinstance(screen, RecordDialog)
        await work.until(lambda: screen.fields.typed()[field] == "Half a sentence")
        await work.press("f2" if kind is MoneyFormKind.WRITE_OFF else "escape")
    assert len(await backend(ListDrafts())) == (kind is not MoneyFormKind.WRITE_OFF)


async def test_a_text_whose_charge_was_paid_meanwhile_stays_and_that_is_told(
    backend: Backend,
) -> None:
    client = await added(backend)
    charge = await charged(backend, client)
    form = MoneyForm(MoneyFormKind.WRITE_OFF, client.id, charge.id)
    await _left(backend, str(form), "reason")
    await paid(backend, charge)
    async with opened(backend) as work:
        await work.press("f9", "enter")
        await work.until(lambda: any("meanwhile" in one for one in work.toasts))
        assert isinstance(work.app.screen, ProfileScreen)
    assert len(await backend(ListDrafts())) == 1


async def test_f7_shows_what_all_clients_owe_and_a_payment_can_be_undone(
    backend: Backend,
) -> None:
    client = await added(backend)
    await charged(backend, client)
    async with opened(backend, size=WIDE) as work:
        await work.press("f7")
        assert isinstance(work.app.screen, PaymentsScreen)
        await work.press("enter", "p", "f2")
        await work.until(lambda: any("Payment recorded" in one for one in work.toasts))
        assert (await money(backend, client.id)).unpaid == ()
        await work.press("u")
        await work.until(lambda: any("Taken back" in one for one in work.toasts))
        await work.until(lambda: "unpaid" in work.screen_text())
    assert (await money(backend, client.id)).unpaid


async def test_a_receipt_is_opened_and_copied_in_the_workstation(backend: Backend) -> None:
    client = await added(backend)
    await paid(backend, await charged(backend, client))
    async with opened(backend) as work:
        await work.press("f7", "f", "f", "enter", "r")
        await work.until(lambda: "Receipt 1" in work.screen_text())
        assert work.can("receipt.copy_receipt")
        assert work.can("receipt.back")
