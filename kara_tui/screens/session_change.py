"""The dialog that changes what a session is: its service, method, place and remark."""

from collections.abc import Iterable
from dataclasses import replace

from kara_tui.domain.cancellation_form import SCOPES
from kara_tui.domain.field_kinds import Field
from kara_tui.domain.private import opened
from kara_tui.domain.schedule_form import ScheduleForm
from kara_tui.domain.schedule_values import NO_SERVICE, ScheduleValues
from kara_tui.domain.service import Service
from kara_tui.domain.session import Session
from kara_tui.domain.session_forms import SessionForm, SessionFormKind
from kara_tui.operations.scheduling import ChangeSession
from kara_tui.screens.activity_lines import when_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm

_CHANGED = {"service", "interaction", "place", "join_url", "remark"}


def change_dialog(
    desk: Desk, session: Session, name: str, services: Iterable[Service]
) -> RecordDialog[ScheduleValues]:
    """Return the dialog that changes a session; a new service brings its own price.

    Args:
        desk: What every screen works with.
        session: Which one.
        name: What the client is called.
        services: All that were ever offered.
    """
    known = tuple(one for one in services if one.is_offered or one.id == session.service_id)
    form = ScheduleForm(now=desk.clock(), time_zone=session.time_zone, services=known)

    def wish(values: ScheduleValues, version: int) -> ChangeSession:
        chosen = form.by_id.get(values.service)
        service_id = chosen.id if chosen else None
        fee = session.fee
        if service_id != session.service_id:
            fee = chosen.price if chosen else None
        return ChangeSession(
            client_id=session.client_id,
            session_id=session.id,
            version=version,
            service_id=service_id,
            interaction=values.interaction,
            fee=fee,
            details=values.details,
            scope=values.scope,
        )

    return RecordDialog(
        desk,
        RecordForm(
            name=SessionForm(SessionFormKind.CHANGE, session.client_id, session.id).name,
            title=f"The session on {when_words(session, desk)}",
            fields=_fields(form, session),
            base=values_of(session),
            version=session.version,
            wish=wish,
            values_of=values_of,
            about=lambda _: name,
        ),
    )


def values_of(session: Session) -> ScheduleValues:
    """Return what a session is, as the form begins on it."""
    details = opened(session.details)
    return ScheduleValues(
        service=str(session.service_id) if session.service_id else NO_SERVICE,
        interaction=session.interaction,
        place=details.place,
        join_url=details.join_url,
        remark=details.remark,
    )


def _fields(form: ScheduleForm, session: Session) -> tuple[Field[ScheduleValues], ...]:
    fields = tuple(one for one in form.fields() if one.name in _CHANGED)
    if session.series_id is None:
        return fields
    scope: Field[ScheduleValues] = Field(
        "scope", "Which ones", choices=SCOPES, show=lambda values: values.scope.value
    )
    hint = "What is typed here replaces what each of them says."
    return (*fields, replace(scope, hint=hint))
