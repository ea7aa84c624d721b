"""What a record says, by field, made into a draft of a client."""

import re
from dataclasses import dataclass, field, replace
from itertools import product

from kara_tui.domain.client_fields import client_field
from kara_tui.domain.client_reading import DetailsReading, read_details
from kara_tui.domain.countries import country_code
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.domain.text import clean_line, clean_lines
from kara_tui.interchange import words

PARTS = {
    "gender": "Gender, in any words",
    "given_name": "First name",
    "middle_name": "Middle name",
    "family_name": "Last name",
    "address_line_2": "Address, second line",
    "address_line_3": "Address, third line",
    "city": "Town",
    "state": "State or county",
    "phone_typed": "Phone as typed",
    "national_id_system": "Country of the national id",
    "reason_for_booking": "Reason for booking",
    "deceased": "Date of death",
}
"""What a record may hold besides the fields of a form, with the words for it."""

_NAME_PARTS = ("given_name", "middle_name", "family_name")
_ADDRESS_PARTS = ("address_line", "address_line_2", "address_line_3", "city", "state")
_CODE_AND_TOWN = re.compile(r"^(\d{3,6})\s+([^\W\d]{3}.*)$")
_PARTIAL_DATE = re.compile(r"^(\d{4}(-\d{1,2})?|--\d{2}-?\d{2}|---?\d{2})$")
NO_COUNTRY = "ZZ"
"""Says of a national id that its country is not known, which is more than saying nothing."""

_LONGEST_REASON = 4000
_SHOWN = 40


@dataclass
class Found:
    """What one record says, before it is read."""

    values: dict[str, str] = field(default_factory=dict)
    """Text by the names of `ClientDetails` and `PARTS`."""
    others: dict[str, list[str]] = field(default_factory=dict)
    """Further texts for a field that holds one."""
    warnings: list[str] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        """Take a text for a field; the first one stays, others are told about."""
        if not text or text.isspace():
            return
        taken = self.values.setdefault(name, text)
        if taken is not text and taken.strip() != text.strip():
            self.others.setdefault(name, []).append(text)


def draft(place: str, found: Found, context: Context) -> ClientDraft | Problem:
    """Return the record as a client's draft, or why it cannot become one.

    A field that cannot be read is left out, and a warning of the draft says so.
    """
    values = dict(found.values)
    warnings = found.warnings
    _join(values)
    typed = {name: text for name, text in values.items() if name not in PARTS}
    _translate(typed, values)
    reading = _read(typed, values, context)
    if not reading.details.name:
        return Problem(place=place, reason=reading.problems.get("name", "There is no name."))
    reading = _try_others(reading, typed, found, context)
    _tell_others(found, warnings)
    for name, problem in reading.problems.items():
        warnings.append(_left_out(name, typed[name], problem))
    for name, warning in reading.warnings.items():
        warnings.append(f"{client_field(name).label}: {warning}")
    details = _with_parts(reading.details, values, warnings)
    return ClientDraft(place=place, details=details, warnings=tuple(warnings))


def cut(text: str, longest: int = _SHOWN) -> str:
    """Return the beginning of a foreign text, fit for one line of a message."""
    line = clean_line(text[: longest * 4])
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _join(values: dict[str, str]) -> None:
    parts = [values[name].strip() for name in _NAME_PARTS if name in values]
    if parts and "name" not in values:
        values["name"] = " ".join(parts)
    code = values.get("postal_code", "").strip()[:200]
    if _is_in_iceland(values) and (found := _CODE_AND_TOWN.match(code)):
        values["postal_code"] = found[1]
        values.setdefault("city", found[2])
    lines = [values[name].strip() for name in _ADDRESS_PARTS if name in values]
    if len(lines) > 1:
        lines = [line.rstrip(", ") for line in dict.fromkeys(lines)]
    if lines:
        values["address_line"] = ", ".join(filter(None, lines))


def _is_in_iceland(values: dict[str, str]) -> bool:
    return country_code(words.country(values.get("country_code", "")[:80])) == "IS"


