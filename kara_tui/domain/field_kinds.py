"""What a field is: its label and hint, its limits, and how a typed text is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from kara_tui.domain.details import ClientDetails

D = TypeVar("D")


@dataclass(frozen=True)
class Context:
    """What reading a field may depend on."""

    today: date
    region: str = "IS"
    """ISO 3166 code: how a phone number without a country code is read."""
    month_first: bool = False
    """Whether 3/1/1987 means March."""


@dataclass(frozen=True)
class Reading:
    """What a typed text came to."""

    values: dict[str, Any]
    """New values by the names of what the form is about, such as `ClientDetails`."""
    echo: str = ""
    """The value said back in words; empty when it reads as it was typed."""
    warning: str = ""
    """Why to look twice; the value is taken all the same."""


@dataclass(frozen=True)
class Field(Generic[D]):
    """One field that a person fills in."""

    name: str
    label: str
    hint: str = ""
    required: bool = False
    longest: int = 200
    """Most characters."""
    lines: bool = False
    """Whether it may hold several lines."""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words) pairs; empty for free text."""
    read: Callable[[str, Context], Reading] | None = None
    """Reads a text that is not empty; None takes it as it is."""
    show: Callable[[D], str] | None = None
    """Says a value as it would be typed; None when it is text already."""
    words: Callable[[D], str] | None = None
    """Says a value as a profile shows it; None where that is as it would be typed."""
    companions: tuple[str, ...] = ()
    """Further values that say nothing without this field."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the values that this field fills."""
        return (self.name, *self.companions)


ClientField: TypeAlias = Field[ClientDetails]
"""A field of a client's own record."""


def typed_value(one: Field[D], details: D) -> str:
    """Return one field as it would be typed."""
    return one.show(details) if one.show else str(getattr(details, one.name))


def typed_values(fields: tuple[Field[D], ...], details: D) -> dict[str, str]:
    """Return every field as it would be typed."""
    return {one.name: typed_value(one, details) for one in fields}
