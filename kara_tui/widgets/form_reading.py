"""What a form that was begun on a record comes to."""

from collections.abc import Mapping
from dataclasses import replace

from kara_tui.domain.client_fields import client_fields, typed_details
from kara_tui.domain.client_reading import DetailsReading, read_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context


def touched(typed: Mapping[str, str], base: ClientDetails) -> dict[str, str]:
    """Return what is typed other than the record says it."""
    saved = typed_details(base)
    return {name: text for name, text in typed.items() if text != saved.get(name)}


def read_form(typed: Mapping[str, str], base: ClientDetails, context: Context) -> DetailsReading:
    """Read a form over the record it was begun on.

    A field that nobody touched keeps its saved value and is no problem, even when it could not
    be typed that way today: records from elsewhere are not held up by what nobody changed.
    """
    changed = touched(typed, base)
    own = read_details(_with_companions(changed, typed), base, context)
    everything = read_details(typed, base, context)
    return replace(own, warnings=everything.warnings, echoes=everything.echoes)


def _with_companions(changed: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    asked = dict(changed)
    for one in client_fields():
        if one.required and one.name in typed:
            asked[one.name] = typed[one.name]
    if "country_code" in changed and "postal_code" in typed:
        asked["postal_code"] = typed["postal_code"]
    return asked
