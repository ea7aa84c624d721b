"""While names are hidden, nothing private stands on any screen, whichever it is."""

from textual.widget import Widget
from textual.widgets import Input, TextArea

from kara_tui.backend.protocol import Backend
from kara_tui.workflows.close_session import plan_closing
from tests.screens.home.workstation import Workstation, opened
from tests.screens.privacy.every_screen import EVERY_SCREEN, MADE_OF, SHOWS_NOBODY, screen_classes
from tests.screens.privacy.world import NUMBER, SIGN, furnished
from tests.support.clock import NOON
from tests.support.sessions import ICELAND

ROOMY = (100, 30)
"""Two columns of a profile; drawing more takes longer, and shows hardly more."""


def private_words(work: Workstation) -> list[str]:
    """Return the lines of all parts of the screen that tell something.

    Drawn part by part: a picture of the whole screen takes ten times as long, and shows less.
    """
    drawn = (
        line.text.casefold()
        for widget in (work.app.screen, *work.app.screen.query(Widget))
        for line in widget.render_lines(widget.size.region)
    )
    return [one for one in drawn if SIGN in one or NUMBER in one.replace(" ", "")]


async def _found_on(work: Workstation, name: str) -> list[str]:
    """Return what is wrong with a screen; type into what is empty on it first."""
    for field in work.app.screen.query(TextArea):
        if not field.text:
            field.load_text("zqtyped")
    for line in work.app.screen.query(Input):
        if not line.value:
            line.value = "zqtyped"
    if not private_words(work):
        return [f"{name} shows nothing that could be hidden"]
    await work.pilot.press("ctrl+o")
    told = private_words(work)
    work.app.hide_names(False)
    return [f"{name} still tells: {told}"] if told else []


def test_every_screen_is_known_here() -> None:
    names = {one.__name__ for one in screen_classes()}
    assert {"ProfileScreen", "NoteScreen", "HomeScreen"} <= names
    unknown = names - set(EVERY_SCREEN) - set(SHOWS_NOBODY) - MADE_OF
    assert not unknown, f"what do {unknown} show while names are hidden?"


async def test_nothing_private_stands_on_any_screen_while_names_are_hidden(
    backend: Backend,
) -> None:
    world = await furnished(backend)
    plan = await plan_closing(backend, world.client.id, world.session.id, NOON, ICELAND)
    wrong: list[str] = []
    async with opened(backend, size=ROOMY) as work:
        for key in "123":
            await work.press(key)
            wrong += await _found_on(work, f"list {key}")
        for name, opening in EVERY_SCREEN.items():
            await work.app.push_screen(opening(work.app.desk, world, plan))
            await work.settle()
            wrong += await _found_on(work, name)
            while not work.is_home:
                await work.app.pop_screen()
    assert not wrong, "\n\n".join(wrong)
