"""The values of an operation, from options and JSON."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from kara_tui.backend.wire import build_operation, in_words, members, parse
from kara_tui.cli.operation_options import FieldOption
from kara_tui.cli.typed_details import details_from_json
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context
from kara_tui.operations.base import Operation

T = TypeVar("T")

LARGEST_INPUT = 64 * 1024 * 1024
"""Bytes of JSON that are read."""


def operation_from(
    kind: type[Operation[T]],
    options: Sequence[FieldOption],
    given: Namespace,
    context: Context,
) -> Operation[T]:
    """Return the operation that a command line asks for.

    Raises:
        Invalid: When a value is missing or cannot be taken.
    """
    values = dict(_whole(given.input)) if given.input else {}
    for option in options:
        raw = getattr(given, f"field_{option.field}", None)
        if raw is not None:
            values[option.field] = _json_value(option, raw) if option.takes_json else raw
    for option in options:
        if option.takes_json and option.field in values:
            values[option.field] = _record(option, values[option.field], context)
    return build_operation(kind, values, lenient=True)


def _whole(source: str) -> dict[str, Any]:
    value = parse(_read(source if source == "-" else f"@{source}", "input"), "input")
    if not isinstance(value, dict):
        raise Invalid("input", "“input” takes an object with the operation's fields.")
    return value


def _json_value(option: FieldOption, raw: str) -> Any:
    text = _read(raw, option.field)
    if option.takes_remark and text.lstrip()[:1] != b"{":
        return {"text": text.decode("utf-8", errors="replace")}
    return parse(text, option.field)


def _read(raw: str, name: str) -> bytes:
    if raw == "-":
        data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    elif raw.startswith("@"):
        data = _file(Path(raw[1:]), name)
    else:
        return raw.encode("utf-8", errors="replace")
    if len(data) > LARGEST_INPUT:
        raise Invalid(name, f"“{name}” takes at most {LARGEST_INPUT >> 20} MB.")
    return data


def _file(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_INPUT + 1)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Invalid(name, f"The file {path} cannot be read: {reason}.") from None


def _record(option: FieldOption, value: Any, context: Context) -> Any:
    if ClientDetails in members(option.kind):
        return details_from_json(value, option.field, context)
    if isinstance(value, list):
        return [_entry(one, context) for one in value]
    if value is not None and not isinstance(value, dict):
        raise Invalid(option.field, f"“{option.field}” takes {in_words(option.kind)}.")
    return value


def _entry(entry: Any, context: Context) -> Any:
    if isinstance(entry, dict) and "details" in entry:
        return entry | {"details": details_from_json(entry["details"], "details", context)}
    return entry
