"""What a record tells about a person: the private part of a client."""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum


class Gender(StrEnum):
    """Administrative gender, with the codes of FHIR R4 (AdministrativeGender)."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Interaction(StrEnum):
    """How the client prefers to meet."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    UNDECIDED = "undecided"


@dataclass(frozen=True, kw_only=True)
class ClientDetails:
    """Name, ways to reach the client, and why they came. Private (see domain/private.py)."""

    name: str = ""
    administrative_gender: Gender = Gender.UNKNOWN
    gender_identity: str = ""
    contact_email: str = ""
    """The professional's address for the client; automatic mail never goes here."""
    phone: str = ""
    """E.164, such as +3545812345."""
    phone_typed: str = ""
    """The number as it was typed."""
    birth_date: date | None = None
    national_id: str = ""
    national_id_system: str = ""
    """ISO 3166 code of the country that issued the id; empty when it is not known."""
    address_line: str = ""
    postal_code: str = ""
    country_code: str = ""
    """ISO 3166-1 alpha-2."""
    reason_for_booking: str = ""
    """The client's own words; nobody else ever changes them."""
    reason_by_professional: str = ""
    """The professional's words, beside the client's."""
    interaction_preference: Interaction = Interaction.UNDECIDED
    language: str = ""
    """BCP 47 tag; empty means the professional's own."""
    time_zone: str = ""
    """IANA name; empty means the professional's own."""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A private line of the professional's, such as why a request was declined."""

    text: str = field(default="")


def changed_fields(old: ClientDetails, new: ClientDetails) -> tuple[str, ...]:
    """Return the names of the fields in which the two differ, in their order."""
    names = (one.name for one in fields(ClientDetails))
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
