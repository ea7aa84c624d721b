"""The orders of a list of clients: by every column that a list shows."""

from typing import Any

from sqlalchemy import Column, ColumnElement

from kara_tui.db.tables import clients
from kara_tui.domain.listing import ListQuery, SortBy

# Active and former clients may be a million: what their lists are sorted by has an index.
# Requests and invites are as many as one person can answer: their own columns need none.
_ORDER: dict[SortBy, tuple[Column[Any], ...]] = {
    SortBy.NAME: (clients.c.sort_key, clients.c.search_text),
    SortBy.BIRTH_DATE: (clients.c.birth_date,),
    SortBy.SINCE: (clients.c.since,),
    SortBy.STATE: (clients.c.treatment_state, clients.c.sort_key),
    SortBy.PHONE: (clients.c.phone_key,),
    SortBy.EMAIL: (clients.c.email_key,),
    SortBy.REASON: (clients.c.reason_key,),
    SortBy.METHOD: (clients.c.method, clients.c.sort_key),
    SortBy.LAST_SENT: (clients.c.invite_last_sent_at,),
    SortBy.EXPIRES: (clients.c.invite_expires_at,),
    SortBy.MAIL: (clients.c.mail_rank,),
    SortBy.STAGE: (clients.c.stage, clients.c.sort_key),
}


def order(query: ListQuery, *, backwards: bool = False) -> list[ColumnElement[Any]]:
    """Return what a list is ordered by; backwards, the same list from its end.

    Whoever has nothing in the column comes last, whichever way round the list is sorted. The
    row's number ends every order, so that the same question always gets the same answer.
    """
    descending = query.descending is not backwards
    columns = (*_ORDER[query.sort_by], clients.c.row)
    first, *further = [one.desc() if descending else one.asc() for one in columns]
    if columns[0].nullable:
        first = first.nulls_first() if backwards else first.nulls_last()
    return [first, *further]
