"""The steps that close a session, in words."""

from textual.content import Content

from kara_tui.domain.conflict_words import clash_in_words
from kara_tui.domain.conflicts import Clash
from kara_tui.domain.errors import StillSealed
from kara_tui.domain.session import Session, SessionState
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import on_wall, short_words
from kara_tui.screens.activity_lines import STATES, when_words
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.schedule_clashes import names_in
from kara_tui.widgets.veil import naming
from kara_tui.workflows.close_plan import ClosePlan, Way

_NOTHING = {Way.SETTLED, Way.LEAVE}


def step_lines(plan: ClosePlan, desk: Desk) -> list[Content]:
    """Return one line for each step, marked where it is wanted, and what stands in its way."""
    can_choose = plan.is_done_then and len(plan.ways) > 1
    lines = [
        _line("1", plan.is_signed, _note_words(plan), can=plan.note is not None),
        _line("2", plan.is_held, _held_words(plan), can=plan.can_be_held),
        _line("3", _settles(plan), _money_words(plan), can=can_choose),
        _line("4", plan.is_followed, _next_words(plan, desk), can=plan.next_start is not None),
    ]
    lines += [
        naming(f"       ! {_clash(one, plan)}", *names_in(one)).stylize("$text-warning")
        for one in plan.clashes
    ]
    return [*lines, _client_line(plan, desk)]


def done_words(plan: ClosePlan) -> str:
    """Return what a plan comes to, in a few words."""
    told = ["note signed"] if plan.is_signed else []
    told += ["session done"] if plan.is_held else []
    told += [plan.way.value.lower()] if _settles(plan) else []
    told += ["next one planned"] if plan.is_followed else []
    return ", ".join(told) or "nothing"


def _line(key: str, is_wanted: bool, words: str, name: str = "", *, can: bool) -> Content:
    if not can and not is_wanted:
        return Content.styled(safe_text(f" {key} –  {words}"), "dim")
    sign = Content.styled("✓", "bold $text-success") if is_wanted else Content("○")
    style = "" if is_wanted else "$text-muted"
    return (
        Content.styled(f" {key} ", "bold $text-accent")
        + sign
        + naming(f"  {words}", name).stylize(style)
    )


def _client_line(plan: ClosePlan, desk: Desk) -> Content:
    entry = plan.next_client
    name = "" if entry is None or isinstance(entry.client, bytes) else entry.client.name
    words = _client_words(plan, desk)
    return _line("5", plan.goes_on, words, name, can=entry is not None)


def _settles(plan: ClosePlan) -> bool:
    return plan.is_done_then and plan.way not in _NOTHING


def _note_words(plan: ClosePlan) -> str:
    if plan.note is None:
        return "No draft of a note to sign"
    return "Sign the note: it is only added to from then on"


def _held_words(plan: ClosePlan) -> str:
    state = plan.session.state
    if not plan.can_be_held:
        return f"The session stands already: {STATES[state].lower()}"
    if state in {SessionState.PLANNED, SessionState.ARRIVED}:
        return "Session started and done"
    return "Session done"


def _money_words(plan: ClosePlan) -> str:
    if not plan.is_done_then:
        return "Nothing is settled until the session is done"
    fee = plan.session.fee
    amount = f": {fee.shown}" if fee and plan.way not in {Way.CREDIT, Way.FREE, Way.SETTLED} else ""
    return f"{plan.way.value}{amount}"


def _next_words(plan: ClosePlan, desk: Desk) -> str:
    if plan.planned is not None and not plan.is_followed:
        return f"The next one is planned already: {when_words(plan.planned, desk)}"
    if plan.next_start is None:
        return "No next one: a week later has passed too. s schedules one."
    shown = short_words(on_wall(plan.next_start, plan.session.time_zone))
    despite = ", in spite of:" if plan.is_followed else "? In its way:"
    return f"Next session on {shown}{despite if plan.clashes else ''}"


def _client_words(plan: ClosePlan, desk: Desk) -> str:
    entry = plan.next_client
    if entry is None:
        return "Nobody else today"
    name = SEALED if isinstance(entry.client, bytes) else entry.client.name
    return f"Go on to {name}, {_time(entry.session, desk)}"


def _time(session: Session, desk: Desk) -> str:
    return f"{desk.local(session.starts_at):%H:%M}"


def _clash(clash: Clash, plan: ClosePlan) -> str:
    try:
        return clash_in_words(clash, plan.session.time_zone)
    except StillSealed:
        return SEALED
