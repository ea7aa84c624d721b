"""Text from earlier meets a record that was changed since: every version, and a choice."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual.widget import Widget

from kara_tui.commands import conflict as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Client
from kara_tui.domain.client_fields import client_field, typed_details
from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.domain.private import opened
from kara_tui.domain.reconciling import Difference, Side, text_differences
from kara_tui.screens.comparing import ComparingScreen, fields_in_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import value_words, when_typed
from kara_tui.widgets.difference_row import DifferenceRow, Versions

_NAMES = {Side.THEIRS: "saved now", Side.MINE: "you typed"}
_NOT_KNOWN = "(not known)"


async def resume_over(
    node: Widget,
    draft: Draft,
    client: Client,
    desk: Desk,
    go_on: Callable[[Draft, frozenset[str]], Awaitable[None]],
) -> None:
    """Go on with an earlier text; ask first where the record was changed since.

    Args:
        node: Whoever wants to go on.
        draft: The text.
        client: The record as it is saved now.
        desk: Knows what time it is.
        go_on: Takes the text, and the fields in which the saved value holds.
    """
    question = _question(draft, client, desk)
    if question is None:
        await go_on(draft, frozenset())
        return

    async def chosen(stored: frozenset[str] | None) -> None:
        if stored is not None:
            await go_on(draft, stored)

    node.app.push_screen(question, chosen)


def _question(draft: Draft, client: Client, desk: Desk) -> "ResumingScreen | None":
    # Nothing is to be asked while the record says what it said when the typing began.
    details = opened(client.details)
    content, now = opened(draft.content), typed_details(details)
    if draft.record_version == client.version:
        content = replace(content, begun={**now, **content.begun})
    if all(one.suggested for one in text_differences(content.typed, content.begun, now)):
        return None
    return ResumingScreen(details.name, when_typed(draft, desk), content, now)


class ResumingScreen(ComparingScreen[frozenset[str]]):
    """Returns the fields in which the saved value holds, or None when the user goes back."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (commands.TakeChosen, commands.BackToForm)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, name: str, when: str, content: DraftContent, now: Mapping[str, str]) -> None:
        """Compare.

        Args:
            name: Whose record it is.
            when: When the text was typed, in words.
            content: The text, and what was saved when its typing began.
            now: What is saved now, as it would be typed.
        """
        super().__init__(text_differences(content.typed, content.begun, now))
        self._client_name = name
        self._when = when
        self._content = content
        self._now = now

    def heading(self) -> str:
        """Return whose record it is."""
        return f"{self._client_name}: saved anew since you typed"

    def name_of(self) -> str:
        """Return what the client is called."""
        return self._client_name

    def advice(self) -> str:
        """Return how to choose."""
        return (
            f"Typed {self._when}. ← keeps what is saved now, → takes what you typed, ↑ and ↓ go "
            "to another field; F2 goes on in the form, and saves nothing yet."
        )

    def left_words(self, count: int) -> str:
        """Return which keys choose."""
        return f"{fields_in_words(count)}: ← keeps what is saved now, → takes what you typed."

    def row(self, difference: Difference) -> DifferenceRow:
        """Return the three versions of one field."""
        name = difference.field
        why = "changed by you only" if difference.suggested else "changed by you and elsewhere"
        values = {
            Side.THEIRS: value_words(name, self._now.get(name, "")),
            Side.MINE: value_words(name, self._content.typed[name]),
        }
        begun = self._content.begun.get(name)
        was = _NOT_KNOWN if begun is None else value_words(name, begun)
        label = client_field(name).label
        return DifferenceRow(difference, Versions(label, why, was, values), _NAMES)

    def result(self, chosen: Mapping[str, Side]) -> frozenset[str]:
        """Return the fields in which the saved value was chosen."""
        return frozenset(name for name, side in chosen.items() if side is Side.THEIRS)
