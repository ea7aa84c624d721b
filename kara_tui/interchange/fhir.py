"""FHIR as JSON: a Patient, a Bundle, a list of them, or one resource a line (NDJSON)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.interchange.drafting import cut, draft
from kara_tui.interchange.encoding import decode
from kara_tui.interchange.fhir_person import Json, found_in, is_animal
from kara_tui.interchange.records import WHOLE_FILE, Notice, Progress, Record, file_problem

_DEEPEST_BUNDLE = 5
_KINDS_SHOWN = 4
_NO_RESOURCE = "entries that are no resource"
_ONLY_PATIENTS = "Only a Patient becomes a client."


def records(data: bytes, context: Context, progress: Progress) -> Iterator[Record]:
    """Yield the people of a FHIR document; `progress` counts entries, or lines of NDJSON.

    Entries of other kinds in a Bundle or a list are counted in one notice. They are a
    problem only when there is nobody in the document.
    """
    text = decode(data).text
    try:
        document = json.loads(text)
    except json.JSONDecodeError as problem:
        if _is_lines(text):
            yield from _people(_lines(text), context, progress)
        else:
            where = f"line {problem.lineno}, column {problem.colno}"
            yield file_problem(f"It is not valid JSON: {problem.msg.lower()} at {where}.")
    except (RecursionError, ValueError):
        yield file_problem("It is not JSON that can be read: it is nested too deeply or too odd.")
    else:
        entries = list(_entries(document))
        progress.total = len(entries)
        yield from _people(entries, context, progress)


def _people(
    entries: Iterable[tuple[str, Any]], context: Context, progress: Progress
) -> Iterator[Record]:
    others: Counter[str] = Counter()
    taken = 0
    for place, resource in entries:
        progress.done += 1
        if isinstance(resource, Problem):
            taken += 1
            yield resource
        elif isinstance(resource, dict) and resource.get("resourceType") == "Patient":
            taken += 1
            yield _person(place, resource, context)
        else:
            others[_kind(resource)] += 1
    progress.done = progress.total = max(progress.done, 1)
    if others and taken:
        yield Notice(place=WHOLE_FILE, text=f"Left out: {_counted(others)}. {_ONLY_PATIENTS}")
    elif others:
        yield _nobody(others)
    elif not taken:
        yield file_problem("There is no Patient in it.")


def _nobody(others: Counter[str]) -> Problem:
    if others.total() > 1:
        return file_problem(f"There is no Patient in it, but {_counted(others)}. {_ONLY_PATIENTS}")
    kind = next(iter(others))
    what = "It is JSON, but no FHIR resource" if kind == _NO_RESOURCE else f"It is a FHIR {kind}"
    return file_problem(f"{what}. {_ONLY_PATIENTS}")


def _person(place: str, patient: Json, context: Context) -> ClientDraft | Problem:
    named = _named(place, patient)
    if is_animal(patient):
        return Problem(place=named, reason="This Patient is an animal.")
    return draft(named, found_in(patient), context)


def _entries(document: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield every resource with its place."""
    if isinstance(document, list):
        inside = document
    elif isinstance(document, dict) and document.get("resourceType") == "Bundle":
        entries = document.get("entry")
        wrapped = entries if isinstance(entries, list) else []
        inside = [one.get("resource") if isinstance(one, dict) else None for one in wrapped]
    else:
        yield WHOLE_FILE, document
        return
    for number, one in enumerate(inside, start=1):
        if (
            depth < _DEEPEST_BUNDLE
            and isinstance(one, dict)
            and one.get("resourceType") == "Bundle"
        ):
            for place, resource in _entries(one, depth + 1):
                yield f"entry {number}, {place}", resource
        else:
            yield f"entry {number}", one


def _is_lines(text: str) -> bool:
    lines = (line for line in text.splitlines() if line.strip())
    first, second = next(lines, ""), next(lines, "")
    return bool(second) and isinstance(_loaded(first), dict) and second.lstrip()[:1] == "{"


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        document = _loaded(line)
        if document is None:
            yield place, Problem(place=place, reason="This line is not valid JSON.")
            continue
        for inner, resource in _entries(document):
            yield (place if inner == WHOLE_FILE else f"{place}, {inner}"), resource


def _loaded(line: str) -> Any:
    try:
        return json.loads(line)
    except (RecursionError, ValueError):
        return None


def _named(place: str, patient: Json) -> str:
    told = patient.get("id")
    return f"{place} (Patient/{cut(told)})" if isinstance(told, str) and told else place


def _kind(resource: Any) -> str:
    told = resource.get("resourceType") if isinstance(resource, dict) else None
    return cut(told, 30) if isinstance(told, str) and told else _NO_RESOURCE


def _counted(others: Counter[str]) -> str:
    most = [f"{count:,} {kind}" for kind, count in others.most_common(_KINDS_SHOWN)]
    rest = others.total() - sum(count for _, count in others.most_common(_KINDS_SHOWN))
    return ", ".join([*most, f"{rest:,} of other kinds"] if rest else most)
