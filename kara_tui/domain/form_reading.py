"""A form read at once, whatever it is about: what can be saved, and what cannot and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.text import clean_line, clean_lines

D = TypeVar("D")


@dataclass(frozen=True)
class FormReading(Generic[D]):
    """A whole form, read."""

    details: D
    """What can be saved; a field with a problem keeps its old value."""
    problems: dict[str, str] = field(default_factory=dict)
    """Why a field cannot be taken, by field name."""
    warnings: dict[str, str] = field(default_factory=dict)
    echoes: dict[str, str] = field(default_factory=dict)


def read_fields(
    fields: tuple[Field[D], ...], typed: Mapping[str, str], base: D, context: Context
) -> FormReading[D]:
    """Read a form: every field that is in `typed`, over the values of `base`.

    Never raises: what cannot be taken is told per field, all at once.

    Args:
        fields: The form's. Their values are fields of a dataclass that has a default for each.
        typed: What stands in the form, by field name.
        base: The values that the form was begun on.
        context: What reading a field may depend on.
    """
    reading = FormReading(base)
    values: dict[str, Any] = {}
    blank = type(base)()
    for one in fields:
        if one.name in typed:
            _read_into(one, typed[one.name], blank, context, reading, values)
    before: Any = base
    return replace(reading, details=replace(before, **values))


def _read_into(
    one: Field[D],
    typed: str,
    blank: D,
    context: Context,
    reading: FormReading[D],
    values: dict[str, Any],
) -> None:
    try:
        read = _read_field(one, typed, blank, context)
    except Invalid as problem:
        reading.problems[one.name] = str(problem)
        return
    values.update(read.values)
    if read.warning:
        reading.warnings[one.name] = read.warning
    if read.echo:
        reading.echoes[one.name] = read.echo


def _read_field(one: Field[D], typed: str, blank: D, context: Context) -> Reading:
    # Measured before it is cleaned: ten pasted megabytes must not cost seconds.
    if len(typed) > one.longest * 4:
        raise Invalid(one.name, _too_long(one, len(typed)))
    text = clean_lines(typed) if one.lines else clean_line(typed)
    if len(text) > one.longest:
        raise Invalid(one.name, _too_long(one, len(text)))
    if not text and one.required:
        raise Invalid(one.name, f"{one.label} is needed.")
    if one.choices:
        return Reading({one.name: _choice(one, text, blank)})
    if not text:
        return Reading({name: getattr(blank, name) for name in one.parts})
    return one.read(text, context) if one.read else Reading({one.name: text})


def _too_long(one: Field[D], length: int) -> str:
    return f"{one.label} takes at most {one.longest:,} characters; this has {length:,}."


def _choice(one: Field[D], text: str, blank: D) -> Any:
    unsaid = getattr(blank, one.name)
    for value, words in one.choices:
        if text.casefold() in {value.casefold(), words.casefold()}:
            return value == "yes" if isinstance(unsaid, bool) else type(unsaid)(value)
    if not text:
        return unsaid
    offered = ", ".join(words for _, words in one.choices)
    raise Invalid(one.name, f"{one.label} is one of: {offered}.")
