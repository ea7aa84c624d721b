"""What lists show of clients' care."""

from datetime import timedelta

import pytest

from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.operations.care import ListCare
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.session_course import CompleteSession
from tests.support.people import added
from tests.support.practice import Practice

_MEASURE = "wellbeing-index"


class CareContract:
    """What every backend tells about care."""

    async def test_care_says_when_somebody_comes_and_came(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        idle = await added(practice.backend, "Bea")
        now = practice.clock()
        for ahead in (1, 8):
            await practice.backend(
                ScheduleSession(
                    client_id=client.id,
                    starts_at=now + timedelta(days=ahead),
                    minutes=50,
                    time_zone="UTC",
                    despite_conflicts=True,
                )
            )
        practice.clock.forward(timedelta(days=1, hours=1))
        asked = ListCare(client_ids=(client.id, idle.id), measure=_MEASURE)
        care, nothing = await practice.backend(asked)
        assert care.next_session is not None
        assert nothing.next_session is nothing.last_seen is None
        assert (nothing.unpaid, nothing.answers) == ((), ())

    async def test_a_session_that_was_held_is_the_last_one_seen(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        starts_at = practice.clock() + timedelta(hours=1)
        (session,) = await practice.backend(
            ScheduleSession(
                client_id=client.id,
                starts_at=starts_at,
                minutes=50,
                time_zone="UTC",
                despite_conflicts=True,
            )
        )
        practice.clock.forward(timedelta(hours=2))
        await practice.backend(
            CompleteSession(client_id=client.id, session_id=session.id, version=1, start_too=True)
        )
        (care,) = await practice.backend(ListCare(client_ids=(client.id,), measure=_MEASURE))
        assert (care.next_session, care.last_seen) == (None, starts_at)

    async def test_nobody_learns_about_others_clients(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        asked = ListCare(client_ids=(client.id,), measure=_MEASURE)
        (care,) = await practice.colleague()(asked)
        assert (care.next_session, care.last_seen, care.unpaid) == (None, None, ())

    async def test_not_everybody_is_asked_about_at_once(self, practice: Practice) -> None:
        many = tuple(ClientId(uuid7()) for _ in range(501))
        with pytest.raises(Invalid):
            await practice.backend(ListCare(client_ids=many, measure=_MEASURE))
