"""How each field of a client reads what was typed, and says a value as it would be typed."""

from kara_tui.domain import contact_fields, dates
from kara_tui.domain.countries import country_code, country_name
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Reading
from kara_tui.domain.kennitala import looks_like_kennitala, read_kennitala


def read_email(text: str, _context: Context) -> Reading:
    """Read an e-mail address."""
    return Reading({"contact_email": contact_fields.read_email(text)})


def read_phone(text: str, context: Context) -> Reading:
    """Read a phone number, and say it back with its country."""
    phone = contact_fields.read_phone(text, context.region)
    echo = phone.international if phone.international != text else ""
    return Reading({"phone": phone.e164, "phone_typed": text}, echo, phone.warning)


def show_phone(details: ClientDetails) -> str:
    """Say the number as it was typed."""
    return details.phone_typed or details.phone


def read_birth_date(text: str, context: Context) -> Reading:
    """Read a birth date, and say it back in words with the age."""
    born = dates.read_birth_date(text, today=context.today, month_first=context.month_first)
    years = dates.age(born, today=context.today)
    return Reading({"birth_date": born}, f"{dates.in_words(born)}, {years} years old")


def read_national_id(text: str, context: Context) -> Reading:
    """Read a national id; in Iceland, a kennitala by its own rules."""
    if context.region == "IS" and looks_like_kennitala(text):
        kennitala = read_kennitala(text)
        return Reading(
            {"national_id": kennitala.number, "national_id_system": "IS"},
            kennitala.shown,
            kennitala.hint,
        )
    return Reading({"national_id": text, "national_id_system": ""})


def show_national_id(details: ClientDetails) -> str:
    """Say the id; a kennitala with its dash."""
    if details.national_id_system == "IS" and len(details.national_id) == 10:
        return f"{details.national_id[:6]}-{details.national_id[6:]}"
    return details.national_id


def read_country(text: str, _context: Context) -> Reading:
    """Read a country's code or name."""
    code = country_code(text)
    if code is None:
        raise Invalid("country_code", f"No country is called “{text[:40]}”.", "Try its code.")
    return Reading({"country_code": code}, country_name(code) if len(text) == 2 else "")


def read_language(text: str, _context: Context) -> Reading:
    """Read a language tag."""
    return Reading({"language": contact_fields.read_language(text)})


def read_time_zone(text: str, _context: Context) -> Reading:
    """Read a time zone's name."""
    return Reading({"time_zone": contact_fields.read_time_zone(text)})
