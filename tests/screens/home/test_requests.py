"""Answering people who ask for the service: accept, compare, merge, decline, take back."""

from datetime import date, timedelta

import pytest
from textual.widgets import Static

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.details import Interaction, Remark
from kara_tui.domain.history import Role
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.private import opened as unsealed
from kara_tui.operations.clients import GetClient, ListClients
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox, Outcome, RecordDelivery
from kara_tui.screens.matching import MatchingScreen
from kara_tui.screens.reason import ReasonScreen
from tests.screens.home.workstation import Workstation, opened
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import added, requested
from tests.support.practice import LocalPractice


async def in_list(backend: Backend, *stages: Stage) -> list[ClientRow]:
    page = await backend(ListClients(stages=stages))
    return list(page.rows)


async def names_in(backend: Backend, *stages: Stage) -> list[str]:
    return [unsealed(row.details).name for row in await in_list(backend, *stages)]


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_a_request_of_somebody_new_is_accepted_at_once(
    backend: Backend, size: tuple[int, int]
) -> None:
    await requested(backend)
    async with opened(backend, size=size) as work:
        await work.press("2", "a")
        await work.until(lambda: bool(work.toasts))
        assert work.toasts == ["Request accepted: Björn Ægisson · u undoes"]
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("1")
        assert work.name == "Björn Ægisson"


async def test_accepting_is_taken_back_by_u(backend: Backend) -> None:
    await requested(backend)
    async with opened(backend) as work:
        await work.press("2", "a")
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("u")
        await work.until(lambda: "Taken back: Request accepted" in work.toasts)
        await work.until(lambda: work.pane.row is not None)
        assert work.name == "Björn Ægisson"
    assert await names_in(backend, Stage.REQUESTED) == ["Björn Ægisson"]


async def test_nothing_is_taken_back_once_the_mail_has_left(practice: LocalPractice) -> None:
    backend = practice.backend
    await requested(backend)
    async with opened(backend, practice.clock) as work:
        await work.press("2", "a")
        await work.until(lambda: work.pane.table.total == 0)
        practice.clock.forward(timedelta(minutes=5))
        courier = practice.workstation(Role.SYSTEM)
        [mail] = await courier(ClaimDueMessages())
        sent = RecordDelivery(message_id=mail.id, version=mail.version, outcome=Outcome.DELIVERED)
        await courier(sent)
        await work.press("u")
        await work.until(lambda: any("cannot be taken back" in one for one in work.toasts))
        assert any("has left" in one and "opposite move" in one for one in work.toasts)
    assert await names_in(backend, Stage.ACTIVE) == ["Björn Ægisson"]


