"""A calendar file taken apart into its components, before any of them is understood.

One broken component must not cost the others, and each is named by its line; so the file is cut
up here, line by line and without recursion, and a library reads the single properties.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

EVENT, ZONE = "VEVENT", "VTIMEZONE"

OTHERS = {
    "VTODO": "a task",
    "VJOURNAL": "a journal entry",
    "VFREEBUSY": "a list of busy times",
    "VAVAILABILITY": "a list of hours to be reached in",
    "VPOLL": "a poll",
    "VALARM": "a reminder",
}
"""Components that are no appointments, and what each of them is."""

MOST_COMPONENTS = 20_000
_DEEPEST = 20
_LONGEST_LINE = 10_000
_MOST_PROPERTIES = 2000
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_KEPT = frozenset(
    {
        "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
        "UID", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "CONFERENCE", "X-GOOGLE-CONFERENCE",
        "STATUS", "TRANSP", "ATTENDEE", "ORGANIZER", "SEQUENCE", "DTSTAMP",
    }
)  # fmt: skip
"""Nothing else of an event is looked at: what other programs add is often broken."""


@dataclass
class Component:
    """A part of a calendar, with its own properties as they stand there."""

    kind: str
    line: int
    method: str = ""
    """What the calendar around it is for, such as PUBLISH or CANCEL."""
    lines: list[str] = field(default_factory=list)
    complete: bool = False

    @property
    def place(self) -> str:
        """Where it begins, in words."""
        return f"line {self.line:,}"


def components(text: str) -> Iterator[Component]:
    """Yield the appointments, time zones and other entries of a calendar, as they end.

    What is cut off by the end of the file comes last, marked as not complete.
    """
    opened: list[Component] = []
    for number, line in _unfolded(text):
        name, _, value = line.partition(":")
        word = name.strip().upper()
        if word == "BEGIN" and len(opened) < _DEEPEST:
            kind = value.strip().upper()[:60]
            method = opened[-1].method if opened else ""
            opened.append(Component(kind, number, method))
        elif word == "END":
            yield from _closed(opened, value.strip().upper()[:60])
        elif opened:
            _take(opened[-1], line)
    yield from (one for one in reversed(opened) if one.kind == EVENT or one.kind in OTHERS)


def _closed(opened: list[Component], kind: str) -> Iterator[Component]:
    if all(one.kind != kind for one in opened):
        return
    while opened:
        one = opened.pop()
        one.complete = one.kind == kind
        if opened and ZONE in {parent.kind for parent in opened}:
            # What a zone consists of says when its clocks change.
            opened[-1].lines += [f"BEGIN:{one.kind}", *one.lines, f"END:{one.kind}"]
        elif _is_wanted(one, opened):
            yield one
        if one.kind == kind:
            return


def _is_wanted(one: Component, around: list[Component]) -> bool:
    if one.kind in OTHERS:
        # A reminder belongs to what it stands in.
        return not any(parent.kind == EVENT or parent.kind in OTHERS for parent in around)
    return one.kind in {EVENT, ZONE}


def _take(component: Component, line: str) -> None:
    found = _NAME.match(line)
    name = found.group().upper() if found else ""
    if component.kind == "VCALENDAR":
        if name == "METHOD":
            component.method = line.partition(":")[2].strip().upper()[:20]
    elif (component.kind != EVENT or name in _KEPT) and len(component.lines) < _MOST_PROPERTIES:
        component.lines.append(line)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number; one that goes on in the next as a whole."""
    began, whole = 0, ""
    for number, line in enumerate(_lines(text), start=1):
        if line[:1] in {" ", "\t"} and began:
            if len(whole) < _LONGEST_LINE:
                whole += line[1:_LONGEST_LINE]
            continue
        if whole.strip():
            yield began, whole
        began, whole = number, line[:_LONGEST_LINE]
    if whole.strip():
        yield began, whole


def _lines(text: str) -> Iterator[str]:
    start = 0
    for found in _LINE_BREAK.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]
