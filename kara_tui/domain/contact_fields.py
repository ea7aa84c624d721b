"""Ways to reach a client: e-mail, phone, language and time zone, read strictly but kindly.

The libraries behind it are imported where they are used: most starts of the program need none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kara_tui.domain.errors import Invalid

_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True)
class Phone:
    """A phone number that was understood."""

    e164: str
    international: str
    """Grouped for reading, with the country code."""
    warning: str
    """Why to look twice; empty when the number can be in use."""


def read_email(text: str) -> str:
    """Return the address with its domain in lower case.

    Raises:
        Invalid: When no mail can be sent there; says why.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as problem:
        raise Invalid("contact_email", f"This is not an e-mail address: {problem}", "") from None
    return found.normalized


def read_phone(text: str, region: str) -> Phone:
    """Return the number that was typed, read as a local one of `region` without a country code.

    Raises:
        Invalid: When it cannot be a phone number anywhere.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Invalid("phone", "This is not a phone number.", "Try +354 581 2345.") from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid(
            "phone",
            "A phone number there has another length.",
            "Put + and the country code in front of foreign numbers.",
        )
    formats = phonenumbers.PhoneNumberFormat
    valid = phonenumbers.is_valid_number(number)
    return Phone(
        e164=phonenumbers.format_number(number, formats.E164),
        international=phonenumbers.format_number(number, formats.INTERNATIONAL),
        warning="" if valid else "Possible, but no such number is in use: please check it.",
    )


def read_language(text: str) -> str:
    """Return the language tag (BCP 47).

    Raises:
        Invalid: When it does not have the shape of one.
    """
    if not _LANGUAGE.match(text):
        raise Invalid("language", "A language is a tag such as en, is or pt-BR.")
    head, *rest = text.split("-")
    return "-".join([head.lower(), *rest])


def read_time_zone(text: str) -> str:
    """Return the IANA time zone, whatever the case it was typed in.

    Raises:
        Invalid: When there is no such zone.
    """
    zone = _zones().get(text.replace(" ", "_").casefold())
    if zone is None:
        why = f"No time zone is called “{text[:40]}”."
        raise Invalid("time_zone", why, "Try Atlantic/Reykjavik.")
    return zone


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    # Asked of the disk each time otherwise: milliseconds for each row of an import.
    from zoneinfo import available_timezones

    return {zone.casefold(): zone for zone in available_timezones()}
