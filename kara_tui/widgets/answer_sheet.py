"""One item at a time, to be read aloud; one key answers it and goes on to the next."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.domain.measure import Measure, Values
from kara_tui.domain.text import safe_text


class AnswerSheet(Widget, can_focus=True):
    """Takes the answers to a measure: digits, or the arrows and enter; backspace goes back."""

    DEFAULT_CSS = """
    AnswerSheet { height: auto; border-left: blank; }
    AnswerSheet:focus { border-left: outer $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "highlight(-1)", "Up", show=False, id="answers.up"),
        Binding("down", "highlight(1)", "Down", show=False, id="answers.down"),
        Binding("enter,space", "take", "Answer", id="answers.take"),
        Binding("left,backspace", "go(-1)", "Item before", id="answers.before"),
        Binding("right", "go(1)", "Next item", id="answers.next"),
        Binding("delete,minus", "leave_out", "Leave out", id="answers.leave_out"),
    ]

    @dataclass
    class Changed(Message):
        """An answer was given, changed or taken away."""

        values: tuple[int | None, ...]

    @dataclass
    class AtEnd(Message):
        """The last item was answered."""

    place: reactive[int] = reactive(0, layout=True)
    """The item that is shown."""
    highlighted: reactive[int] = reactive(0)
    """The choice that enter takes."""
    language: reactive[str] = reactive("", layout=True)
    """In which items are shown."""

    def __init__(self, measure: Measure, language: str = "") -> None:
        super().__init__()
        self.measure = measure
        self._values: list[int | None] = [None] * len(measure.items)
        self.set_reactive(AnswerSheet.highlighted, len(measure.choices) - 1)
        self.set_reactive(AnswerSheet.language, measure.nearest_language(language))

    @property
    def values(self) -> tuple[int | None, ...]:
        """The answers so far; None for an item that has none."""
        return tuple(self._values)

    def fill(self, values: Values) -> None:
        """Put earlier answers here, as far as they fit; go to the first item without, or at all."""
        for place in range(min(len(values), len(self._values))):
            if self.measure.choice(values[place]) is not None:
                self._values[place] = values[place]
        open_places = [place for place, value in enumerate(self._values) if value is None]
        self.place = open_places[0] if open_places else 0
        self._show_place()
        self.refresh(layout=True)

    def key_of(self, choice: int) -> str:
        """Return the key that gives a choice: its value where that is one digit."""
        choices = self.measure.choices
        if choices[0].value >= 0 and choices[-1].value <= 9:
            return str(choices[choice].value)
        return str((choice + 1) % 10)

    def on_key(self, event: events.Key) -> None:
        """Answer the item that is shown when the key is that of a choice."""
        keys = [self.key_of(place) for place in range(len(self.measure.choices))]
        if event.character in keys:
            event.stop()
            self._answer(keys.index(event.character))

    def action_highlight(self, by: int) -> None:
        """Move to another choice."""
        # The highest value stands on top.
        last = len(self.measure.choices) - 1
        self.highlighted = min(last, max(0, self.highlighted - by))

    def action_take(self) -> None:
        """Give the highlighted choice."""
        self._answer(self.highlighted)

    def action_go(self, by: int) -> None:
        """Go to another item; behind the last one there is the end."""
        if self.place + by >= len(self._values):
            self.post_message(self.AtEnd())
        self.place = min(len(self._values) - 1, max(0, self.place + by))
        self._show_place()

    def action_leave_out(self) -> None:
        """Take the answer away and go on."""
        self._values[self.place] = None
        self.post_message(self.Changed(self.values))
        self.action_go(1)

    def next_language(self) -> None:
        """Show the items in the measure's next language."""
        known = self.measure.languages
        self.language = known[(known.index(self.language) + 1) % len(known)]

    def render(self) -> Content:
        """Draw the answers so far, the item, and its choices."""
        lines = [self._strip(), Content(""), self._item(), Content("")]
        order = reversed(range(len(self.measure.choices)))
        lines += [self._choice(place) for place in order]
        return Content("\n").join(lines)

    def _answer(self, choice: int) -> None:
        self._values[self.place] = self.measure.choices[choice].value
        self.post_message(self.Changed(self.values))
        self.action_go(1)
        self.refresh(layout=True)

    def _show_place(self) -> None:
        given = self.measure.choice(self._values[self.place])
        choices = self.measure.choices
        self.highlighted = choices.index(given) if given else len(choices) - 1

    def _strip(self) -> Content:
        parts = [Content(f"{self.place + 1} of {len(self._values)}  ")]
        for place, value in enumerate(self._values):
            mark = "–" if value is None else str(value)
            is_here = place == self.place
            parts.append(Content.styled(f"[{mark}]", "bold") if is_here else Content(f" {mark} "))
        return Content("").join(parts)

    def _item(self) -> Content:
        text = self.measure.say(self.measure.items[self.place].text, self.language)
        return Content.styled(safe_text(text), "bold")

    def _choice(self, place: int) -> Content:
        choice = self.measure.choices[place]
        is_given = self._values[self.place] == choice.value
        sign = "●" if is_given else "○"
        cursor = "▸" if place == self.highlighted else " "
        words = safe_text(self.measure.say(choice.text, self.language))
        value = "" if self.key_of(place) == str(choice.value) else f"  ({choice.value})"
        line = f"{cursor} {self.key_of(place)}  {sign} {words}{value}"
        return Content.styled(line, "bold" if place == self.highlighted else "")
