"""Scheduling: one session or a series, whatever the clocks do, and what stands in the way."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kara_tui.domain.conflicts import Clash, ClashKind
from kara_tui.domain.details import Interaction, Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound, TimeTaken
from kara_tui.domain.money import Money
from kara_tui.domain.series import Otherwise
from kara_tui.domain.session import SessionDetails, SessionState
from kara_tui.domain.wall_clock import on_wall
from kara_tui.operations.clients import CloseTreatment
from kara_tui.operations.offered_services import RetireService
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.sessions import GetSeries, GetSession, ListSessions
from tests.support.people import added, invited, requested
from tests.support.practice import Practice
from tests.support.sessions import (
    BERLIN,
    ICELAND,
    KRONUR,
    MONDAY,
    blocked,
    later,
    nine_to_five,
    no_id,
    offered,
    scheduled,
    series,
)

_WEEKLY = "FREQ=WEEKLY;COUNT=4"
_ROOM = SessionDetails(place="Room 3", remark="Bring the form")


class SchedulingContract:
    """How sessions come into the calendar."""

    async def test_a_session_is_scheduled_and_read_again(self, practice: Practice) -> None:
        client = await added(practice.backend)
        (made,) = await practice.backend(
            ScheduleSession(
                client_id=client.id,
                starts_at=MONDAY,
                minutes=50,
                time_zone=ICELAND,
                interaction=Interaction.ON_SITE,
                fee=KRONUR,
                details=_ROOM,
            )
        )
        assert (made.state, made.is_charged, made.series_id) == (SessionState.PLANNED, None, None)
        assert made.ends_at == later(minutes=50)
        assert (made.fee, made.interaction, made.details) == (KRONUR, Interaction.ON_SITE, _ROOM)
        read = await practice.backend(GetSession(client_id=client.id, session_id=made.id))
        assert read == made

    async def test_a_session_takes_length_price_and_method_from_its_service(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        service = await offered(practice.backend, minutes=75)
        one = await scheduled(practice.backend, client.id, service_id=service.id, minutes=None)
        assert one.ends_at - one.starts_at == timedelta(minutes=75)
        assert (one.fee, one.interaction) == (KRONUR, Interaction.REMOTE)
        free = Money(minor=0, currency="ISK")
        other = await scheduled(
            practice.backend,
            client.id,
            service_id=service.id,
            fee=free,
            interaction=Interaction.ON_SITE,
        )
        assert (other.fee, other.interaction) == (free, Interaction.ON_SITE)

    async def test_a_service_that_was_retired_is_not_scheduled(self, practice: Practice) -> None:
        client = await added(practice.backend)
        service = await offered(practice.backend)
        await practice.backend(RetireService(service_id=service.id, version=1))
        with pytest.raises(NotAllowedNow, match="no longer offered"):
            await scheduled(practice.backend, client.id, service_id=service.id)

    async def test_nobody_is_scheduled_who_is_not_a_client_yet_or_any_more(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend)
        with pytest.raises(NotAllowedNow, match="Accept it"):
            await scheduled(practice.backend, request.id)
        client = await added(practice.backend)
        await practice.backend(
            CloseTreatment(client_id=client.id, version=1, reason=Remark(text="Done"))
        )
        with pytest.raises(NotAllowedNow, match="Reopen it"):
            await scheduled(practice.backend, client.id)
        invite = await invited(practice.backend)
        assert (await scheduled(practice.backend, invite.id)).client_id == invite.id
        with pytest.raises(NotFound):
            await scheduled(practice.backend, no_id())

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("minutes", 0),
            ("minutes", 1441),
            ("minutes", None),
            ("time_zone", "Iceland/Home"),
            ("starts_at", MONDAY.replace(tzinfo=None)),
            ("starts_at", MONDAY.replace(year=9999)),
            ("fee", Money(minor=-5, currency="ISK")),
            ("rule", "FREQ=WEEKLY"),
            ("rule", "FREQ=WEEKLY;COUNT=521"),
            ("rule", "FREQ=MINUTELY;COUNT=2"),
            ("rule", "[/x]"),
            ("otherwise", (Otherwise(occurrence=1),)),
            ("otherwise", (Otherwise(occurrence=0),)),
        ],
    )
    async def test_a_session_that_cannot_be_meant_is_refused(
        self, practice: Practice, field: str, value: Any
    ) -> None:
        client = await added(practice.backend)
        with pytest.raises(Invalid):
            await series(practice.backend, client.id, **{field: value})
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 0

    async def test_a_series_comes_at_the_same_wall_clock_time_across_the_change(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        ten = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
        made = await series(practice.backend, client.id, ten, time_zone=BERLIN, rule=_WEEKLY)
        shown = [on_wall(one.starts_at, BERLIN) for one in made]
        assert [f"{one:%d.%m. %H:%M}" for one in shown] == [
            "16.03. 10:00",
            "23.03. 10:00",
            "30.03. 10:00",
            "06.04. 10:00",
        ]
        assert [one.occurrence for one in made] == [0, 1, 2, 3]
        assert len({one.id for one in made}) == 4
        (series_id,) = {one.series_id for one in made}
        assert series_id is not None
        view = await practice.backend(GetSeries(client_id=client.id, series_id=series_id))
        assert view.sessions == made
        assert (view.series.rule, view.series.minutes) == (_WEEKLY, 50)

    async def test_sessions_of_a_series_can_be_left_out_or_lie_elsewhere(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        elsewhere = later(days=15)
        made = await series(
            practice.backend,
            client.id,
            rule=_WEEKLY,
            otherwise=(
                Otherwise(occurrence=1),
                Otherwise(occurrence=2, starts_at=elsewhere, minutes=30),
            ),
        )
        assert [(one.occurrence, one.starts_at) for one in made] == [
            (0, MONDAY),
            (2, elsewhere),
            (3, later(days=21)),
        ]
        assert made[1].ends_at == elsewhere + timedelta(minutes=30)

    async def test_all_that_stands_in_the_way_is_told_at_once_and_nothing_is_booked(
        self, practice: Practice
    ) -> None:
        await nine_to_five(practice.backend)
        other, client = [await added(practice.backend, name) for name in ("Bea", "Anna")]
        taken = await scheduled(practice.backend, other.id)
        own = await scheduled(practice.backend, client.id, later(minutes=30))
        block = await blocked(practice.backend, later(minutes=45), 60)
        wish = ScheduleSession(
            client_id=client.id,
            starts_at=MONDAY,
            minutes=60,
            time_zone=ICELAND,
            rule="FREQ=DAILY;COUNT=6",
        )
        with pytest.raises(TimeTaken, match="4 things stand in the way") as refused:
            await practice.backend(wish)
        assert [
            (one.kind, one.occurrence, one.session_id, one.block_id)
            for one in refused.value.clashes
            if isinstance(one, Clash)
        ] == [
            (ClashKind.SESSION, 0, taken.id, None),
            (ClashKind.OWN_SESSION, 0, own.id, None),
            (ClashKind.BLOCK, 0, None, block.id),
            (ClashKind.OUTSIDE_HOURS, 5, None, None),
        ]
        assert "Bea" not in str(refused.value)
        assert "Lunch" not in str(refused.value)
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 1

    async def test_a_time_that_is_taken_can_be_booked_all_the_same(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        await scheduled(practice.backend, client.id)
        again = ScheduleSession(
            client_id=client.id, starts_at=MONDAY, minutes=50, time_zone=ICELAND
        )
        with pytest.raises(TimeTaken):
            await practice.backend(again)
        await scheduled(practice.backend, client.id, despite_conflicts=True)
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 2

    async def test_one_session_may_begin_as_another_one_ends(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await nine_to_five(practice.backend)
        starts = [later(hours=-1), MONDAY, later(hours=6)]
        for starts_at in starts:
            await scheduled(
                practice.backend, client.id, starts_at, minutes=60, despite_conflicts=False
            )
        page = await practice.backend(ListSessions(client_id=client.id))
        assert [one.starts_at for one in page.rows] == starts

    async def test_a_colleagues_sessions_and_clients_are_not_there(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        colleague = practice.colleague()
        with pytest.raises(NotFound):
            await scheduled(colleague, client.id)
        with pytest.raises(NotFound):
            await colleague(GetSession(client_id=client.id, session_id=one.id))
        stranger = await added(practice.backend, "Somebody else")
        with pytest.raises(NotFound):
            await practice.backend(GetSession(client_id=stranger.id, session_id=one.id))

    async def test_a_sealed_session_is_scheduled_as_it_is(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule=_WEEKLY, details=b"\x01sealed")
        assert {one.details for one in made} == {b"\x01sealed"}
