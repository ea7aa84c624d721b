"""One FHIR Patient: what of it becomes a client.

The mapper takes what it knows and passes over the rest, so it reads R4 and, where they say the
same thing in other shapes, its neighbours from DSTU2 to R5.
"""

from collections.abc import Iterator
from typing import Any

from kara_tui.interchange.drafting import Found

Json = dict[str, Any]

GENDER_IDENTITY = "http://hl7.org/fhir/StructureDefinition/patient-genderIdentity"
TIME_ZONE = "http://hl7.org/fhir/StructureDefinition/tz-code"
ISSUER = "urn:x-kara:issuing-country"
TYPED = "urn:x-kara:typed"
OWN_FIELDS = {
    "urn:x-kara:reason-for-booking": "reason_for_booking",
    "urn:x-kara:reason-by-professional": "reason_by_professional",
    "urn:x-kara:preferred-method": "interaction_preference",
}
"""Extensions for what FHIR has no place for."""

_PAST = {"old", "maiden", "anonymous"}
_NAME_USES = ("official", "usual", "", "temp", "nickname")
_PHONE_USES = ("mobile", "home", "", "temp", "work")
_HOME_FIRST = ("home", "", "temp", "work", "billing")


def found_in(patient: Json) -> Found:
    """Return what a Patient says about a client."""
    found = Found()
    _take_name(found, patient)
    _take_telecom(found, patient)
    _take_address(found, patient)
    _take_identifier(found, patient)
    found.add("administrative_gender", _text(patient.get("gender")))
    found.add("birth_date", _text(patient.get("birthDate")))
    spoken = _items(patient, "communication")
    for one in sorted(spoken, key=lambda one: one.get("preferred") is not True)[:1]:
        found.add("language", _concept(one.get("language")))
    _take_death(found, patient)
    _take_extensions(found, patient)
    return found


def is_animal(patient: Json) -> bool:
    """Tell whether an older Patient says that it is an animal."""
    return isinstance(patient.get("animal"), dict)


def _take_name(found: Found, patient: Json) -> None:
    for one in _by_use(_items(patient, "name"), _NAME_USES):
        parts = [_joined(one.get("given")), _joined(one.get("family")), _joined(one.get("suffix"))]
        name = " ".join(filter(None, parts)) if any(parts[:2]) else _text(one.get("text"))
        if name.strip():
            found.values["name"] = name
            return


def _take_telecom(found: Found, patient: Json) -> None:
    given = _by_use(_items(patient, "telecom"), _PHONE_USES)
    for one in sorted(given, key=lambda one: _rank(one.get("rank"))):
        value = _text(one.get("value"))
        if one.get("system") in {"phone", "sms"}:
            found.add("phone", value.removeprefix("tel:"))
            if typed := _extension(one, TYPED):
                found.add("phone_typed", typed)
        elif one.get("system") == "email":
            found.add("contact_email", value.removeprefix("mailto:"))


def _take_address(found: Found, patient: Json) -> None:
    given = _by_use(_items(patient, "address"), _HOME_FIRST)
    for one in given[:1]:
        lines = ", ".join(_texts(one.get("line")))
        found.add("address_line", lines or _text(one.get("text")))
        if lines:
            found.add("city", _text(one.get("city")))
            found.add("state", _text(one.get("state")))
        found.add("postal_code", _text(one.get("postalCode")))
        found.add("country_code", _text(one.get("country")))
    if len(given) > 1:
        found.warnings.append(f"Only one address was taken; {len(given) - 1} more left out.")


def _take_identifier(found: Found, patient: Json) -> None:
    # A record number of some hospital is no national id: only what says so is taken.
    for one in _items(patient, "identifier"):
        number = _text(one.get("value"))
        if number and one.get("use") != "old" and _is_national(one):
            found.add("national_id", number)
            if issuer := _issuer(one):
                found.values["national_id_system"] = issuer
            return


def _is_national(identifier: Json) -> bool:
    codes = _codes(identifier)
    return bool(_issuer(identifier)) or any(
        code in {"SS", "NI"} or code.startswith("NN") for code in codes
    )


def _issuer(identifier: Json) -> str:
    """Return the country of a national id; empty when it is not told."""
    system = _text(identifier.get("system")).casefold()
    words = " ".join([system, *(_text(one.get("text")) for one in _items(identifier, "type"))])
    if "kennitala" in words.casefold() or system.startswith("urn:oid:2.16.352."):
        return "IS"
    if "us-ssn" in system or system == "urn:oid:2.16.840.1.113883.4.1":
        return "US"
    return "IS" if "NNISL" in _codes(identifier) else _extension(identifier, ISSUER)


def _codes(identifier: Json) -> list[str]:
    codings = (coding for one in _items(identifier, "type") for coding in _items(one, "coding"))
    return [_text(coding.get("code")).upper() for coding in codings]


def _take_death(found: Found, patient: Json) -> None:
    died = patient.get("deceasedDateTime")
    if isinstance(died, str):
        found.add("deceased", died)
    elif patient.get("deceasedBoolean") is True:
        found.add("deceased", "no date is given")


def _take_extensions(found: Found, patient: Json) -> None:
    found.add("gender_identity", _extension(patient, GENDER_IDENTITY))
    found.add("time_zone", _extension(patient, TIME_ZONE))
    for url, name in OWN_FIELDS.items():
        found.add(name, _extension(patient, url))


def _extension(owner: Json, url: str) -> str:
    for one in _items(owner, "extension"):
        if one.get("url") == url:
            for key, value in one.items():
                if key.startswith("value"):
                    return _text(value) or _concept(value)
    return ""


def _concept(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    codes = (_text(coding.get("code")) for coding in _items(value, "coding"))
    return next(filter(None, codes), "") or _text(value.get("text"))


def _items(owner: Json, name: str) -> list[Json]:
    value = owner.get(name)
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, dict)]


def _texts(value: Any) -> Iterator[str]:
    return (_text(one) for one in (value if isinstance(value, list) else [value]) if _text(one))


def _joined(value: Any) -> str:
    return " ".join(_texts(value))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _rank(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 1_000


def _by_use(given: list[Json], order: tuple[str, ...]) -> list[Json]:
    def place(one: Json) -> int:
        use = _text(one.get("use"))
        return order.index(use) if use in order else len(order)

    return sorted((one for one in given if one.get("use") not in _PAST), key=place)
