"""Versions of a record and looks at it, in words."""

from kara_tui.domain.client import Client
from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.history import Change, Entity, Kind, Role
from kara_tui.domain.practice_events import event_words
from kara_tui.domain.versions import ClientVersion, version_changes
from kara_tui.operations.base import command_name
from kara_tui.operations.table import operations_by_name
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_facts import clock_time
from kara_tui.widgets.fact_list import Fact
from kara_tui.widgets.veil import Told

_WHO = {Role.PROFESSIONAL: "you", Role.CLIENT: "the client", Role.SYSTEM: "the program"}
_SEEN = {
    "GetClient": "Record opened",
    "ListVersions": "Earlier versions looked at",
    "ListAccesses": "This list looked at",
    "ExportClient": "Copy of everything taken",
    "EraseClient": "Erasure asked for, and refused",
    "NoteExport": "Copy of many records taken",
    "NoteCalendarCopy": "Sessions copied into a calendar file",
    "RestorePractice": "Practice brought in from an archive",
}


def who(change: Change) -> str:
    """Return who did something, from where."""
    return _WHO[change.role] + (f" at {change.place}" if change.place else "")


def done(change: Change) -> str:
    """Return what was done."""
    if change.kind is Kind.EVENT:
        return event_words(change)
    if change.kind is Kind.ACCESS:
        return _SEEN.get(change.operation, "Record seen")
    kind = operations_by_name().get(change.operation)
    if kind is None:
        return change.operation
    return kind.past or command_name(kind).replace("-", " ")


def version_words(version: ClientVersion, desk: Desk) -> tuple[str, str]:
    """Return a version as two lines of a list: when it was made, and how."""
    change = version.change
    if change is None:
        return f"Version {version.client.version}", "Not written down how"
    when = clock_time(change.at, desk)
    return f"{version.client.version} · {when}", f"{done(change)}, by {who(change)}"


def changed_facts(before: Client | None, after: Client) -> tuple[Fact, ...]:
    """Return what a version changed: each field's old value and its new one."""
    changes = version_changes(before, after)
    if before is None:
        return tuple(Fact(one.label, one.after) for one in changes)
    return tuple(Fact(one.label, f"{one.before or '–'}  →  {one.after or '–'}") for one in changes)


def access_fact(change: Change, desk: Desk) -> Fact:
    """Return one entry of the access list: when, what, who, and which fields."""
    labels = {one.name: one.label for one in client_fields()}
    names = [labels.get(name, name.replace("_", " ").capitalize()) for name in change.fields]
    whole = change.entity is Entity.PRACTICE
    note = "" if change.kind is Kind.ACCESS and not whole else ", ".join(names)
    when = clock_time(change.at, desk)
    if change.kind is Kind.EVENT:
        # Much of it nobody does: a lock by itself, a terminal that is lost.
        place = f", at {change.place}" if change.place else ""
        return Fact(when, done(change) + place, told=Told.PUBLIC)
    return Fact(when, f"{done(change)}, by {who(change)}", note, Told.PUBLIC)
