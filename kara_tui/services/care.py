"""Handler of the operation on clients' care."""

from collections import defaultdict

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.care import ClientCare
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.money import Money
from kara_tui.operations.care import ListCare
from kara_tui.services.handling import handles

MOST_CLIENTS = 500
_ANSWERS = 8


@handles(ListCare)
def list_care(op: ListCare, unit: UnitOfWork) -> tuple[ClientCare, ...]:
    if len(op.client_ids) > MOST_CLIENTS:
        raise Invalid("client_ids", f"Care is read for at most {MOST_CLIENTS} clients at once.")
    coming = unit.sessions.next_starts(op.client_ids, unit.now)
    seen = unit.sessions.last_starts(op.client_ids)
    owed: dict[ClientId, list[Money]] = defaultdict(list)
    for one in unit.money.unpaid(op.client_ids):
        owed[one.client_id].append(one.amount)
    answers: dict[ClientId, list[MeasureResponse]] = defaultdict(list)
    for given in unit.measure_responses.recent(op.client_ids, op.measure, _ANSWERS):
        answers[given.client_id].append(given)
    return tuple(
        ClientCare(
            client_id=one,
            next_session=coming.get(one),
            last_seen=seen.get(one),
            unpaid=tuple(owed[one]),
            answers=tuple(answers[one]),
        )
        for one in op.client_ids
    )
