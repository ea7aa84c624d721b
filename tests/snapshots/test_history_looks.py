"""How the history of a record looks, and the question before an erasure."""

from datetime import timedelta

import pytest

from kara_tui.domain.client import RecordClass
from kara_tui.domain.details import Remark
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import SetTreatmentState, UpdateClient
from kara_tui.operations.records import SetRecordClass
from tests.screens.home.workstation import opened
from tests.snapshots.conftest import Take
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import added, details
from tests.support.practice import LocalPractice

SIZES = pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE], ids=["60x20", "80x24", "140x40"])


async def _with_a_past(practice: LocalPractice) -> None:
    client = await added(practice.backend, "Áslaug Þórðardóttir", contact_email="a@mail.example")
    for name, words in (("Áslaug Ýr Þórðardóttir", ""), ("Áslaug Ýr", "Sleeps badly. " * 8)):
        practice.clock.forward(timedelta(days=9, hours=1))
        told = details(name, reason_by_professional=words.strip(), address_line="Laugavegur 12")
        client = await practice.backend(
            UpdateClient(client_id=client.id, version=client.version, details=told)
        )
    held = SetTreatmentState(client_id=client.id, version=3, state=TreatmentState.ON_HOLD)
    await practice.backend(held)
    private = SetRecordClass(
        client_id=client.id,
        version=4,
        record_class=RecordClass.PRIVATE_PRACTICE,
        reason=Remark(text="Coaching"),
    )
    await practice.backend(private)


@SIZES
async def test_history_and_erasure(
    practice: LocalPractice, picture: Take, size: tuple[int, int]
) -> None:
    await _with_a_past(practice)
    async with opened(practice.backend, practice.clock, size) as work:
        await work.press("enter", "h")
        await picture(work, "newest")
        await work.press("down", "down")
        await picture(work, "earlier")
        await work.press("escape", "k")
        await picture(work, "class")
        await work.press("escape", "x", *"Asked on 3 May", "f2")
        await picture(work, "erasing")
