"""A name that holds markup is shown as it is: it runs nothing, and breaks nothing."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile import ProfileScreen
from scripts.lint_markup import findings, main
from tests.support.clock import FixedClock
from tests.support.one_screen import WIDE, painted, settled, shown
from tests.support.people import added

ACTION = "[@click=app.quit]Anna[/]"
CLOSING = "Anna [/b] [/x]"
LINK = "[link=http://x.example]Anna[/link]"

_TEXTS = (
    "gender_identity",
    "contact_email",
    "phone_typed",
    "address_line",
    "reason_by_professional",
    "reason_for_booking",
)

REFUSED = (
    "Static(name)",
    "Static(f'Hello {name}')",
    "Label(content=client.name)",
    "Button(label_of(client))",
    "Option(client.name)",
    "Static(safe_text(name))",
    "Static('Hello ' + name)",
    "app.notify(f'{name} was saved')",
    "app.notify(message=name)",
    "app.notify(name, markup=True)",
    "panel.border_title = name",
    "panel.tooltip = client.name",
    "self.query_one('#title', Static).update(name)",
    "OptionList(*names)",
    "Content.from_markup(name)",
    "line = self.query_one(Static)\nline.update(name)",
    "table = Table.grid()\ntable.add_row(name)",
    "class Named(Static):\n def show(self, name): self.update(name)",
    "words = 'fixed'\nwords = name\nStatic(words)",
    "def words() -> str: ...\nStatic(words())",
    "for name in names: Static(name)",
    "WORDS = name\nStatic(WORDS)",
)
ALLOWED = (
    "Static('Hello')",
    "Static('one' if many else 'other')",
    "Static(Content(name))",
    "Static(Content('Hello ') + name)",
    "Static(name, markup=False)",
    "Option(Text(name))",
    "app.notify(name, markup=False)",
    "app.notify('Saved')",
    "panel.border_title = Content(name)",
    "known = {}\nknown.update(name)",
    "Static('', id='told', markup=False)\nself.query_one('#told', Static).update(name)",
    "class Named(Static):\n"
    " def __init__(self): super().__init__('', markup=False)\n"
    " def show(self, name): self.update(name)",
    "def words() -> Content: ...\nStatic(words())",
    "def lines() -> list[Content]: ...\nOptionList(*lines())",
    "def show(words: Content | None): Static(words)",
    "lines = [Content(one) for one in names]\nfor line in lines: Option(line)",
    "WORDS = {'a': 'fixed'}\nStatic(WORDS[kind])",
)


@pytest.mark.parametrize("snippet", REFUSED)
def test_37_the_lint_refuses_text_that_may_be_data(snippet: str) -> None:
    assert len(findings({"module.py": snippet})) == 1


@pytest.mark.parametrize("snippet", ALLOWED)
def test_37_the_lint_lets_literals_and_plain_text_pass(snippet: str) -> None:
    assert findings({"module.py": snippet}) == []


def test_37_the_whole_program_passes_the_lint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Threat: markup in a name runs an action. Control: no widget is given it as markup."""
    monkeypatch.setattr("sys.argv", ["lint_markup"])
    assert main() == 0, capsys.readouterr().out


@pytest.mark.parametrize("hostile", [ACTION, CLOSING, LINK, "[[[red]]] [/] [ [bold"])
async def test_37_it_stands_on_the_profile_as_it_was_typed(hostile: str, backend: Backend) -> None:
    """Threat: such a name runs an action or ends the program. Control: it is never markup."""
    client = await added(backend, hostile, phone_typed=hostile, contact_email=hostile)
    screen = ProfileScreen(Desk(backend, FixedClock()), client.id, hostile)
    async with shown(screen, backend, WIDE) as pilot:
        assert hostile in painted(pilot)
        for x in range(0, 60, 3):
            await pilot.click(offset=(x, 0))
        await settled(pilot)
        assert pilot.app.is_running
        assert hostile in painted(pilot)


async def test_37_in_every_field_it_is_listed_and_opened_as_it_is(backend: Backend) -> None:
    client = await added(backend, CLOSING, **dict.fromkeys(_TEXTS, ACTION))
    screen = ProfileScreen(Desk(backend, FixedClock()), client.id, CLOSING)
    async with shown(screen, backend, WIDE) as pilot:
        await pilot.press("e")
        await settled(pilot)
        assert ACTION in painted(pilot)
        assert pilot.app.is_running
