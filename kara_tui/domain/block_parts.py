"""What a typed stretch of time may mean, day by day and minute by minute.

Every reader answers with all it can make of a text; whoever asks decides whether that is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kara_tui.domain.clock_typed import WHOLE_DAY, read_end, read_minutes, read_pair
from kara_tui.domain.errors import Invalid
from kara_tui.domain.when_parts import read_day
from kara_tui.domain.when_words import DAYS_AWAY, NUMBERS, UNITS

_CUT = re.compile(r"\s*-\s*|\s+(?:to|till?|until|through|og)\s+")
_UNTIL = re.compile(r"\s+(?:till?|until)\s+")
_FROM = {"from", "fra"}
_LASTS = re.compile(r"^(.+) (?:for|i) (\d{1,3}|[a-z]+) ?([a-z]+)$")
_NUMBER = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|\.)?$")
_NEXT_WEEK = {"next week", "i naestu viku", "naestu viku", "naesta vika"}
_THIS_WEEK = {"this week", "the rest of the week", "i thessari viku", "thessa viku"}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shown:
    """A stretch as the wall clock shows it."""

    begins: datetime
    ends: datetime
    is_all_day: bool = False


@dataclass(frozen=True)
class _Part:
    """One end of a stretch: a day, a time, or both; each as it was typed."""

    day: str = ""
    clock: str = ""


@dataclass(frozen=True)
class _Reader:
    here: datetime
    """What the wall clock shows now."""
    day: date | None
    """Which day is meant when none is typed."""
    problems: list[Invalid] = field(default_factory=list)
    """What was said of days that cannot be meant."""

    def all(self, text: str) -> Iterator[Shown | None]:
        """Yield everything that a text may mean."""
        yield self._whole(text)
        yield self._open_ended(text)
        yield self._lasting(text)
        bare = " ".join(word for word in text.split() if word not in _FROM)
        for cut in _CUT.finditer(bare):
            left, right = bare[: cut.start()], bare[cut.end() :]
            if left and right:
                yield self._numbered(left, right)
                is_until = bool(_UNTIL.fullmatch(cut[0]))
                for one in self._parts(left):
                    for other in self._parts(right):
                        yield self._between(one, other, is_until=is_until)

    def _whole(self, text: str) -> Shown | None:
        """A day or a week, all of it."""
        today = self.here.date()
        monday = today - timedelta(days=today.weekday())
        if text in _NEXT_WEEK:
            return _days(monday + 7 * _DAY, monday + 13 * _DAY)
        if text in _THIS_WEEK:
            return _days(today, monday + 6 * _DAY)
        found = self._read(text)
        return _days(found, found) if found else None

    def _open_ended(self, text: str) -> Shown | None:
        """From a time to the end of its day: fri from 14."""
        before, word, clock = text.rpartition("from ")
        begins = read_minutes(clock) if word and not _CUT.search(clock) else None
        day = self._day(before.strip(), begins or 0) if begins is not None else None
        return _times(day, begins, WHOLE_DAY) if day and begins is not None else None

    def _lasting(self, text: str) -> Shown | None:
        """From a time or day on, for so long: fri 12 for 45 minutes, 24 dec for 10 days."""
        found = _LASTS.match(text)
        if found is None or found[3] not in UNITS or UNITS[found[3]] == "months":
            return None
        number = NUMBERS.get(found[2]) or (int(found[2]) if found[2].isdigit() else 0)
        length = timedelta(**{UNITS[found[3]]: number})
        if length % _DAY == timedelta() and (day := self._day(found[1], 0)):
            return _days(day, day + length - _DAY)
        for part in self._parts(found[1]):
            begins = read_minutes(part.clock) if part.clock else None
            day = self._day(part.day, begins) if begins is not None else None
            if day and begins is not None:
                start = _at(day, begins)
                return Shown(start, start + length)
        return None

    def _numbered(self, left: str, right: str) -> Shown | None:
        """Two days of one month, whose name stands once: 24-28 dec, dec 24-28."""
        if number := _NUMBER.match(left):
            last = self._read(right)
            first = _same_month(last, int(number[1])) if last and not _NUMBER.match(right) else None
            return _days(first, last) if first and last and first <= last else None
        if number := _NUMBER.match(right):
            first = self._read(left)
            last = _same_month(first, int(number[1])) if first else None
            return _days(first, last) if first and last and first < last else None
        return None

    def _between(self, one: _Part, other: _Part, *, is_until: bool) -> Shown | None:
        pair = read_pair(one.clock, other.clock) if one.clock and other.clock else None
        if bool(one.clock and other.clock) is not bool(pair):
            return None
        if pair and other.day and not one.day:
            # The day may stand behind the times: 12-13 tomorrow.
            one, other = _Part(other.day, one.clock), _Part("", other.clock)
        if not other.day:
            return self._within_a_day(one, other, pair, is_until=is_until)
        if not one.day or (first := self._read(one.day)) is None:
            return None
        last = self._later_day(other.day, first)
        if last is None or not _is_plain(one.clock, other.clock):
            return None
        if not one.clock and not other.clock:
            return _days(first, last)
        begins = pair[0] if pair else read_minutes(one.clock) or 0
        ends = pair[1] if pair else read_end(other.clock) or WHOLE_DAY
        return Shown(_at(first, begins), _at(last, ends))

    def _within_a_day(
        self, one: _Part, other: _Part, pair: tuple[int, int] | None, *, is_until: bool
    ) -> Shown | None:
        if pair:
            day = self._day(one.day, pair[1])
            return _times(day, *pair) if day else None
        ends = read_end(other.clock)
        if is_until and one.day and not one.clock and ends:
            day = self._day(one.day, ends)
            return _times(day, 0, ends) if day else None
        return None

    def _parts(self, text: str) -> Iterator[_Part]:
        words = text.split()
        for cut in range(len(words) + 1):
            before, after = " ".join(words[:cut]), " ".join(words[cut:])
            if self._is_part(before, after):
                yield _Part(before, after)
            if before and after and self._is_part(after, before):
                yield _Part(after, before)

    def _is_part(self, day: str, clock: str) -> bool:
        has_day = not day or self._read(day) is not None
        return has_day and (not clock or read_end(clock) is not None)

    def _day(self, text: str, until: int) -> date | None:
        """Return the day that is typed; without one, the next one on which a time comes."""
        today = self.here.date()
        if text:
            return self._read(text)
        if self.day is not None:
            return self.day
        return today if _at(today, until) > self.here else today + _DAY

    def _later_day(self, text: str, first: date) -> date | None:
        is_away = text in DAYS_AWAY or text.split()[0] in {"in", "eftir"}
        return self._read(text, None if is_away else first)

    def _read(self, text: str, today: date | None = None) -> date | None:
        try:
            return read_day(text, today or self.here.date())
        except Invalid as problem:
            self.problems.append(problem)
            return None


def readings(text: str, here: datetime, day: date | None) -> list[Shown]:
    """Return all that a text may mean, each once.

    Args:
        text: Folded, with plain dashes.
        here: What the wall clock shows now.
        day: Which day is meant when only times are typed; None for the next one.

    Raises:
        Invalid: When it means nothing since a weekday is not that of its date.
    """
    reader = _Reader(here, day)
    try:
        found = list(dict.fromkeys(one for one in reader.all(text) if one is not None))
    except OverflowError:
        return []
    if not found and reader.problems:
        raise reader.problems[0]
    # “2.11. 12-13” is no stretch of the year 2012.
    return [one for one in found if one.ends > here] or found


def _is_plain(*clocks: str) -> bool:
    """Tell whether the times at both ends of several days are there, or none, or marked as such.

    “fri 12 - 13 dec” is rather two days than a time and a day.
    """
    there = [one for one in clocks if one]
    return len(there) != 1 or ":" in there[0]


def _same_month(day: date, number: int) -> date | None:
    try:
        return day.replace(day=number)
    except ValueError:
        return None


def _days(first: date, last: date) -> Shown:
    return Shown(_at(first, 0), _at(last, WHOLE_DAY), is_all_day=True)


def _times(day: date, begins: int, ends: int) -> Shown:
    return Shown(_at(day, begins), _at(day, ends))


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
