"""The fields of a client, each declared once: label, hint, rule, choices.

Forms, imports and the command line all read typed text through this table, so a field
means the same wherever it is filled in (see `client_reading`).
"""

from functools import lru_cache

from kara_tui.domain import dates
from kara_tui.domain import field_readers as readers
from kara_tui.domain.countries import country_name
from kara_tui.domain.details import ClientDetails, Gender, Interaction
from kara_tui.domain.field_kinds import ClientField, typed_value, typed_values


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
            read=readers.read_email,
        ),
        ClientField(
            "phone",
            "Phone",
            longest=40,
            read=readers.read_phone,
            show=readers.show_phone,
            companions=("phone_typed",),
        ),
        ClientField(
            "birth_date",
            "Date of birth",
            "1.3.1987, 1987-03-01 or 1 Mar 1987",
            longest=40,
            read=readers.read_birth_date,
            show=lambda details: details.birth_date.isoformat() if details.birth_date else "",
            words=lambda details: dates.in_words(details.birth_date) if details.birth_date else "",
        ),
        ClientField(
            "national_id",
            "National id",
            "A kennitala, or another country's number",
            longest=32,
            read=readers.read_national_id,
            show=readers.show_national_id,
            companions=("national_id_system",),
        ),
        ClientField("address_line", "Address"),
        ClientField("postal_code", "Postal code", longest=16),
        ClientField(
            "country_code",
            "Country",
            "A name or a two-letter code",
            longest=60,
            read=readers.read_country,
            show=lambda details: country_name(details.country_code),
        ),
        ClientField("language", "Language", "en, is, pl …", longest=35, read=readers.read_language),
        ClientField(
            "time_zone",
            "Time zone",
            "Atlantic/Reykjavik …",
            longest=64,
            read=readers.read_time_zone,
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
    return typed_values(client_fields(), details)


def shown_value(one: ClientField, details: ClientDetails) -> str:
    """Return one field in words, as a profile shows it; empty when nothing is known."""
    if one.choices:
        value = getattr(details, one.name)
        unsaid = value == getattr(ClientDetails(), one.name)
        return "" if unsaid else dict(one.choices)[value]
    return one.words(details) if one.words else typed_value(one, details)


@lru_cache(maxsize=1)
def _fields_by_name() -> dict[str, ClientField]:
    return {one.name: one for one in client_fields()}
