"""The options of an operation, made from its declaration."""

import argparse
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from kara_tui.backend.wire import in_words, members
from kara_tui.domain.details import Remark
from kara_tui.operations.base import Operation, field_types


@dataclass(frozen=True)
class FieldOption:
    """One field of an operation as an option."""

    field: str
    flags: tuple[str, ...]
    kind: Any
    """The field's declared type."""

    @property
    def switch(self) -> bool:
        """Whether it is said or not said, without a value."""
        return self.kind is bool

    @property
    def repeated(self) -> bool:
        """Whether it may be given several times."""
        return get_origin(self.kind) is tuple and not _is_record(get_args(self.kind)[0])

    @property
    def takes_json(self) -> bool:
        """Whether its value is JSON: the text itself, @FILE, or - for standard input."""
        entry = get_args(self.kind)[0] if get_origin(self.kind) is tuple else self.kind
        return _is_record(entry)

    @property
    def takes_remark(self) -> bool:
        """Whether a plain text will do for the record that it takes."""
        return Remark in members(self.kind)

    @property
    def expects(self) -> str:
        """What it takes, in words."""
        if self.takes_remark:
            return "a text"
        if self.takes_json:
            return "JSON, @FILE, or - for standard input"
        return in_words(get_args(self.kind)[0] if self.repeated else self.kind)


def field_options(kind: type[Operation[Any]]) -> tuple[FieldOption, ...]:
    """Return the options of an operation, in the order of its fields."""
    return tuple(FieldOption(name, _flags(name, of), of) for name, of in field_types(kind).items())


def add_field_option(group: Any, option: FieldOption, meaning: str) -> None:
    """Offer an option on an argument parser."""
    words = f"{meaning} ({option.expects})" if meaning else option.expects
    words = words.replace("%", "%%")
    common: dict[str, Any] = {"dest": f"field_{option.field}", "default": argparse.SUPPRESS}
    if option.switch:
        action = argparse.BooleanOptionalAction
        group.add_argument(*option.flags, action=action, help=meaning or None, **common)
    elif option.repeated:
        words += "; may be given several times"
        group.add_argument(*option.flags, action="append", metavar="VALUE", help=words, **common)
    else:
        metavar = "JSON" if option.takes_json and not option.takes_remark else "VALUE"
        group.add_argument(*option.flags, metavar=metavar, help=words, **common)


def _flags(name: str, kind: Any) -> tuple[str, ...]:
    long = f"--{name.replace('_', '-')}"
    if name.endswith("_id"):
        return (long.removesuffix("-id"), long)
    if get_origin(kind) is tuple and name.endswith("s"):
        return (long.removesuffix("s"), long)
    return (long,)


def _is_record(kind: Any) -> bool:
    return any(hasattr(one, "__dataclass_fields__") for one in members(kind))
