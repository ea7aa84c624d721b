"""The fields of an authenticator, each declared once."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kara_tui.domain import contact_fields, dates
from kara_tui.domain.authenticator import (
    Authenticator,
    AuthenticatorKind,
    AuthenticatorMeans,
    EnteredAuthenticator,
    HolderDetails,
)
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.form_reading import FormReading
from kara_tui.domain.kennitala import read_kennitala
from kara_tui.domain.private import opened

_DAY = "1.3.2026 or 2026-03-01; may stay empty"


@dataclass(frozen=True, kw_only=True)
class AuthenticatorValues:
    """What stands in the form."""

    kind: AuthenticatorKind = AuthenticatorKind.OWN
    means: AuthenticatorMeans = AuthenticatorMeans.SIM
    holder: str = ""
    kennitala: str = ""
    relationship: str = ""
    phone: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def entered(self) -> EnteredAuthenticator:
        """Return what is saved."""
        return EnteredAuthenticator(
            kind=self.kind,
            means=self.means,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            details=HolderDetails(
                holder=self.holder,
                kennitala=self.kennitala,
                relationship=self.relationship,
                phone=self.phone,
            ),
        )


def values_of(one: Authenticator) -> AuthenticatorValues:
    """Return what the form begins with over an authenticator."""
    details = opened(one.details)
    return AuthenticatorValues(
        kind=one.kind,
        means=one.means,
        holder=details.holder,
        kennitala=details.kennitala,
        relationship=details.relationship,
        phone=details.phone,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )


@lru_cache(maxsize=1)
def authenticator_form() -> tuple[Field[AuthenticatorValues], ...]:
    """Return the fields in the order in which a form shows them."""
    return (
        Field("kind", "Whose", choices=tuple((one.value, one.label) for one in AuthenticatorKind)),
        Field(
            "means", "Means", choices=tuple((one.value, one.label) for one in AuthenticatorMeans)
        ),
        Field("holder", "Holder", required=True),
        Field(
            "kennitala",
            "Kennitala",
            longest=20,
            read=_read_kennitala,
            show=lambda values: _with_dash(values.kennitala),
        ),
        Field("relationship", "Relationship", "Guardian, school …", longest=100),
        Field("phone", "Phone", longest=40, read=_read_phone),
        Field(
            "valid_from",
            "Valid from",
            _DAY,
            longest=40,
            read=lambda text, context: _read_day("valid_from", text, context),
            show=lambda values: _day(values.valid_from),
        ),
        Field(
            "valid_to",
            "Valid to",
            _DAY,
            longest=40,
            read=lambda text, context: _read_day("valid_to", text, context),
            show=lambda values: _day(values.valid_to),
        ),
    )


def checked(
    reading: FormReading[AuthenticatorValues], _context: Context
) -> FormReading[AuthenticatorValues]:
    """Look at the fields together: a last day may not lie before the first one."""
    values = reading.details
    if values.valid_from and values.valid_to and values.valid_to < values.valid_from:
        told = {"valid_to": "The last day lies before the first."}
        return replace(reading, problems={**reading.problems, **told})
    return reading


def _read_kennitala(text: str, _context: Context) -> Reading:
    kennitala = read_kennitala(text)
    return Reading({"kennitala": kennitala.number}, kennitala.shown, kennitala.hint)


def _with_dash(number: str) -> str:
    return f"{number[:6]}-{number[6:]}" if len(number) == 10 else number


def _read_phone(text: str, context: Context) -> Reading:
    phone = contact_fields.read_phone(text, context.region)
    return Reading({"phone": phone.e164}, phone.international, phone.warning)


def _read_day(name: str, text: str, context: Context) -> Reading:
    day = dates.read_day(text, name, today=context.today)
    return Reading({name: day}, dates.in_words(day))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
