"""A whole form of client fields, read at once: what can be saved, and what cannot and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kara_tui.domain import dates
from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import ClientField, Context, Reading
from kara_tui.domain.kennitala import read_kennitala
from kara_tui.domain.text import clean_line, clean_lines


@dataclass(frozen=True)
class DetailsReading:
    """A whole form, read."""

    details: ClientDetails
    """What can be saved; a field with a problem keeps its old value."""
    problems: dict[str, str] = field(default_factory=dict)
    """Why a field cannot be taken, by field name."""
    warnings: dict[str, str] = field(default_factory=dict)
    echoes: dict[str, str] = field(default_factory=dict)


def read_details(typed: Mapping[str, str], base: ClientDetails, context: Context) -> DetailsReading:
    """Read a form: every field that is in `typed`, over the values of `base`.

    Never raises: what cannot be taken is told per field, all at once.
    """
    reading = DetailsReading(base)
    values: dict[str, Any] = {}
    for one in client_fields():
        if one.name in typed:
            _read_into(one, typed[one.name], context, reading, values)
    reading = replace(reading, details=replace(base, **values))
    return _with_cross_checks(reading, typed, context.today)


def _read_into(
    one: ClientField,
    typed: str,
    context: Context,
    reading: DetailsReading,
    values: dict[str, Any],
) -> None:
    try:
        read = _read_field(one, typed, context)
    except Invalid as problem:
        reading.problems[one.name] = str(problem)
        return
    values.update(read.values)
    if read.warning:
        reading.warnings[one.name] = read.warning
    if read.echo:
        reading.echoes[one.name] = read.echo


def _read_field(one: ClientField, typed: str, context: Context) -> Reading:
    # Measured before it is cleaned: ten pasted megabytes must not cost seconds.
    if len(typed) > one.longest * 4:
        raise Invalid(one.name, _too_long(one, len(typed)))
    text = clean_lines(typed) if one.lines else clean_line(typed)
    if len(text) > one.longest:
        raise Invalid(one.name, _too_long(one, len(text)))
    if not text and one.required:
        raise Invalid(one.name, f"{one.label} is needed.")
    if one.choices:
        return Reading({one.name: _choice(one, text)})
    if not text:
        return Reading(_emptied(one))
    return one.read(text, context) if one.read else Reading({one.name: text})


def _too_long(one: ClientField, length: int) -> str:
    return f"{one.label} takes at most {one.longest:,} characters; this has {length:,}."


def _emptied(one: ClientField) -> dict[str, Any]:
    blank = ClientDetails()
    return {name: getattr(blank, name) for name in one.parts}


def _choice(one: ClientField, text: str) -> Any:
    unsaid = getattr(ClientDetails(), one.name)
    for value, words in one.choices:
        if text.casefold() in {value, words.casefold()}:
            return type(unsaid)(value)
    if not text:
        return unsaid
    offered = ", ".join(words for _, words in one.choices)
    raise Invalid(one.name, f"{one.label} is one of: {offered}.")


def _with_cross_checks(
    reading: DetailsReading, typed: Mapping[str, str], today: date
) -> DetailsReading:
    details = reading.details
    if "postal_code" in typed and not _fits_country(details):
        reading.problems["postal_code"] = "An Icelandic postal code has three digits."
        details = replace(details, postal_code="")
    reading = replace(reading, details=details)
    if details.national_id_system != "IS" or "national_id" in reading.problems:
        return reading
    born = read_kennitala(details.national_id).birth_date
    if born and not dates.EARLIEST_BIRTH <= born <= today:
        words = f"This kennitala says born on {dates.in_words(born)}: please check it again."
        reading.warnings["national_id"] = words
        return reading
    if born and details.birth_date is None and "birth_date" not in reading.problems:
        reading.echoes["birth_date"] = f"{dates.in_words(born)}, from the kennitala"
        return replace(reading, details=replace(details, birth_date=born))
    if born and details.birth_date not in {born, None}:
        reading.warnings["birth_date"] = f"The kennitala says {dates.in_words(born)}."
    return reading


def _fits_country(details: ClientDetails) -> bool:
    code = details.postal_code
    return details.country_code != "IS" or not code or (code.isdigit() and len(code) == 3)