def _translate(typed: dict[str, str], values: dict[str, str]) -> None:
    spoken = values.get("gender") or typed.get("administrative_gender")
    if spoken:
        known, identity = words.gender(spoken)
        if known:
            typed["administrative_gender"] = known.value
        if identity and "gender" in values:
            typed.setdefault("gender_identity", identity)
    if "country_code" in typed:
        typed["country_code"] = words.country(typed["country_code"])
    if "language" in typed:
        typed["language"] = words.language(typed["language"])
    if "interaction_preference" in typed:
        typed["interaction_preference"] = words.method(typed["interaction_preference"])


def _read(typed: dict[str, str], values: dict[str, str], context: Context) -> DetailsReading:
    issuer = values.get("national_id_system")
    if issuer is None or context.region == _region_for(issuer):
        return read_details(typed, ClientDetails(), context)
    # A country that the file names decides, not the region that numbers are read in by default.
    number = typed.pop("national_id", None)
    reading = read_details(typed, ClientDetails(), context)
    if number is None:
        return reading
    typed["national_id"] = number
    there = replace(context, region=_region_for(issuer))
    second = read_details({"national_id": number}, reading.details, there)
    details = second.details
    if details.national_id and not details.national_id_system and _is_country(issuer):
        details = replace(details, national_id_system=issuer)
    return DetailsReading(
        details,
        reading.problems | second.problems,
        reading.warnings | second.warnings,
    )


def _try_others(
    reading: DetailsReading, typed: dict[str, str], found: Found, context: Context
) -> DetailsReading:
    """Read what failed once more: as a number of the client's country, or another one given."""
    for name in [name for name in reading.problems if name == "phone" or name in found.others]:
        texts = [typed[name], *found.others.get(name, ())]
        regions = dict.fromkeys([context.region, reading.details.country_code or context.region])
        for text, region in product(list(texts), regions):
            again = read_details({name: text}, reading.details, replace(context, region=region))
            if name not in again.problems:
                texts.remove(text)
                found.others[name] = texts
                problems = {one: why for one, why in reading.problems.items() if one != name}
                warnings = reading.warnings | again.warnings
                reading = DetailsReading(again.details, problems, warnings)
                break
    return reading


def _region_for(issuer: str) -> str:
    return "IS" if issuer == "IS" else NO_COUNTRY


def _is_country(issuer: str) -> bool:
    shaped = len(issuer) == 2 and issuer.isascii() and issuer.isupper()
    return shaped and issuer != NO_COUNTRY


def _with_parts(
    details: ClientDetails, values: dict[str, str], warnings: list[str]
) -> ClientDetails:
    if details.phone and "phone_typed" in values:
        typed = cut(values["phone_typed"], client_field("phone").longest)
        details = replace(details, phone_typed=typed)
    if "reason_for_booking" in values:
        reason = clean_lines(values["reason_for_booking"][: 4 * _LONGEST_REASON])
        if len(reason) > _LONGEST_REASON:
            warnings.append(f"The reason for booking was cut to {_LONGEST_REASON:,} characters.")
        details = replace(details, reason_for_booking=clean_lines(reason[:_LONGEST_REASON]))
    if "deceased" in values:
        warnings.append(f"The file says that this person has died ({cut(values['deceased'])}).")
    return details


def _left_out(name: str, text: str, problem: str) -> str:
    label = client_field(name).label
    if name == "birth_date" and _PARTIAL_DATE.match(text.strip()):
        problem = "Only a part of the date is known."
    return f"{label} “{cut(text)}” was left out: {problem}"


def _tell_others(found: Found, warnings: list[str]) -> None:
    for name, texts in found.others.items():
        label = PARTS.get(name) or client_field(name).label
        shown = ", ".join(f"“{cut(text)}”" for text in texts[:3])
        more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
        if texts:
            warnings.append(f"{label}: there is room for one; left out: {shown}{more}.")
