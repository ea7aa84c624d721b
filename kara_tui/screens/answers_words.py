"""What answers come to, in words."""

from kara_tui.domain import dates
from kara_tui.domain.measure import Flag, Measure, Values
from kara_tui.domain.measure_response import GivenBy, MeasureResponse
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk

_BY = {
    GivenBy.CLIENT: "answered by the client",
    GivenBy.PROFESSIONAL: "said aloud, entered by you",
}


def asked_words(measure: Measure, *, putting_right: bool) -> str:
    """Return what is asked, about which time."""
    verb = "Put right: " if putting_right else ""
    return safe_text(f"{verb}{measure.say(measure.title)} · {measure.say(measure.recall)}")


def outcome_words(measure: Measure, values: Values) -> str:
    """Return the score and its band, or how many answers are there and what is missing."""
    score = measure.score(values)
    if score is None:
        given = sum(value is not None for value in values)
        return f"{given} of {len(measure.items)} answered. {measure.missing_rule}"
    band = measure.band(score)
    return f"Score {score}" + (f" · {measure.say(band.text)}" if band else "")


def flag_line(measure: Measure, flag: Flag) -> str:
    """Return what a flag says."""
    return f"⚑ Item {flag.item + 1}: {measure.say(flag.text)}"


def flag_lines(measure: Measure, values: Values) -> str:
    """Return what the flags say that answers raise, a line each; empty without any."""
    return "\n".join(flag_line(measure, one) for one in measure.raised(values))


def given_words(response: MeasureResponse, desk: Desk) -> str:
    """Return when answers were given, and by whom they were entered."""
    at = desk.local(response.answered_at)
    return f"{dates.short(at.date(), today=desk.today())}, {at:%H:%M} · {_BY[response.given_by]}"
