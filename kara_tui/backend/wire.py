"""Operations and results as JSON, and back."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec

from kara_tui.domain.errors import Invalid
from kara_tui.operations.base import Operation, field_types

T = TypeVar("T")

_INSIDE = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_MISSING = re.compile(r"^Object missing required field `(?P<name>\w+)`")
_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "bool": "true or false",
    "uuid": "an id",
    "datetime": "a moment such as 2026-11-21T10:00:00Z",
    "date": "a date such as 1987-03-01",
    "object": "an object",
    "array": "a list",
}


def encode(value: object) -> bytes:
    """Return a value as JSON on one line."""
    return msgspec.json.encode(value)


def decode(data: bytes, kind: Any) -> Any:
    """Return a value of a declared type from JSON.

    Raises:
        Invalid: When it is not of that type; says in words what is.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as problem:
        raise Invalid("value", _told("The value", str(problem), kind)) from None


def parse(data: bytes | str, name: str) -> Any:
    """Return any JSON as plain values.

    Raises:
        Invalid: When it is not JSON; `name` says whose value it was.
    """
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        raise Invalid(name, f"“{name}” is nested too deeply to be meant.") from None
    except (msgspec.DecodeError, UnicodeError) as problem:
        said = str(problem).rstrip(".")
        raise Invalid(name, f"“{name}” takes JSON, and this is none: {said}.") from None


def build_operation(
    kind: type[Operation[T]], given: Mapping[str, Any], *, lenient: bool = False
) -> Operation[T]:
    """Return an operation of that kind.

    Args:
        kind: Which operation.
        given: Plain or ready values by field name.
        lenient: Whether a number or a switch may be given as text.

    Raises:
        Invalid: When a value is missing, unknown or of another type.
    """
    types = field_types(kind)
    unknown = next((name for name in given if name not in types), None)
    if unknown is not None:
        known = ", ".join(types) or "none"
        raise Invalid(unknown, f"Nothing is called “{unknown[:40]}” here.", f"Fields: {known}.")
    values = {
        name: _converted(name, raw, types[name], lenient=lenient) for name, raw in given.items()
    }
    for name in required_fields(kind):
        if name not in values:
            raise Invalid(name, f"“{name}” is needed.")
    return kind(**values)


def required_fields(kind: type[Operation[Any]]) -> tuple[str, ...]:
    """Return the names of the fields that have no default."""
    declared: dict[str, Field[Any]] = getattr(kind, "__dataclass_fields__", {})
    return tuple(
        one.name
        for one in declared.values()
        if one.default is MISSING and one.default_factory is MISSING
    )


def members(kind: Any) -> tuple[Any, ...]:
    """Return the types that a value may have: several for a union, one otherwise."""
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


def in_words(kind: Any) -> str:
    """Return what a declared type takes, in words."""
    for one in members(kind):
        plain = getattr(one, "__supertype__", one)
        if isinstance(plain, type) and issubclass(plain, Enum):
            return "one of " + ", ".join(str(choice.value) for choice in plain)
        if get_origin(plain) is tuple:
            return f"a list; each entry is {in_words(get_args(plain)[0])}"
        name = getattr(plain, "__name__", "").lower()
        if name in _WORDS:
            return _WORDS[name]
    return "an object"


def _converted(name: str, raw: Any, kind: Any, *, lenient: bool) -> Any:
    if any(isinstance(one, type) and type(raw) is one for one in members(kind)):
        return raw
    try:
        return msgspec.convert(raw, type=kind, strict=not lenient)
    except msgspec.ValidationError as problem:
        raise Invalid(name, _told(f"“{name}”", str(problem), kind)) from None


def _told(subject: str, problem: str, kind: Any) -> str:
    if lacking := _MISSING.match(problem):
        return f"{subject} lacks “{lacking['name']}”."
    inside = _INSIDE.search(problem)
    path = inside["path"] if inside else ""
    if "." in path or (path and not path.startswith("[")):
        subject = f"{subject} → “{path}”"
        expected = re.match(r"Expected `(\w+)", problem)
        words = _WORDS.get(expected[1], "another value") if expected else "another value"
        return f"{subject} takes {words}."
    return f"{subject} takes {in_words(kind)}."
