"""Which questionnaires are worth asking those who come today."""

from dataclasses import replace
from datetime import timedelta

from kara_tui.domain.agenda import AgendaEntry
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.measure import Measure
from kara_tui.domain.note_listing import UnsignedNotes
from kara_tui.domain.session import SessionState
from kara_tui.domain.waiting import LastAnswer, Waiting, due_measures
from kara_tui.interchange.measure_shelf import USUAL_MEASURE, built_in_measures
from tests.support.sessions import MONDAY, session

INDEX = built_in_measures()[0]
MOOD = replace(INDEX, name="mood", repeat_days=30)
AT_HAND: dict[str, Measure] = {one.name: one for one in (INDEX, MOOD)}
DAY = timedelta(days=1)


def due(entries: list[AgendaEntry], *answered: tuple[AgendaEntry, str, int]) -> list[object]:
    """Return (name, measure) of what is due, when measures were answered days ago."""
    waiting = Waiting(
        sessions=tuple(entries),
        unsigned=UnsignedNotes(offset=0, rows=(), total=0),
        answered=tuple(
            LastAnswer(
                client_id=one.session.client_id, measure=name, answered_at=MONDAY - days * DAY
            )
            for one, name, days in answered
        ),
    )
    found = due_measures(waiting, AT_HAND, USUAL_MEASURE, MONDAY)
    return [(getattr(one.entry.client, "name", ""), one.measure.name) for one in found]


def comes(name: str, state: SessionState = SessionState.PLANNED) -> AgendaEntry:
    return AgendaEntry(session=session(state), client=ClientDetails(name=name))


def test_who_never_answered_is_asked_the_usual_one_and_who_did_when_it_is_time() -> None:
    anna, bea, cleo = comes("Anna"), comes("Bea"), comes("Cleo")
    repeat = INDEX.repeat_days
    answered = [(bea, INDEX.name, repeat), (cleo, INDEX.name, repeat - 1), (cleo, "mood", 40)]
    assert due([anna, bea, cleo], *answered) == [
        ("Anna", INDEX.name),
        ("Bea", INDEX.name),
        ("Cleo", "mood"),
    ]


def test_who_does_not_come_is_not_asked_and_nobody_is_asked_twice() -> None:
    anna = comes("Anna")
    again = replace(anna, session=replace(anna.session, id=session().id))
    assert due([anna, again, comes("Off", SessionState.CANCELLED)]) == [("Anna", INDEX.name)]


def test_a_measure_that_is_not_at_hand_is_not_asked_for() -> None:
    anna = comes("Anna")
    assert due([anna], (anna, "gone", 400)) == []
