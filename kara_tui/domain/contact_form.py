"""The fields of a contact, each declared once."""

from functools import lru_cache

from kara_tui.domain import contact_fields
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.field_kinds import Context, Field, Reading

YES_OR_NO = (("no", "No"), ("yes", "Yes"))


@lru_cache(maxsize=1)
def contact_form() -> tuple[Field[ContactDetails], ...]:
    """Return the fields in the order in which a form shows them."""
    return (
        Field("name", "Name", required=True),
        Field("relationship", "Relationship", "Mother, partner, school nurse …", longest=100),
        Field(
            "phone",
            "Phone",
            longest=40,
            read=_read_phone,
            show=lambda details: details.phone_typed or details.phone,
            companions=("phone_typed",),
        ),
        Field("email", "E-mail", longest=254, read=_read_email),
        Field(
            "is_emergency",
            "In emergencies",
            "Whom to call when something happens",
            choices=YES_OR_NO,
            show=lambda details: "yes" if details.is_emergency else "no",
        ),
        Field("note", "Note", "Only you read this", longest=2000, lines=True),
    )


def _read_phone(text: str, context: Context) -> Reading:
    phone = contact_fields.read_phone(text, context.region)
    echo = phone.international if phone.international != text else ""
    return Reading({"phone": phone.e164, "phone_typed": text}, echo, phone.warning)


def _read_email(text: str, _context: Context) -> Reading:
    return Reading({"email": contact_fields.read_email(text)})
