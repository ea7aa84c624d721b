"""Keys typed right behind a command reach what it opens, and nothing else."""

import pytest
from textual.events import Key

from kara_tui.backend.protocol import Backend
from kara_tui.screens.new_client import NewClientScreen
from kara_tui.screens.outbox import OutboxScreen
from kara_tui.widgets.text_field import TextField
from tests.screens.home.workstation import Workstation, opened
from tests.support.people import added


def typed_at_once(work: Workstation, text: str) -> None:
    """Send keys as a quick typist or a paste without brackets does: none waits for another."""
    for one in text:
        work.app.post_message(Key({" ": "space"}.get(one, one), one))


@pytest.mark.parametrize("text", ["nAnna Bella", "ncarmen ivo"])
async def test_a_name_typed_right_behind_n_stands_in_the_new_form(
    backend: Backend, text: str
) -> None:
    await added(backend, "Björn Ægisson")
    async with opened(backend) as work:
        typed_at_once(work, text)
        await work.until(lambda: isinstance(work.app.screen, NewClientScreen))
        await work.settle()
        assert len(work.app.screen_stack) == 2, "nothing else was opened on the way"
        await work.until(lambda: bool(work.app.screen.query(TextField)))
        name = work.app.screen.query(TextField).first()
        await work.until(lambda: name.text == text[1:], name.text)


async def test_the_key_behind_a_screen_works_on_that_screen(backend: Backend) -> None:
    async with opened(backend) as work:
        work.app.post_message(Key("m", "m"))
        work.app.post_message(Key("escape", None))
        work.app.post_message(Key("m", "m"))
        await work.until(lambda: isinstance(work.app.screen, OutboxScreen))
        await work.settle()
        assert len(work.app.screen_stack) == 2


async def test_the_first_letter_of_an_edit_is_not_lost(backend: Backend) -> None:
    await added(backend, "Björn Ægisson")
    async with opened(backend) as work:
        await work.press("enter")
        typed_at_once(work, "e Smári")
        await work.settle()
        await work.until(lambda: "Björn Ægisson Smári" in work.screen_text())
