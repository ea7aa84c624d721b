"""Handlers of the operations on answers to measures."""

from dataclasses import replace
from datetime import datetime

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import MeasureResponse, MeasureUse
from kara_tui.operations.measures import (
    MOST_CLIENTS,
    MOST_RECENT,
    ChangeResponse,
    ListMeasures,
    ListResponses,
    MarkResponseInError,
    RecentScores,
    RecordResponse,
)
from kara_tui.services.handling import handles

_LONGEST_NAME = 100


@handles(ListMeasures)
def list_measures(op: ListMeasures, unit: UnitOfWork) -> tuple[MeasureUse, ...]:
    unit.clients.get(op.client_id)
    return unit.measure_responses.used(op.client_id)


@handles(ListResponses)
def list_responses(op: ListResponses, unit: UnitOfWork) -> tuple[MeasureResponse, ...]:
    unit.clients.get(op.client_id)
    return unit.measure_responses.given(op.client_id, op.measure)


@handles(RecordResponse)
def record_response(op: RecordResponse, unit: UnitOfWork) -> MeasureResponse:
    unit.clients.get(op.client_id)
    for name, text in (("measure", op.measure), ("measure_version", op.measure_version)):
        if not text or len(text) > _LONGEST_NAME:
            raise Invalid(name, "This takes the name and the version of a measure.")
    return unit.measure_responses.add(
        MeasureResponse(
            id=op.response_id,
            client_id=op.client_id,
            created_at=unit.now,
            measure=op.measure,
            measure_version=op.measure_version,
            answered_at=_past(op.answered_at, unit) or unit.now,
            given_by=op.given_by,
            details=op.details,
        )
    )


@handles(ChangeResponse)
def change_response(op: ChangeResponse, unit: UnitOfWork) -> MeasureResponse:
    before = _standing(op, unit)
    answered_at = _past(op.answered_at, unit) or before.answered_at
    moved = ("answered_at",) if answered_at != before.answered_at else ()
    changed = replace(before, details=op.details, answered_at=answered_at)
    return unit.measure_responses.save(changed, ("details", *moved))


@handles(MarkResponseInError)
def mark_response_in_error(op: MarkResponseInError, unit: UnitOfWork) -> MeasureResponse:
    marked = _of_client(op, unit).marked_in_error()
    return unit.measure_responses.save(marked, ("in_error",))


@handles(RecentScores)
def recent_scores(op: RecentScores, unit: UnitOfWork) -> tuple[MeasureResponse, ...]:
    if len(op.client_ids) > MOST_CLIENTS:
        raise Invalid("client_ids", f"Scores are read for at most {MOST_CLIENTS} clients at once.")
    limit = min(max(1, op.limit), MOST_RECENT)
    return unit.measure_responses.recent(op.client_ids, op.measure, limit)


def _of_client(op: ChangeResponse | MarkResponseInError, unit: UnitOfWork) -> MeasureResponse:
    response = unit.measure_responses.get(op.response_id, version=op.version)
    if response.client_id != ClientId(op.client_id):
        raise NotFound("This client has not given these answers.")
    return response


def _standing(op: ChangeResponse, unit: UnitOfWork) -> MeasureResponse:
    response = _of_client(op, unit)
    if response.in_error:
        raise NotAllowedNow("These answers were marked as entered in error.", "Undo that first.")
    return response


def _past(answered_at: datetime | None, unit: UnitOfWork) -> datetime | None:
    if answered_at is not None and answered_at.tzinfo is None:
        raise Invalid("answered_at", "This takes a moment with its time zone.")
    if answered_at is not None and answered_at > unit.now:
        raise Invalid("answered_at", "These answers would be given in the future.")
    return answered_at
