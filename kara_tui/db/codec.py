"""Private parts and small values as bytes, and back."""

from typing import TypeVar

import msgspec

from kara_tui.domain.errors import Invalid
from kara_tui.domain.private import Private
from kara_tui.domain.treatment import TreatmentPeriod

T = TypeVar("T")

_OPEN = b"{"
"""An open part is a JSON object; a sealed one never begins like that."""


def encode(part: object) -> bytes:
    """Return a private part as a store keeps it; what is sealed stays as it is.

    Raises:
        Invalid: When a sealed part begins like an open one, and could not be told from it.
    """
    if not isinstance(part, bytes):
        return msgspec.json.encode(part)
    if part.startswith(_OPEN):
        raise Invalid("details", "This is not a sealed part: it begins like an open one.")
    return part


def decode(data: bytes, kind: type[T]) -> Private[T]:
    """Return a private part as it was stored, sealed or open."""
    return msgspec.json.decode(data, type=kind) if data.startswith(_OPEN) else data


def decode_treatment(data: bytes) -> tuple[TreatmentPeriod, ...]:
    """Return the history of a treatment."""
    return msgspec.json.decode(data, type=tuple[TreatmentPeriod, ...])


def decode_columns(data: bytes) -> tuple[str, ...]:
    """Return the columns of an import layout."""
    return msgspec.json.decode(data, type=tuple[str, ...])
