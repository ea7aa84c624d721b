"""Spans of time that are asked for, looked at before they are used."""

from datetime import datetime, timedelta

from kara_tui.domain.errors import Invalid
from kara_tui.domain.spans import Span
from kara_tui.domain.wall_clock import require_moment

_LONGEST = timedelta(days=370)


def asked_span(since: datetime, until: datetime) -> Span:
    """Return the span between two moments.

    Raises:
        Invalid: When it ends before it begins, or is longer than a year.
    """
    require_moment(since, "since")
    require_moment(until, "until")
    if not since < until <= since + _LONGEST:
        raise Invalid("until", "This ends after it begins, and a year later at most.")
    return Span(starts_at=since, ends_at=until)
