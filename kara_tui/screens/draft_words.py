"""Text that was typed and not saved, told in words: when, in which fields, over what."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

from kara_tui.domain.client_fields import client_field
from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_facts import clock_time
from kara_tui.widgets.fact_list import Fact

_LONGEST_EXCERPT = 40
_LONGEST_VALUE = 20_000
_MOST_NAMED = 3

_LABELS = {"remark": "Remark", "personal_line": "A line of your own"}
"""What fields are called that are none of a client's own."""


def ago(span: timedelta) -> str:
    """Return how long ago something was."""
    seconds = max(0, int(span.total_seconds()))
    steps = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
    for length, name in steps:
        if seconds >= length:
            count = seconds // length
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return "just now"


def when_typed(draft: Draft, desk: Desk) -> str:
    """Return when a text was typed: “14:32, 3 minutes ago”."""
    return f"{clock_time(draft.at, desk)}, {ago(desk.clock() - draft.at)}"


def field_label(name: str) -> str:
    """Return what a field is called."""
    with suppress(KeyError):
        return client_field(name).label
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def value_words(name: str, text: str) -> str:
    """Return what stands in a field as a person reads it: a choice in its own words."""
    with suppress(KeyError):
        return dict(client_field(name).choices).get(text, text)
    return text


def excerpt(text: str, longest: int = _LONGEST_EXCERPT) -> str:
    """Return the first words of a text, in one line."""
    line = " ".join(text[: longest * 4].split())
    return (
        f"{line[: longest - 1].rstrip()}…"
        if len(line) > longest or len(text) > longest * 4
        else line
    )


def first_words(content: DraftContent) -> str:
    """Return where a text begins; empty when all of it was deleted."""
    texts = (excerpt(value_words(name, text)) for name, text in content.typed.items())
    return next((f"“{text}”" for text in texts if text), "")


def typed_over(content: DraftContent, saved: Mapping[str, str] | None) -> tuple[str, ...]:
    """Return a line for each of the first fields: what is typed, and what is saved now."""
    lines = []
    for name, text in list(content.typed.items())[:_MOST_NAMED]:
        typed = excerpt(value_words(name, text)) or "–"
        stored = excerpt(value_words(name, (saved or {}).get(name, ""))) or "–"
        beside = "" if saved is None else f"   saved now: {stored}"
        lines.append(f"{field_label(name)}: {typed}{beside}")
    more = len(content.typed) - len(lines)
    return (*lines, *([f"and {more} more" if more > 1 else "and one more field"] if more else []))


def typed_facts(content: DraftContent, saved: Mapping[str, str] | None) -> tuple[Fact, ...]:
    """Return every field in full: what is typed, what is saved now, what it was before."""
    facts = []
    for name, text in content.typed.items():
        notes = []
        if saved is not None:
            now = saved.get(name, "")
            notes.append(f"saved now: {excerpt(value_words(name, now), 200) or '–'}")
            begun = content.begun.get(name, now)
            if begun != now:
                was = excerpt(value_words(name, begun), 200) or "–"
                notes.append(f"when the typing began: {was}")
        shown = value_words(name, text)[:_LONGEST_VALUE]
        facts.append(Fact(field_label(name), shown or "(emptied)", " · ".join(notes)))
    return tuple(facts)


def offer_words(
    left: Sequence[Draft], elsewhere: Sequence[Draft], saved: Mapping[str, str] | None, desk: Desk
) -> str:
    """Return what to say on a screen about texts that were typed there and not saved."""
    lines: list[str] = []
    if left:
        newest = left[0]
        more = f" (and {len(left) - 1} more)" if len(left) > 1 else ""
        lines.append(f"Unsaved text, typed {when_typed(newest, desk)}{more}:")
        if isinstance(newest.content, DraftContent):
            lines += [f"  {line}" for line in typed_over(newest.content, saved)]
    for one in elsewhere:
        words = first_words(one.content) if isinstance(one.content, DraftContent) else ""
        lines.append(f"Being typed elsewhere, {ago(desk.clock() - one.at)}: {words}".rstrip(": "))
    if len(left) + len(elsewhere) > 1:
        lines.append("Enter or F2 shows them all.")
    elif left:
        lines.append("Enter or F2 goes on with it, D discards it.")
    elif elsewhere:
        lines.append("Enter or F2 shows it.")
    return "\n".join(lines)


def earlier_words(
    left: Sequence[Draft], elsewhere: Sequence[Draft], desk: Desk, *, is_empty: bool
) -> str:
    """Return what to say over an open form about texts that were typed in it at other times.

    Args:
        left: Those that nobody is typing any more, newest first.
        elsewhere: Those that are being typed in other programs.
        desk: Knows what time it is.
        is_empty: Whether nothing stands in the form yet, so that a text can be put there.
    """
    if not left and not elsewhere:
        return ""
    told = [f"typed {when_typed(one, desk)}{_begin(one)}" for one in left[:1]]
    told += [f"being typed elsewhere, {ago(desk.clock() - one.at)}" for one in elsewhere[:1]]
    more = len(left) + len(elsewhere) - 1
    which = f" (and {more} more)" if more else ""
    if not is_empty:
        return f"Unsaved text waits{which}. F9 shows it."
    does = "F2 shows them all" if more or not left else "F2 goes on with it"
    return f"Unsaved text, {told[0]}{which}. {does}; or begin to type, and it stays."


def _begin(draft: Draft) -> str:
    words = first_words(draft.content) if isinstance(draft.content, DraftContent) else ""
    return f": {words}" if words else ""
