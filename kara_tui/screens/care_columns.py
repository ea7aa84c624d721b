"""The columns about sessions, wellbeing, requirements and payments.

Each shows itself once some row of the list has something to say in it.
"""

from datetime import datetime

from kara_tui.domain import dates
from kara_tui.domain.listing import ClientRow
from kara_tui.screens.desk import Desk
from kara_tui.widgets.cells import Cell, Role
from kara_tui.widgets.columns import Column
from kara_tui.widgets.veil import Told


def care_columns(desk: Desk) -> tuple[Column[ClientRow], ...]:
    """Return the columns that follow a client's care."""
    return (
        Column(
            id="next_session",
            told=Told.PUBLIC,
            title="Next session",
            width=17,
            importance=88,
            hide_when_empty=True,
            cell=lambda row: Cell(_session(row.next_session, desk)),
        ),
        Column(
            id="last_seen",
            told=Told.PUBLIC,
            title="Last seen",
            width=11,
            importance=62,
            hide_when_empty=True,
            cell=lambda row: Cell(_day(row.last_seen, desk)),
        ),
        Column(
            id="wellbeing",
            told=Told.PUBLIC,
            title="Wellbeing",
            width=19,
            importance=76,
            hide_when_empty=True,
            cell=lambda row: Cell(row.wellbeing),
        ),
        Column(
            id="requirements",
            told=Told.PUBLIC,
            title="Requirements",
            width=12,
            importance=74,
            hide_when_empty=True,
            cell=_requirements,
        ),
        Column(
            id="unpaid",
            told=Told.PUBLIC,
            title="Unpaid",
            width=12,
            importance=78,
            align="right",
            hide_when_empty=True,
            cell=lambda row: Cell(" + ".join(one.shown for one in row.unpaid)),
        ),
    )


def _requirements(row: ClientRow) -> Cell:
    if row.missing_requirements is None:
        return Cell("")
    if row.missing_requirements == 0:
        return Cell("complete")
    return Cell(f"{row.missing_requirements} missing", Role.WARNING)


def _session(moment: datetime | None, desk: Desk) -> str:
    if moment is None:
        return ""
    local = desk.local(moment)
    return f"{local:%a} {dates.short(local.date(), today=desk.today())} {local:%H:%M}"


def _day(moment: datetime | None, desk: Desk) -> str:
    return "" if moment is None else dates.short(desk.local(moment).date(), today=desk.today())
