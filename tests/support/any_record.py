"""Records with whatever their fields can hold, made from their declarations."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from kara_tui.domain.record import Record

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = st.integers(-(10**15), 10**15).map(lambda us: _EPOCH + timedelta(microseconds=us))

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    UUID: st.uuids(),
    datetime: _MOMENTS,
    date: st.dates(),
    bool: st.booleans(),
    int: st.integers(-(2**31), 2**31 - 1),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    # What is sealed never begins like an open part.
    bytes: st.binary(max_size=40).map(lambda data: b"\x01" + data),
    NoneType: st.none(),
}


def any_record(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Return records of a kind that were not saved yet; private parts are sealed or open."""
    return _built(kind, version=st.just(0), in_error=st.just(False))


def _built(kind: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    rest = {one.name: _values(hints[one.name]) for one in fields(kind) if one.name not in given}
    return st.builds(kind, **given, **rest)


def _values(hint: Any) -> st.SearchStrategy[Any]:
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) in {Union, UnionType}:
        return st.one_of(*map(_values, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return _built(hint)
    raise TypeError(f"No values are known for {hint}.")
