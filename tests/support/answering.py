"""Answers to measures, as clients give them."""

from datetime import datetime

from kara_tui.backend.protocol import Backend
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import Answers, MeasureResponse
from kara_tui.operations.measures import RecordResponse

WELLBEING = "wellbeing-index"


def recording(
    client_id: ClientId,
    *values: int | None,
    at: datetime | None = None,
    measure: str = WELLBEING,
    remark: str = "",
) -> RecordResponse:
    """Return the wish to save answers."""
    return RecordResponse(
        client_id=client_id,
        measure=measure,
        measure_version="1",
        details=Answers(values=values, remark=remark),
        answered_at=at,
    )


async def answered(
    backend: Backend,
    client_id: ClientId,
    *values: int | None,
    at: datetime | None = None,
    measure: str = WELLBEING,
    remark: str = "",
) -> MeasureResponse:
    """Save answers that a client gave."""
    return await backend(recording(client_id, *values, at=at, measure=measure, remark=remark))
