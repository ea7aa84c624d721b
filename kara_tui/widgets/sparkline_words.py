"""A few scores in one cell of a list: a line of bars, the last score, and where it leads."""

from collections.abc import Sequence
from decimal import Decimal

from kara_tui.domain.measure import Measure
from kara_tui.domain.trend import Scored, last_trend

_BARS = "▁▂▃▄▅▆▇█"

MOST_BARS = 8


def sparkline_words(measure: Measure, scored: Sequence[Scored]) -> str:
    """Return scores as one line, such as “▂▃▅▆ 72 better”; empty when there are none.

    Bars stand between the lowest and the highest score that there are, so that those of two
    clients can be compared; the trend is the last change, by what the measure calls reliable.

    Args:
        measure: Whose scores these are.
        scored: Oldest first; the last ones are drawn.
    """
    if not scored:
        return ""
    bars = "".join(_bar(measure, one.score) for one in scored[-MOST_BARS:])
    trend = last_trend(measure.scoring, scored)
    return f"{bars} {scored[-1].score}{f' {trend.short}' if trend else ''}"


def _bar(measure: Measure, score: Decimal) -> str:
    share = (score - measure.lowest) / (measure.highest - measure.lowest)
    return _BARS[min(len(_BARS) - 1, max(0, int(share * len(_BARS))))]
