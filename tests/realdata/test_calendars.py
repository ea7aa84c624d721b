"""Every calendar that another program wrote is imported, or refused with a sentence that says why.

With KARA_REALDATA set to a folder of files that others wrote, those are read as well and must
give what is known of them.
"""

import os
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from kara_tui.domain.text import safe_text
from kara_tui.interchange.ical_reading import CalendarRead, read_calendar

SAMPLE = Path(__file__).parent / "samples" / "diary.ics"
EXPECTED = {
    # file: (appointments, problems)
    "diary.ics": (0, 1),
    # What is known of the files of others.
    "alarm_thunderbird_closed.ics": (1, 0),
    "broken_ical.ics": (0, 1),
    "cal_lots_of_timezones.ics": (3, 0),
    "created_calendar_with_unicode_fields.ics": (1, 2),
    "event_dt_local_missing_tz.ics": (0, 1),
    "event_dt_multi_recuid_no_master.ics": (2, 0),
    "event_dtr_no_tz_exdatez.ics": (0, 1),
    "event_rrule_recuid_cancelled.ics": (2, 0),
    "event_rrule_no_occurence.ics": (1, 0),
    "example.ics": (0, 1),
    "fuzz_testcase_0_char_in_component_name.ics": (0, 1),
    "issue_1050_calendar_with_events_and_todos.ics": (2, 2),
    "issue_165_missing_event.ics": (1, 0),
    "issue_218_bad_tzid.ics": (1, 0),
    "issue_313_globally_unique_tzid.ics": (3, 0),
    "mult_uids_and_recuid_no_order.ics": (3, 0),
    "parsing_error.ics": (2, 0),
    "rfc_7953_3.ics": (0, 3),
    "timezone_same_start.ics": (1, 0),
    "tz_windows_format.ics": (1, 0),
}
BEGINNINGS = {
    # file: when its first appointment begins
    "issue_165_missing_event.ics": "2015-07-03 08:00",
    "issue_218_bad_tzid.ics": "2017-02-28 12:00",
    "issue_313_globally_unique_tzid.ics": "2020-04-26 12:00",
    "timezone_same_start.ics": "2017-02-24 20:00",
    "tz_windows_format.ics": "2019-11-20 00:00",
}


def files() -> list[Path]:
    folder = os.environ.get("KARA_REALDATA")
    found = Path(folder).rglob("*.ics") if folder else ()
    return [SAMPLE, *sorted(found)]


@lru_cache(maxsize=1)
def results() -> dict[Path, CalendarRead]:
    today = date(2026, 11, 21)
    return {path: read_calendar(path.read_bytes(), "Atlantic/Reykjavik", today) for path in files()}


def test_each_calendar_is_taken_or_says_entry_by_entry_why_not() -> None:
    for path, read in results().items():
        assert read.appointments or read.problems, path.name
        told = [one.reason for one in read.problems] + [one.text for one in read.notices]
        for sentence in told:
            assert sentence == safe_text(sentence)
            assert sentence.endswith((".", ".ics")), sentence
            assert len(sentence) < 200, sentence
        # Nothing is passed over in silence.
        outcomes = len(read.appointments) + len(read.problems) + len(read.notices)
        assert outcomes >= max(1, read.entries), path.name
        for one in read.appointments:
            assert one.pieces
            assert all(piece.starts_at < piece.ends_at for piece in one.pieces)


def test_each_known_calendar_gives_what_it_holds() -> None:
    found = {path.name: read for path, read in results().items()}
    for name in set(EXPECTED) & set(found):
        read = found[name]
        assert (len(read.appointments), len(read.problems)) == EXPECTED[name], name
    for name in set(BEGINNINGS) & set(found):
        first = found[name].appointments[0].pieces[0]
        assert f"{first.starts_at:%Y-%m-%d %H:%M}" == BEGINNINGS[name], name


def test_the_calendars_of_others_are_there_where_nothing_may_be_left_out() -> None:
    if os.environ.get("KARA_REALDATA"):
        missing = set(EXPECTED) - {path.name for path in files()}
        assert missing == set(), "KARA_REALDATA names a folder without some of the known files."
    elif os.environ.get("CI"):
        pytest.fail("KARA_REALDATA is not set, and on CI it must be.", pytrace=False)


def test_the_table_of_all_calendars_is_shown(print_table: Callable[[str], None]) -> None:
    lines = [
        f"{path.name:<64} {len(read.appointments):>6} {len(read.problems):>9}"
        for path, read in results().items()
    ]
    assert len(lines) == len(files())
    print_table("\n".join([f"{'file':<64} {'taken':>6} {'problems':>9}", *lines]))
