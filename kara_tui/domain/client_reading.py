"""A whole form of client fields, read at once: what can be saved, and what cannot and why."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from kara_tui.domain import dates
from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.form_reading import FormReading, read_fields
from kara_tui.domain.kennitala import read_kennitala

DetailsReading: TypeAlias = FormReading[ClientDetails]


def read_details(typed: Mapping[str, str], base: ClientDetails, context: Context) -> DetailsReading:
    """Read a form: every field that is in `typed`, over the values of `base`.

    Never raises: what cannot be taken is told per field, all at once.
    """
    reading = read_fields(client_fields(), typed, base, context)
    return _with_cross_checks(reading, typed, context.today)


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
