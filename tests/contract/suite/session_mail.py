"""Mail about sessions: only when somebody is to be told, and never with a clinical word."""

from typing import Any

import pytest

from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.outbox import HOLD, MessageState
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.session import CancelledBy, SessionDetails
from kara_tui.domain.session_letters import Notice
from kara_tui.operations.history import UndoMove
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox
from kara_tui.operations.scheduling import CancelSession, RescheduleSession, ScheduleSession
from kara_tui.operations.sessions import ListSessions
from tests.support.people import PROFESSIONAL_NAME, added, addressee
from tests.support.practice import Practice
from tests.support.sessions import BERLIN, ICELAND, MONDAY, later, offered, scheduled

_SOLEY = Notice(to=addressee("Sóley", "soley@MAIL.example"))


def _booking(client_id: Any, **fields: Any) -> ScheduleSession:
    given: dict[str, Any] = {"starts_at": MONDAY, "minutes": 50, "time_zone": ICELAND}
    return ScheduleSession(client_id=client_id, **({"tell": _SOLEY} | given | fields))


class SessionMailContract:
    """What leaves for the client."""

    async def test_nobody_is_told_unless_asked(self, practice: Practice) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        same: dict[str, Any] = {"client_id": client.id, "session_id": one.id}
        await practice.backend(RescheduleSession(**same, version=1, starts_at=later(days=1)))
        await practice.backend(CancelSession(**same, version=2, by=CancelledBy.CLIENT))
        assert await practice.backend(ListOutbox()) == ()

    async def test_a_booking_is_told_with_its_time_and_waits_until_it_cannot_be_undone(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        service = await offered(practice.backend, details=ServiceDetails(name="Trauma therapy"))
        private = SessionDetails(place="Room 3", remark="Very anxious")
        await practice.backend(_booking(client.id, service_id=service.id, details=private))
        (mail,) = await practice.backend(ListOutbox(client_id=client.id))
        assert mail.kind == "session_booked"
        assert mail.to == addressee("Sóley", "soley@mail.example")
        assert mail.not_before == practice.clock.now + HOLD
        assert mail.subject == "Your session is arranged: Mon 9 Mar 10:00"
        assert "Monday 9 March 2026 at 10:00" in mail.body
        assert PROFESSIONAL_NAME in mail.body
        for word in ("Trauma", "therapy", "anxious", "Room 3"):
            assert word not in mail.subject + mail.body

    async def test_a_mail_goes_by_the_clients_own_clock_and_says_where(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        notice = Notice(
            to=addressee(), time_zone=BERLIN, where="Laugavegur 1", personal_line="See you!"
        )
        await practice.backend(_booking(client.id, tell=notice))
        (mail,) = await practice.backend(ListOutbox())
        for said in ("at 11:00", "(times of Europe/Berlin)", "Laugavegur 1", "See you!"):
            assert said in mail.body

    async def test_a_series_is_told_in_one_mail(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await practice.backend(_booking(client.id, rule="FREQ=WEEKLY;COUNT=20"))
        (mail,) = await practice.backend(ListOutbox())
        assert "20 sessions" in mail.body
        assert "Monday 16 March 2026 at 10:00" in mail.body
        assert "and 8 more" in mail.body

    async def test_a_move_and_a_cancellation_are_told_without_the_reason(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        same: dict[str, Any] = {"client_id": client.id, "session_id": one.id, "tell": _SOLEY}
        await practice.backend(RescheduleSession(**same, version=1, starts_at=later(days=1)))
        await practice.backend(CancelSession(**same, version=2, by=CancelledBy.PROFESSIONAL))
        mails = {one.kind: one for one in await practice.backend(ListOutbox())}
        assert set(mails) == {"session_moved", "session_cancelled"}
        assert "another time now" in mails["session_moved"].body
        assert "will not be held" in mails["session_cancelled"].body
        assert all("Tuesday 10 March 2026 at 10:00" in one.body for one in mails.values())

    @pytest.mark.parametrize(
        "notice",
        [
            Notice(to=addressee("", "a@mail.example")),
            Notice(to=addressee("Anna", "anna")),
            Notice(to=addressee(), time_zone="Nowhere"),
        ],
    )
    async def test_when_a_mail_cannot_arrive_nothing_is_booked(
        self, practice: Practice, notice: Notice
    ) -> None:
        client = await added(practice.backend)
        with pytest.raises(Invalid):
            await practice.backend(_booking(client.id, tell=notice))
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 0
        assert await practice.backend(ListOutbox()) == ()

    async def test_undoing_a_booking_calls_its_mail_back(self, practice: Practice) -> None:
        client = await added(practice.backend)
        wish = _booking(client.id, rule="FREQ=WEEKLY;COUNT=3")
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        (mail,) = await practice.backend(ListOutbox())
        assert mail.state is MessageState.WITHDRAWN
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 0

    async def test_a_booking_whose_mail_has_left_stays(self, practice: Practice) -> None:
        client = await added(practice.backend)
        wish = _booking(client.id)
        await practice.backend(wish)
        practice.clock.forward(HOLD)
        assert len(await practice.backend(ClaimDueMessages())) == 1
        with pytest.raises(NotAllowedNow, match="has left"):
            await practice.backend(UndoMove(move=wish.intent))
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 1
