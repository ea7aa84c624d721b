"""What a list says about itself: which part is in sight, in which order, and of how many."""

from kara_tui.domain.listing import SortBy
from kara_tui.domain.text import safe_text
from kara_tui.widgets.window_table import WindowTable

_SORT_WORDS = {
    SortBy.NAME: "name",
    SortBy.BIRTH_DATE: "date of birth",
    SortBy.SINCE: "date",
    SortBy.STATE: "state",
    SortBy.PHONE: "phone",
    SortBy.EMAIL: "e-mail",
    SortBy.REASON: "reason",
    SortBy.METHOD: "preferred method",
    SortBy.LAST_SENT: "last sent",
    SortBy.EXPIRES: "expiry",
    SortBy.MAIL: "mail",
    SortBy.STAGE: "how it was closed",
}


def range_words(window: WindowTable.WindowChanged, sort_by: SortBy, *, descending: bool) -> str:
    """Return which part of a list is in sight, such as “1–38 of 132 · by name”."""
    total = "…" if window.total is None else f"{window.total:,}"
    part = f"{window.first:,}–{window.last:,} of {total}" if window.last else "none"
    return f"{part} · by {_SORT_WORDS[sort_by]}{' ▼' if descending else ''}"


def nobody_words(search: str) -> str:
    """Return what stands where a search finds nobody; empty when nothing is searched for."""
    return (
        f"Nobody is found by “{safe_text(search)}”. Press esc to see everybody." if search else ""
    )
