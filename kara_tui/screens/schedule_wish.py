"""What a filled-in schedule form asks the store: conflicts, free times, and the booking itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kara_tui.domain.client import Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId, SeriesId, SessionId
from kara_tui.domain.schedule_form import ScheduleForm
from kara_tui.domain.schedule_values import ScheduleValues
from kara_tui.domain.series import Otherwise
from kara_tui.domain.session import Session
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.clients import GetClient
from kara_tui.operations.offered_services import ListServices
from kara_tui.operations.scheduling import (
    RescheduleSession,
    ScheduleSession,
    new_series_id,
    new_session_id,
)
from kara_tui.operations.sessions import FindConflicts, FindFreeSlots
from kara_tui.screens.desk import Desk
from kara_tui.screens.telling import notice_to

_USUAL_MINUTES = 50


@dataclass
class ScheduleWish:
    """One wish, however often it is tried: a new session, or one that is moved."""

    form: ScheduleForm
    client_id: ClientId
    client: Client | None = None
    version: int = 0
    """Of the session that is moved."""
    session_id: SessionId = field(default_factory=new_session_id)
    series_id: SeriesId = field(default_factory=new_series_id)
    otherwise: dict[int, Otherwise] = field(default_factory=dict)
    """Sessions of the series for which a way out was chosen, by their place in it."""

    @property
    def moved(self) -> Session | None:
        """The session that is moved; None for a new one."""
        return self.form.moved

    async def read_offers(self, desk: Desk) -> KaraError | None:
        """Read what is offered, and whether the client can be told; return what went wrong."""
        try:
            self.client = await desk.backend(GetClient(client_id=self.client_id))
            services = await desk.backend(ListServices())
        except KaraError as problem:
            return problem
        self.form = ScheduleForm(
            now=self.form.now,
            time_zone=self.form.time_zone,
            services=services,
            moved=self.form.moved,
            can_be_told=self.client.account is not None,
        )
        return None

    def conflicts(self, values: ScheduleValues) -> FindConflicts | None:
        """Return the question what stands in the way; None while it cannot be asked."""
        minutes = self.form.length(values)
        if values.starts_at is None or minutes is None:
            return None
        return FindConflicts(
            client_id=self.client_id,
            starts_at=values.starts_at,
            minutes=minutes,
            time_zone=self.form.time_zone,
            rule=values.rule,
            moved=self.moved.id if self.moved else None,
            scope=values.scope,
        )

    def slots(self, values: ScheduleValues, most: int) -> FindFreeSlots:
        """Return the question for the next free times, from the typed one on if there is one."""
        since: datetime | None = values.starts_at
        if self.moved is not None and since == self.moved.starts_at:
            since = None
        return FindFreeSlots(
            minutes=self.form.length(values) or _USUAL_MINUTES,
            time_zone=self.form.time_zone,
            since=since,
            most=most,
            moved=self.moved.id if self.moved else None,
        )

    def booking(
        self, values: ScheduleValues, *, despite_conflicts: bool
    ) -> ChangeOperation[tuple[Session, ...]]:
        """Return the wish itself; only to be asked for when the form has no problem."""
        assert values.starts_at is not None
        if self.moved is not None:
            return self._moving(self.moved, values, despite_conflicts=despite_conflicts)
        tell = notice_to(self.client, values.details) if values.is_told else None
        return ScheduleSession(
            client_id=self.client_id,
            session_id=self.session_id,
            service_id=self.form.service_id(values),
            starts_at=values.starts_at,
            minutes=values.minutes,
            time_zone=self.form.time_zone,
            interaction=values.interaction,
            details=values.details,
            rule=values.rule,
            series_id=self.series_id,
            otherwise=self._exceptions(),
            despite_conflicts=despite_conflicts,
            tell=tell,
        )

    def _moving(
        self, moved: Session, values: ScheduleValues, *, despite_conflicts: bool
    ) -> RescheduleSession:
        assert values.starts_at is not None
        details = None if isinstance(moved.details, bytes) else moved.details
        return RescheduleSession(
            client_id=self.client_id,
            session_id=moved.id,
            version=self.version or moved.version,
            starts_at=values.starts_at,
            minutes=values.minutes,
            scope=values.scope,
            otherwise=self._exceptions(),
            despite_conflicts=despite_conflicts,
            tell=notice_to(self.client, details) if values.is_told else None,
        )

    def _exceptions(self) -> tuple[Otherwise, ...]:
        chosen: Iterable[Otherwise] = self.otherwise.values()
        return tuple(sorted(chosen, key=lambda one: one.occurrence))
