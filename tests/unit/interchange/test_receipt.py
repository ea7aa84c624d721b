"""Receipts: right names in text and PDF, and no word that tells why somebody came."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.errors import Invalid, StillSealed
from kara_tui.domain.ids import ChargeId, ClientId, PaymentId
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ReceiptFacts
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.session import SessionState
from kara_tui.interchange.receipt import Receipt, ReceiptStyle, receipt, receipt_text
from kara_tui.interchange.receipt_pdf import receipt_pdf
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.sessions import session

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
ONE = UUID(int=1)
FEE = Money(minor=18500, currency="ISK")
STYLE = ReceiptStyle(language="en", locale="is_IS", zone=UTC, made_at=AT)
PAYMENT = Payment(
    id=PaymentId(ONE),
    created_at=AT,
    client_id=ClientId(ONE),
    charge_id=ChargeId(ONE),
    amount=FEE,
    method=PaymentMethod.BANK_TRANSFER,
    state=PaymentState.SUCCEEDED,
    paid_at=AT,
    receipt=17,
    details=Remark(text="He was crying"),
)
FACTS = ReceiptFacts(
    payment=PAYMENT,
    charge=Charge(
        id=ChargeId(ONE),
        created_at=AT,
        client_id=ClientId(ONE),
        amount=FEE,
        due_on=date(2026, 3, 1),
        state=ChargeState.PAID,
        details=Remark(text="Depression report"),
    ),
    session=session(SessionState.COMPLETED),
    service=ServiceDetails(name="Trauma therapy"),
    client=ClientDetails(name="Þórður Æsir Öxndal", reason_for_booking="Insomnia"),
    professional="Dr Anna Jónsdóttir",
)
NAMES = (
    "Þórður Æsir Ðúi Öxndal Eyþórsson",
    "Grzegorz Brzęczyszczykiewicz-Święcicki Łękołodzki Żółć",
    "Đặng Thị Ωμέγα Жанна O’Neill – Šuñé",
)


def made(name: str = "", **style: Any) -> Receipt:
    facts = replace(FACTS, client=ClientDetails(name=name)) if name else FACTS
    return receipt(facts, replace(STYLE, **style))


def lines_of(one: Receipt) -> list[str]:
    return receipt_text(one).replace("\u00a0", " ").splitlines()


def letters_in(pdf: bytes) -> set[str]:
    """Return the letters that copying from a PDF gives, as its fonts tell them."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    found: set[str] = set()
    for one in streams:
        # Not every stream is squeezed, and only those with letters matter.
        text = zlib.decompressobj().decompress(one) if one[:1] == b"x" else one
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
            pairs = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
            found |= {bytes.fromhex(to.decode()).decode("utf-16-be") for _, to in pairs}
    return found


def test_it_says_who_paid_what_when_and_how() -> None:
    lines = lines_of(made())
    assert (lines[0], lines[2]) == ("Dr Anna Jónsdóttir", "Receipt 17")
    assert [re.split(r"  +", line) for line in lines[4:9]] == [
        ["Received from", "Þórður Æsir Öxndal"],
        ["For", "Session on 9 March 2026"],
        ["Paid on", "10 March 2026"],
        ["Paid by", "Bank transfer"],
        ["Amount", "18.500 kr."],
    ]


def test_it_is_written_in_icelandic_too() -> None:
    told = "\n".join(lines_of(made(language="is-IS")))
    for words in ("Kvittun nr. 17", "Tími 9. mars 2026", "Millifærsla", "18.500 kr."):
        assert words in told


def test_why_somebody_came_is_nowhere_on_it() -> None:
    told = receipt_text(made())
    pdf = receipt_pdf(made())
    for private in ("Depression", "Trauma", "crying", "Insomnia"):
        assert private not in told
        assert private.encode() not in pdf
    assert "Session on 9 March 2026 · Trauma therapy" in receipt_text(made(names_service=True))


def test_a_charge_without_a_session_is_for_services() -> None:
    facts = replace(FACTS, session=None, service=None)
    assert "Services, 1 March 2026" in receipt_text(receipt(facts, STYLE))


def test_money_that_was_given_back_is_said_to_be() -> None:
    facts = replace(FACTS, payment=replace(PAYMENT, state=PaymentState.VOIDED))
    assert "given back" in receipt_text(receipt(facts, STYLE))
    assert "given back" not in receipt_text(made())


@pytest.mark.parametrize("name", NAMES)
def test_names_of_europe_stand_in_the_pdf_letter_by_letter(name: str) -> None:
    pdf = receipt_pdf(made(name))
    assert pdf.startswith(b"%PDF-")
    assert set(name) - {" "} <= letters_in(pdf)
    assert len(pdf) < 60_000


def test_the_pdf_has_one_page_however_long_the_name() -> None:
    pdf = receipt_pdf(made("Brzęczyszczykiewicz" * 10))
    assert pdf.count(b"/Type /Page\n") == 1


def test_a_name_that_the_letters_lack_is_refused_and_not_printed_with_holes() -> None:
    with pytest.raises(Invalid, match="山") as refused:
        receipt_pdf(made("山田 太郎"))
    assert "text" in refused.value.advice
    assert "山田 太郎" in receipt_text(made("山田 太郎"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_steer_no_terminal_and_break_no_line(text: str) -> None:
    told = receipt_text(made(f"Anna {text}"))
    assert steers_a_terminal(told.replace("\n", "")) == []
    assert max(map(len, told.splitlines())) <= 64


def test_a_sealed_name_makes_no_receipt() -> None:
    with pytest.raises(StillSealed):
        receipt(replace(FACTS, client=b"\x01sealed"), STYLE)
