"""Events of the practice are told in words."""

from datetime import UTC, datetime

import pytest

from kara_tui.domain.history import Change, Entity, Kind, Role
from kara_tui.domain.ids import new_intent_id, uuid7
from kara_tui.domain.practice_events import PracticeEvent, event_fields, event_words


def _change(*fields: str) -> Change:
    return Change(
        seq=1,
        intent=new_intent_id(),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        role=Role.PROFESSIONAL,
        operation="NotePracticeEvent",
        entity=Entity.PRACTICE,
        entity_id=uuid7(),
        version=0,
        fields=fields,
        kind=Kind.EVENT,
    )


@pytest.mark.parametrize("event", PracticeEvent)
def test_each_has_words_of_its_own(event: PracticeEvent) -> None:
    assert event_words(_change(*event_fields(event, 0))) == event.words
    assert event.words[0].isupper()
    assert [one for one in PracticeEvent if one.words == event.words] == [event]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (0, "Opened with the passphrase"),
        (1, "Opened with the passphrase, after 1 wrong guess"),
        (12, "Opened with the passphrase, after 12 wrong guesses"),
    ],
)
def test_wrong_guesses_are_counted_in_words(wrong: int, words: str) -> None:
    fields = event_fields(PracticeEvent.OPENED_BY_PASSPHRASE, wrong)
    assert event_words(_change(*fields)) == words


def test_an_event_of_a_later_version_is_told_as_it_is_called() -> None:
    assert event_words(_change("moved_to_server", "from=here")) == "Moved to server"
    assert event_words(_change()) == ""
