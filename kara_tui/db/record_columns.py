"""The columns of a record, read off its declaration: one cell for each of its fields.

A field's type decides how it is kept: plain values in a column of their own, money in two, a
private part as `codec` encodes it, whatever else is structured as JSON.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, Text

from kara_tui.db.codec import decode, encode
from kara_tui.db.types import Id, Moment
from kara_tui.domain.money import Money
from kara_tui.domain.record import Record

R = TypeVar("R", bound=Record)

_PLAIN: dict[type[Any], Any] = {
    UUID: Id,
    datetime: Moment,
    date: Date,
    bool: Boolean,
    int: Integer,
    str: Text,
    bytes: LargeBinary,
}


class Cell(Protocol):
    """How one field stands in a row."""

    def columns(self) -> list[Column[Any]]:
        """Return new columns for it."""
        ...

    def write(self, value: Any) -> dict[str, Any]:
        """Return the columns' values."""
        ...

    def read(self, row: Any) -> Any:
        """Return the field's value."""
        ...


class RecordColumns(Generic[R]):
    """The columns of one kind of record.

    Args:
        kind: The record's declaration.
    """

    def __init__(self, kind: type[R]) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._cells = {one.name: _cell(one.name, hints[one.name]) for one in fields(kind)}

    def columns(self) -> list[Column[Any]]:
        """Return new columns for all fields."""
        return [column for cell in self._cells.values() for column in cell.columns()]

    def to_row(self, record: R) -> dict[str, Any]:
        """Return the values of a record's columns."""
        row: dict[str, Any] = {}
        for name, cell in self._cells.items():
            row |= cell.write(getattr(record, name))
        return row

    def from_row(self, row: Any) -> R:
        """Return the record that a row holds."""
        return self._kind(**{name: cell.read(row) for name, cell in self._cells.items()})


def _cell(name: str, hint: Any) -> Cell:
    types = [_bare(one) for one in _alternatives(hint)]
    optional = NoneType in types
    types = [one for one in types if one is not NoneType]
    if len(types) == 2 and bytes in types:
        types.remove(bytes)
        return _Private(name, types[0], optional)
    (kind,) = types
    if kind is Money:
        return _Amount(name, optional)
    if kind in _PLAIN:
        return _Plain(name, _PLAIN[kind], optional)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _Word(name, kind, optional)
    return _Structure(name, hint, optional)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


def _bare(hint: Any) -> Any:
    """Return the type behind a new name for it, such as `SessionId`."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint


@dataclass(frozen=True)
class _Plain:
    name: str
    type: Any
    nullable: bool

    def columns(self) -> list[Column[Any]]:
        return [Column(self.name, self.type, nullable=self.nullable)]

    def write(self, value: Any) -> dict[str, Any]:
        return {self.name: value}

    def read(self, row: Any) -> Any:
        return getattr(row, self.name)


@dataclass(frozen=True)
class _Word:
    name: str
    kind: type[StrEnum]
    nullable: bool

    def columns(self) -> list[Column[Any]]:
        return [Column(self.name, Text, nullable=self.nullable)]

    def write(self, value: StrEnum | None) -> dict[str, Any]:
        return {self.name: None if value is None else value.value}

    def read(self, row: Any) -> StrEnum | None:
        word = getattr(row, self.name)
        return None if word is None else self.kind(word)


@dataclass(frozen=True)
class _Amount:
    name: str
    nullable: bool

    @property
    def _names(self) -> tuple[str, str]:
        return f"{self.name}_minor", f"{self.name}_currency"

    def columns(self) -> list[Column[Any]]:
        minor, currency = self._names
        return [
            Column(minor, BigInteger, nullable=self.nullable),
            Column(currency, Text, nullable=self.nullable),
        ]

    def write(self, value: Money | None) -> dict[str, Any]:
        minor, currency = self._names
        if value is None:
            return {minor: None, currency: None}
        return {minor: value.minor, currency: value.currency}

    def read(self, row: Any) -> Money | None:
        minor, currency = (getattr(row, name) for name in self._names)
        return None if minor is None else Money(minor=minor, currency=currency)


@dataclass(frozen=True)
class _Private:
    name: str
    kind: type[Any]
    nullable: bool

    def columns(self) -> list[Column[Any]]:
        return [Column(self.name, LargeBinary, nullable=self.nullable)]

    def write(self, value: Any) -> dict[str, Any]:
        return {self.name: None if value is None else encode(value)}

    def read(self, row: Any) -> Any:
        data = getattr(row, self.name)
        return None if data is None else decode(data, self.kind)


@dataclass(frozen=True)
class _Structure:
    name: str
    hint: Any
    nullable: bool

    def columns(self) -> list[Column[Any]]:
        return [Column(self.name, LargeBinary, nullable=self.nullable)]

    def write(self, value: Any) -> dict[str, Any]:
        return {self.name: None if value is None else msgspec.json.encode(value)}

    def read(self, row: Any) -> Any:
        data = getattr(row, self.name)
        return None if data is None else msgspec.json.decode(data, type=self.hint)
