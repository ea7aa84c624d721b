"""Everything that comes in, cleaned once, whatever shape it has."""

from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import LONGEST_DRAFT, DraftContent
from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line, clean_lines, clean_typed

LONGEST_TEXT = 100_000
"""Most characters that any text may have."""

_LARGEST_NUMBER = 2**63 - 1
"""What every store can hold."""

T = TypeVar("T")


def cleaned(value: T) -> T:
    """Return the value with all its text cleaned: dataclasses, tuples and mappings within too.

    Raises:
        Invalid: When a text is too long or a number too large to be meant.
    """
    clean: T = _cleaned(value, "text")
    return clean


def _cleaned(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return value if type(value) is not str else _clean_text(value, name)
    if isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
        raise Invalid(name, "This number is too large.")
    if isinstance(value, ClientDetails):
        return _clean_details(value)
    if isinstance(value, DraftContent):
        return _clean_draft(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(one, name) for one in value)
    if isinstance(value, dict):
        return {_cleaned(k, name): _cleaned(v, str(k)) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _clean_parts(value)
    return value


def _clean_parts(value: Any) -> Any:
    parts = {one.name: getattr(value, one.name) for one in fields(value)}
    clean = {name: _cleaned(part, name) for name, part in parts.items()}
    differing = {name: part for name, part in clean.items() if part is not parts[name]}
    return replace(value, **differing) if differing else value


def _clean_details(details: ClientDetails) -> ClientDetails:
    limits = _limits()
    changed: dict[str, Any] = {}
    for one in fields(ClientDetails):
        text = getattr(details, one.name)
        if type(text) is str and text:
            longest, lines = limits.get(one.name, (200, False))
            clean = clean_lines(text) if lines else clean_line(text)
            if len(clean) > longest:
                raise Invalid(one.name, f"This takes at most {longest:,} characters.")
            if clean != text:
                changed[one.name] = clean
    return replace(details, **changed) if changed else details


def _clean_draft(content: DraftContent) -> DraftContent:
    # Not to be refused for its length, nor trimmed: it is what somebody is in the midst of typing.
    typed, begun = (
        {clean_line(name): _clean_typed(text, name) for name, text in texts.items()}
        for texts in (content.typed, content.begun)
    )
    return DraftContent(typed=typed, begun=begun, writer=clean_line(content.writer))


def _clean_typed(text: str, name: str) -> str:
    if len(text) > LONGEST_DRAFT:
        raise Invalid(name, f"No more than {LONGEST_DRAFT:,} characters can be kept.")
    return clean_typed(text)


@lru_cache(maxsize=1)
def _limits() -> dict[str, tuple[int, bool]]:
    limits = {one.name: (one.longest, one.lines) for one in client_fields()}
    return {**limits, "reason_for_booking": limits["reason_by_professional"]}


def _clean_text(text: str, name: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Invalid(name, f"A text takes at most {LONGEST_TEXT:,} characters.")
    clean = clean_lines(text)
    return text if clean == text else clean
