"""Fields that a person types into, one at a time."""

import time
from dataclasses import dataclass, field
from typing import ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot

from kara_tui.domain.client_fields import client_field
from kara_tui.widgets.form_field import FieldNote, FormField
from tests.support.hostile import HOSTILE, steers_a_terminal


@dataclass
class Typed:
    """What became of a paste."""

    text: str
    note: str
    seconds: float = field(compare=False, default=0)


class FieldApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("q", "hear", "Heard")]

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__()
        self.field = FormField(client_field(name), text)
        self.heard = 0

    def compose(self) -> ComposeResult:
        yield self.field
        yield FormField(client_field("phone"), "")

    def action_hear(self) -> None:
        self.heard += 1

    def on_form_field_edited(self) -> None:
        self.field.show_note(FieldNote())


async def paste(pilot: Pilot[None], text: str) -> Typed:
    app = pilot.app
    assert isinstance(app, FieldApp)
    app.field.control.focus()
    await pilot.pause()
    began = time.perf_counter()
    app.field.control.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()
    return Typed(app.field.typed, app.field.note, time.perf_counter() - began)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_nothing_pasted_can_steer_the_terminal(kind: str) -> None:
    async with FieldApp("reason_by_professional").run_test() as pilot:
        typed = await paste(pilot, HOSTILE[kind])

    bare = typed.text.replace("\n", "")
    assert not set(steers_a_terminal(bare)) - {"0x200e", "0x200f", "0x61c"}


async def test_direction_marks_stay_in_the_text_and_are_shown_as_signs() -> None:
    async with FieldApp("name", "a\u200eb").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, FieldApp)
        picture = app.export_screenshot(simplify=True)

        assert app.field.typed == "a\u200eb"
        assert "\u200e" not in picture
        assert "\ufffd" in picture


async def test_ten_pasted_megabytes_are_refused_at_once_and_say_so() -> None:
    async with FieldApp("name", "Anna").run_test() as pilot:
        typed = await paste(pilot, "x" * 10_000_000)

    assert typed.text == "Anna"
    assert "10,000,000 characters" in typed.note
    assert "at most 200" in typed.note
    assert typed.seconds < 2


async def test_many_pastes_cannot_grow_a_field_without_end() -> None:
    async with FieldApp("name").run_test() as pilot:
        for _ in range(3):
            typed = await paste(pilot, "x" * 390)

    assert len(typed.text) == 780
    assert typed.note.startswith("✗ Nothing was pasted")


async def test_the_note_about_a_refused_paste_goes_with_the_next_key() -> None:
    async with FieldApp("name").run_test() as pilot:
        await paste(pilot, "x" * 1000)
        await pilot.press("a")
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, FieldApp)
        assert app.field.note == ""
        assert app.field.typed == "a"


async def test_lines_pasted_into_one_line_are_joined() -> None:
    async with FieldApp("name").run_test() as pilot:
        typed = await paste(pilot, "Anna\r\nJónsdóttir\n")

    assert typed.text == "Anna Jónsdóttir"


async def test_lines_pasted_into_several_lines_stay_lines() -> None:
    async with FieldApp("reason_by_professional").run_test() as pilot:
        typed = await paste(pilot, "one\r\ntwo\rthree")

    assert typed.text == "one\ntwo\nthree"


async def test_a_paste_is_undone_as_a_whole() -> None:
    async with FieldApp("name", "Anna ").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, FieldApp)
        app.field.control.focus()
        await pilot.press("end")
        typed = await paste(pilot, "Sif Jónsdóttir")
        assert typed.text == "Anna Sif Jónsdóttir"
        await pilot.press("ctrl+z")
        assert app.field.typed == "Anna "
        await pilot.press("ctrl+y")
        assert app.field.typed == "Anna Sif Jónsdóttir"


async def test_enter_and_arrows_lead_to_the_next_field_and_back() -> None:
    async with FieldApp("name").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, FieldApp)
        app.field.control.focus()
        await pilot.press("enter")
        assert app.focused is not app.field.control
        await pilot.press("up")
        assert app.focused is app.field.control
        await pilot.press("down")
        assert app.focused is not app.field.control
        assert app.field.typed == ""


async def test_letters_typed_on_a_choice_do_nothing_else() -> None:
    async with FieldApp("administrative_gender", "unknown").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, FieldApp)
        app.field.control.focus()
        await pilot.press("q", "o")
        assert app.heard == 0
        assert app.field.typed == "other"


async def test_a_choice_goes_round_and_can_be_undone() -> None:
    async with FieldApp("interaction_preference", "remote").run_test() as pilot:
        app = pilot.app
        assert isinstance(app, FieldApp)
        app.field.control.focus()
        await pilot.press("space")
        assert app.field.typed == "undecided"
        await pilot.press("left")
        assert app.field.typed == "remote"
        await pilot.press("ctrl+z")
        assert app.field.typed == "undecided"
        await pilot.press("ctrl+y")
        assert app.field.typed == "remote"


async def test_a_required_field_is_marked() -> None:
    async with FieldApp("name").run_test() as pilot:
        assert "Name *" in pilot.app.export_screenshot(simplify=True).replace("&#160;", " ")
