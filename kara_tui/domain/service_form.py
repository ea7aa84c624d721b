"""The fields of a service, each declared once."""

from dataclasses import dataclass

from kara_tui.domain.amounts import read_amount, show_amount
from kara_tui.domain.details import Interaction
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.money import Money
from kara_tui.domain.money_form import currency_in, typed_amount
from kara_tui.domain.private import opened
from kara_tui.domain.schedule_values import read_minutes
from kara_tui.domain.service import Service, ServiceDetails

_METHODS = (
    (Interaction.ON_SITE.value, "On site"),
    (Interaction.REMOTE.value, "Remote"),
    (Interaction.UNDECIDED.value, "Said for each session"),
)
_FREE = {"0", "free", "frítt", "fritt", "ókeypis", "okeypis"}


@dataclass(frozen=True, kw_only=True)
class ServiceValues:
    """What stands in the form."""

    name: str = ""
    minutes: int | None = None
    price: Money | None = None
    interaction: Interaction = Interaction.UNDECIDED

    @property
    def details(self) -> ServiceDetails:
        """The private part of the service."""
        return ServiceDetails(name=self.name)


def service_values(service: Service) -> ServiceValues:
    """Return what the form begins with over a service."""
    return ServiceValues(
        name=opened(service.details).name,
        minutes=service.minutes,
        price=service.price,
        interaction=service.interaction,
    )


def service_form(locale: str, currency: str) -> tuple[Field[ServiceValues], ...]:
    """Return the fields in the order in which a form shows them.

    Args:
        locale: How amounts are written, as `number_locale` gives it.
        currency: In which a price is when nothing else stands beside it.
    """

    def read_price(text: str, _context: Context) -> Reading:
        if text.casefold() in _FREE:
            return Reading({"price": None}, "costs nothing")
        price = read_amount(text, currency_in(text, currency), locale, "price")
        if not price.minor:
            return Reading({"price": None}, "costs nothing")
        return Reading({"price": price}, show_amount(price, locale))

    return (
        Field("name", "Name", "First interview, couples’ session …", required=True, longest=200),
        Field(
            "minutes",
            "Minutes",
            "How long a session takes: 50",
            required=True,
            longest=20,
            read=read_minutes,
            show=lambda values: str(values.minutes or ""),
        ),
        Field(
            "price",
            "Price",
            f"In {currency} unless another currency stands beside it; empty when it costs nothing",
            longest=40,
            read=read_price,
            show=lambda values: typed_amount(values.price, locale, currency),
        ),
        Field("interaction", "Method", choices=_METHODS, show=lambda v: v.interaction.value),
    )
