"""Clients as FHIR R4: a collection of Patients."""

import json
from collections.abc import Iterable
from typing import Any

from kara_tui.domain.details import ClientDetails, Gender, Interaction
from kara_tui.interchange.drafting import NO_COUNTRY
from kara_tui.interchange.fhir_person import (
    GENDER_IDENTITY,
    ISSUER,
    OWN_FIELDS,
    TIME_ZONE,
    TYPED,
    Json,
)

_IDENTIFIER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"


def write(people: Iterable[ClientDetails]) -> bytes:
    """Return a Bundle that `fhir.records` reads back unchanged."""
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": _patient(person)} for person in people],
    }
    return json.dumps(_filled(bundle), ensure_ascii=False, indent=1).encode()


def _patient(person: ClientDetails) -> Json:
    gender = person.administrative_gender
    coding = {"system": "urn:ietf:bcp:47", "code": person.language}
    spoken = {"language": {"coding": [coding]}, "preferred": True}
    address = {
        "line": [person.address_line] if person.address_line else [],
        "postalCode": person.postal_code,
        "country": person.country_code,
    }
    return {
        "resourceType": "Patient",
        "extension": _extensions(person),
        "identifier": _identifier(person),
        "name": [{"text": person.name}],
        "telecom": _telecom(person),
        "gender": "" if gender is Gender.UNKNOWN else gender.value,
        "birthDate": person.birth_date.isoformat() if person.birth_date else "",
        "address": [_filled(address)] if any(address.values()) else [],
        "communication": [spoken] if person.language else [],
    }


def _extensions(person: ClientDetails) -> list[Json]:
    texts = {
        TIME_ZONE: ("valueCode", person.time_zone),
        GENDER_IDENTITY: ("valueCodeableConcept", {"text": person.gender_identity}),
    }
    for url, name in OWN_FIELDS.items():
        value = getattr(person, name)
        texts[url] = ("valueString", "" if value is Interaction.UNDECIDED else str(value))
    return [{"url": url, key: value} for url, (key, value) in texts.items() if _has_text(value)]


def _identifier(person: ClientDetails) -> list[Json]:
    if not person.national_id:
        return []
    kind = {"coding": [{"system": _IDENTIFIER_TYPES, "code": "NI"}]}
    issuer = {"url": ISSUER, "valueCode": person.national_id_system or NO_COUNTRY}
    return [{"extension": [issuer], "type": kind, "value": person.national_id}]


def _telecom(person: ClientDetails) -> list[Json]:
    phone: Json = {"system": "phone", "value": person.phone}
    if person.phone_typed:
        phone["extension"] = [{"url": TYPED, "valueString": person.phone_typed}]
    mail: Json = {"system": "email", "value": person.contact_email}
    return [one for one in (phone, mail) if one["value"]]


def _has_text(value: Any) -> bool:
    return bool(value.get("text") if isinstance(value, dict) else value)


def _filled(value: Any) -> Any:
    """Leave out what is empty: FHIR has no empty texts and no empty lists."""
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one not in ("", [], {})}
    return [_filled(one) for one in value] if isinstance(value, list) else value