async def test_u_says_when_there_is_nothing_to_take_back(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("u")
        await work.until(lambda: work.toasts == ["There is nothing to take back."])


async def look_alikes(backend: Backend) -> Client:
    """Let somebody ask who is here already, but for the phone and the spelling of the name."""
    await added(backend, "Bjorn Aegisson")
    known = await added(
        backend,
        "Björn Ægisson",
        contact_email="bjorn@mail.example",
        birth_date=date(1987, 3, 1),
        national_id="0103872399",
    )
    await requested(
        backend,
        "Björn Ægisson",
        contact_email="bjorn@mail.example",
        birth_date=date(1988, 3, 1),
        phone="+3545551234",
    )
    return known


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_a_look_alike_is_compared_criterion_by_criterion(
    backend: Backend, size: tuple[int, int]
) -> None:
    await look_alikes(backend)
    async with opened(backend, size=size) as work:
        await work.press("2", "a")
        assert isinstance(work.app.screen, MatchingScreen)
        text = work.screen_text()
        assert "Björn Ægisson may be here already" in text
        table = str(work.app.screen.query_one(".comparison", Static).render())
        lines = {line[:12].strip(): line for line in table.splitlines()}
        assert "✓ match" in lines["Name"]
        assert "✗ differs" in lines["Born"]
        assert "1 March 1988" in lines["Born"]
        assert "1 March 1987" in lines["Born"]
        assert "✓ match" in lines["E-mail"]
        assert "· missing" in lines["National id"]
        for answer in ("Go back", "Accept as new (F2)", "Merge (F3)"):
            assert answer in text


async def test_merging_fills_the_gaps_of_who_is_here_and_can_be_taken_back(
    backend: Backend,
) -> None:
    known = await look_alikes(backend)
    async with opened(backend) as work:
        await work.press("2", "a", "f3")
        await work.until(lambda: bool(work.toasts))
        assert work.toasts == ["Request merged: Björn Ægisson · u undoes"]
        merged = unsealed((await backend(GetClient(client_id=known.id))).details)
        assert (merged.phone, merged.birth_date) == ("+3545551234", date(1987, 3, 1))
        assert await names_in(backend, Stage.REQUESTED) == []
        await work.press("u")
        await work.until(lambda: "Taken back: Request merged" in work.toasts)
    before = unsealed((await backend(GetClient(client_id=known.id))).details)
    assert before == unsealed(known.details)
    assert await names_in(backend, Stage.REQUESTED) == ["Björn Ægisson"]


async def test_a_request_with_look_alikes_can_be_accepted_as_somebody_new(
    backend: Backend,
) -> None:
    await look_alikes(backend)
    async with opened(backend) as work:
        await work.press("2", "a", "f2")
        await work.until(lambda: work.pane.table.total == 0)
    assert len(await in_list(backend, Stage.ACTIVE)) == 3


@pytest.mark.parametrize("how", ["escape", "button"])
async def test_going_back_leaves_everything_as_it_is(backend: Backend, how: str) -> None:
    await look_alikes(backend)
    before = await in_list(backend, Stage.REQUESTED, Stage.ACTIVE)
    async with opened(backend) as work:
        await work.press("2", "a")
        if how == "escape":
            await work.press("escape")
        else:
            await work.pilot.click("#back")
            await work.settle()
        assert not isinstance(work.app.screen, MatchingScreen)
        assert work.name == "Björn Ægisson"
    assert await in_list(backend, Stage.REQUESTED, Stage.ACTIVE) == before


async def decline(work: Workstation, reason: str) -> None:
    await work.press("2", "d")
    assert isinstance(work.app.screen, ReasonScreen)
    assert "only you read this" in work.screen_text()
    await work.press(*reason, "f2")
    await work.until(lambda: bool(work.toasts))


async def test_declining_asks_for_a_reason_that_stays_with_the_record(backend: Backend) -> None:
    client = await requested(backend)
    async with opened(backend) as work:
        await decline(work, "no room")
        assert work.toasts == ["Request declined: Björn Ægisson · u undoes"]
        await work.until(lambda: work.pane.table.total == 0)
        declined = await backend(GetClient(client_id=client.id))
        assert (declined.stage, declined.remark) == (Stage.DECLINED, Remark(text="no room"))
        await work.press("u")
        await work.until(lambda: "Taken back: Request declined" in work.toasts)
    again = await backend(GetClient(client_id=client.id))
    assert (again.stage, again.remark) == (Stage.REQUESTED, None)


async def test_declining_needs_no_reason_and_sends_nothing(backend: Backend) -> None:
    client = await requested(backend)
    async with opened(backend) as work:
        await decline(work, "")
    declined = await backend(GetClient(client_id=client.id))
    assert (declined.stage, declined.remark) == (Stage.DECLINED, None)
    assert await backend(ListOutbox()) == ()


async def test_esc_in_the_question_declines_nobody(backend: Backend) -> None:
    client = await requested(backend)
    async with opened(backend) as work:
        await work.press("2", "d", *"oh", "escape")
        assert work.toasts == []
    assert await backend(GetClient(client_id=client.id)) == client


async def test_a_request_says_how_long_it_waits_and_why_they_come(
    practice: LocalPractice,
) -> None:
    await requested(
        practice.backend,
        reason_for_booking="I cannot sleep\nsince March",
        interaction_preference=Interaction.REMOTE,
    )
    practice.clock.forward(timedelta(days=3, hours=2))
    async with opened(practice.backend, practice.clock, WIDE) as work:
        await work.press("2")
        line = next(one for one in work.screen_text().splitlines() if "Björn" in one)
        assert "3 days" in line
        assert "I cannot sleep since March" in line
        assert "Remote" in line
