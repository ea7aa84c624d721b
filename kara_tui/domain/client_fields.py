"""The fields of a client, each declared once: label, hint, rule, choices.

Forms, imports and the command line all read typed text through this table, so a field
means the same wherever it is filled in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from kara_tui.domain import contact_fields, dates
from kara_tui.domain.countries import country_code, country_name
from kara_tui.domain.details import ClientDetails, Gender, Interaction
from kara_tui.domain.errors import Invalid
from kara_tui.domain.kennitala import looks_like_kennitala, read_kennitala
from kara_tui.domain.text import clean_line, clean_lines


@dataclass(frozen=True)
class Context:
    """What reading a field may depend on."""

    today: date
    region: str = "IS"
    """ISO 3166 code: how a phone number without a country code is read."""
    month_first: bool = False
    """Whether 3/1/1987 means March."""


@dataclass(frozen=True)
class Reading:
    """What a typed text came to."""

    values: dict[str, Any]
    """New values by the names of `ClientDetails`."""
    echo: str = ""
    """The value said back in words; empty when it reads as it was typed."""
    warning: str = ""
    """Why to look twice; the value is taken all the same."""


@dataclass(frozen=True)
class ClientField:
    """One field that a person fills in."""

    name: str
    label: str
    hint: str = ""
    required: bool = False
    longest: int = 200
    """Most characters."""
    lines: bool = False
    """Whether it may hold several lines."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words) pairs; empty for free text."""
    read: Callable[[str, Context], Reading] | None = None
    """Reads a text that is not empty; None takes it as it is."""
    show: Callable[[ClientDetails], str] | None = None
    """Says a value as it would be typed; None when it is text already."""


@dataclass(frozen=True)
class DetailsReading:
    """A whole form, read."""

    details: ClientDetails
    """What can be saved; a field with a problem keeps its old value."""
    problems: dict[str, str] = field(default_factory=dict)
    """Why a field cannot be taken, by field name."""
    warnings: dict[str, str] = field(default_factory=dict)
    echoes: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def client_fields() -> tuple[ClientField, ...]:
    """Return the fields in the order in which a form shows them."""
    return (
        ClientField("name", "Name", required=True),
        ClientField(
            "administrative_gender",
            "Gender",
            choices=tuple((one.value, one.value.capitalize()) for one in Gender),
        ),
        ClientField("gender_identity", "Gender in own words", longest=100),
        ClientField(
            "contact_email",
            "E-mail",
            "Your address for the client. Automatic mail goes to their login address.",
            longest=254,
            read=_read_email,
        ),
        ClientField("phone", "Phone", longest=40, read=_read_phone, show=_show_phone),
        ClientField(
            "birth_date",
            "Date of birth",
            "1.3.1987, 1987-03-01 or 1 Mar 1987",
            longest=40,
            read=_read_birth_date,
            show=lambda details: details.birth_date.isoformat() if details.birth_date else "",
        ),
        ClientField(
            "national_id",
            "National id",
            "A kennitala, or another country's number",
            longest=32,
            read=_read_national_id,
            show=_show_national_id,
        ),
        ClientField("address_line", "Address"),
        ClientField("postal_code", "Postal code", longest=16),
        ClientField(
            "country_code",
            "Country",
            "A name or a two-letter code",
            longest=60,
            read=_read_country,
            show=lambda details: country_name(details.country_code),
        ),
        ClientField("language", "Language", "en, is, pl …", longest=35, read=_read_language),
        ClientField(
            "time_zone", "Time zone", "Atlantic/Reykjavik …", longest=64, read=_read_time_zone
        ),
        ClientField(
            "interaction_preference",
            "Preferred method",
            choices=(
                (Interaction.UNDECIDED.value, "No preference"),
                (Interaction.ON_SITE.value, "On site"),
                (Interaction.REMOTE.value, "Remote"),
            ),
        ),
        ClientField(
            "reason_by_professional",
            "Reason for booking, in your words",
            "Kept beside the client's own words, which never change",
            longest=4000,
            lines=True,
        ),
    )


def client_field(name: str) -> ClientField:
    """Return the field of that name.

    Raises:
        KeyError: When there is none.
    """
    return _fields_by_name()[name]


def typed_details(details: ClientDetails) -> dict[str, str]:
    """Return every field as it would be typed."""
    return {one.name: typed_value(one, details) for one in client_fields()}


def typed_value(one: ClientField, details: ClientDetails) -> str:
    """Return one field as it would be typed."""
    return one.show(details) if one.show else str(getattr(details, one.name))


def shown_value(one: ClientField, details: ClientDetails) -> str:
    """Return one field in words, as a profile shows it; empty when nothing is known."""
    if one.choices:
        value = str(getattr(details, one.name))
        return "" if value in {"unknown", "undecided"} else dict(one.choices).get(value, value)
    if one.name == "birth_date":
        return dates.in_words(details.birth_date) if details.birth_date else ""
    return typed_value(one, details)


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
    extra = {"phone": "phone_typed", "national_id": "national_id_system"}
    values: dict[str, Any] = {one.name: None if one.name == "birth_date" else ""}
    if one.name in extra:
        values[extra[one.name]] = ""
    return values


def _choice(one: ClientField, text: str) -> Gender | Interaction:
    kind = Gender if one.name == "administrative_gender" else Interaction
    for value, words in one.choices:
        if text.casefold() in {value, words.casefold()}:
            return kind(value)
    if not text:
        return Gender.UNKNOWN if kind is Gender else Interaction.UNDECIDED
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


def _read_email(text: str, _context: Context) -> Reading:
    return Reading({"contact_email": contact_fields.read_email(text)})


def _read_phone(text: str, context: Context) -> Reading:
    phone = contact_fields.read_phone(text, context.region)
    echo = phone.international if phone.international != text else ""
    return Reading({"phone": phone.e164, "phone_typed": text}, echo, phone.warning)


def _show_phone(details: ClientDetails) -> str:
    return details.phone_typed or details.phone


def _read_birth_date(text: str, context: Context) -> Reading:
    born = dates.read_birth_date(text, today=context.today, month_first=context.month_first)
    years = dates.age(born, today=context.today)
    return Reading({"birth_date": born}, f"{dates.in_words(born)}, {years} years old")


def _read_national_id(text: str, context: Context) -> Reading:
    if context.region == "IS" and looks_like_kennitala(text):
        kennitala = read_kennitala(text)
        return Reading(
            {"national_id": kennitala.number, "national_id_system": "IS"},
            kennitala.shown,
            kennitala.hint,
        )
    return Reading({"national_id": text, "national_id_system": ""})


def _show_national_id(details: ClientDetails) -> str:
    if details.national_id_system == "IS" and len(details.national_id) == 10:
        return f"{details.national_id[:6]}-{details.national_id[6:]}"
    return details.national_id


def _read_country(text: str, _context: Context) -> Reading:
    code = country_code(text)
    if code is None:
        raise Invalid("country_code", f"No country is called “{text[:40]}”.", "Try its code.")
    return Reading({"country_code": code}, country_name(code) if len(text) == 2 else "")


def _read_language(text: str, _context: Context) -> Reading:
    return Reading({"language": contact_fields.read_language(text)})


def _read_time_zone(text: str, _context: Context) -> Reading:
    return Reading({"time_zone": contact_fields.read_time_zone(text)})


@lru_cache(maxsize=1)
def _fields_by_name() -> dict[str, ClientField]:
    return {one.name: one for one in client_fields()}
