"""Answers that are being entered: as the texts that a draft keeps, and as what is saved."""

from collections.abc import Callable, Mapping
from uuid import UUID

from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.measure import Measure, Values
from kara_tui.domain.measure_response import Answers, MeasureResponse
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.measures import ChangeResponse, RecordResponse

REMARK = "remark"

_ANSWER = "answer_"


def answers_form(client_id: ClientId, measure: Measure, response_id: UUID | None = None) -> str:
    """Return the name of the form: new answers to a measure, or those that are put right."""
    return f"answers:{response_id or measure.name}:{client_id}"


def typed_answers(values: Values, remark: str) -> dict[str, str]:
    """Return what was entered, by field; nothing for what was left empty."""
    typed = {
        f"{_ANSWER}{place}": str(value)
        for place, value in enumerate(values, start=1)
        if value is not None
    }
    return {**typed, **({REMARK: remark} if remark else {})}


def answers_in(typed: Mapping[str, str], count: int) -> Answers:
    """Return the answers that a draft holds, for a measure of so many items."""
    texts = [typed.get(f"{_ANSWER}{place}", "") for place in range(1, count + 1)]
    return Answers(values=tuple(map(_number, texts)), remark=typed.get(REMARK, ""))


def wishing(
    client_id: ClientId, measure: Measure, before: MeasureResponse | None
) -> Callable[[Answers], ChangeOperation[MeasureResponse]]:
    """Return what makes a wish of answers: to save them once, or to put earlier ones right."""
    response_id = uuid7()

    def wish(answers: Answers) -> ChangeOperation[MeasureResponse]:
        if before is not None:
            return ChangeResponse(
                client_id=client_id,
                response_id=before.id,
                version=before.version,
                details=answers,
            )
        # However often saving is tried, it is one set of answers.
        return RecordResponse(
            client_id=client_id,
            measure=measure.name,
            measure_version=str(measure.version),
            details=answers,
            response_id=response_id,
        )

    return wish


def _number(text: str) -> int | None:
    sign = text[:1] if text[:1] == "-" else ""
    digits = text[len(sign) :]
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
