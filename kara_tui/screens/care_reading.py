"""Clients' care, read for the rows of a list once they stand there."""

from collections.abc import Sequence
from dataclasses import replace

from kara_tui.domain.listing import ClientRow
from kara_tui.interchange.measure_shelf import USUAL_MEASURE
from kara_tui.operations.care import ListCare
from kara_tui.screens.desk import Desk
from kara_tui.screens.wellbeing_course import wellbeing_words


async def with_care(desk: Desk, rows: Sequence[ClientRow]) -> tuple[ClientRow, ...]:
    """Return rows that also say when clients come, how they fare and what they owe.

    Raises:
        KaraError: When the store cannot be read.
    """
    asked = ListCare(client_ids=tuple(row.id for row in rows), measure=USUAL_MEASURE)
    care = {one.client_id: one for one in await desk.backend(asked)}
    answers = [given for one in care.values() for given in one.answers]
    words = wellbeing_words(desk, answers) if answers else {}
    return tuple(
        replace(
            row,
            next_session=care[row.id].next_session,
            last_seen=care[row.id].last_seen,
            unpaid=care[row.id].unpaid,
            wellbeing=words.get(row.id, ""),
        )
        for row in rows
    )
