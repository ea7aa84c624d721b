"""A client's details given as JSON: read by the same rules as a form."""

from dataclasses import fields, replace
from typing import Any

from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context

_TAKEN_AS_THEY_ARE = ("phone_typed", "national_id_system", "reason_for_booking")


def details_from_json(value: Any, name: str, context: Context) -> ClientDetails:
    """Return details from an object of texts: as typed into a form, or as kara wrote them.

    Raises:
        Invalid: When a field is not known or its text cannot be taken; says why.
    """
    if not isinstance(value, dict):
        raise Invalid(name, f"“{name}” takes an object, such as " + '{"name": "Jón Jónsson"}.')
    typed = _texts(value, name)
    own = {key: typed.pop(key) for key in _TAKEN_AS_THEY_ARE if key in typed}
    issuer = own.get("national_id_system")
    if issuer is not None:
        # Whose number it is, is told; its shape need not tell it.
        context = replace(context, region="IS" if issuer == "IS" else context.region)
    typed.setdefault("name", "")
    base = ClientDetails(reason_for_booking=own.get("reason_for_booking", ""))
    reading = read_details(typed, base, context)
    for field, problem in reading.problems.items():
        raise Invalid(field, problem)
    details = reading.details
    if issuer is not None and details.national_id:
        details = replace(details, national_id_system=issuer)
    if own.get("phone_typed") and details.phone:
        details = replace(details, phone_typed=own["phone_typed"])
    return details


def _texts(value: dict[str, Any], name: str) -> dict[str, str]:
    known = {one.name for one in fields(ClientDetails)}
    texts = {}
    for key, text in value.items():
        if key not in known:
            offered = ", ".join([one.name for one in client_fields()])
            raise Invalid(
                name, f"“{name}” has no field “{str(key)[:40]}”.", f"Its fields are: {offered}."
            )
        if text is not None and not isinstance(text, str):
            raise Invalid(key, f"“{key}” takes a text.")
        texts[key] = text or ""
    return texts
