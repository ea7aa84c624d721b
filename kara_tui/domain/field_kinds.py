"""What a field is: its label and hint, its limits, and how a typed text is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kara_tui.domain.details import ClientDetails


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
    """New values by the names of `ClientDetails`."""
    echo: str = ""
    """The value said back in words; empty when it reads as it was typed."""
    warning: str = ""
    """Why to look twice; the value is taken all the same."""


@dataclass(frozen=True)
class ClientField:
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
    show: Callable[[ClientDetails], str] | None = None
    """Says a value as it would be typed; None when it is text already."""
    words: Callable[[ClientDetails], str] | None = None
    """Says a value as a profile shows it; None where that is as it would be typed."""
    companions: tuple[str, ...] = ()
    """Further parts of `ClientDetails` that say nothing without this field."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names in `ClientDetails` that this field fills."""
        return (self.name, *self.companions)
