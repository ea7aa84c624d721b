"""What can be done is declared once, and told in the same words wherever it is offered."""

import importlib
import pkgutil
from collections.abc import Iterable
from itertools import combinations
from typing import TypeVar

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Static

import kara_tui.commands
import kara_tui.screens
from kara_tui.app import WorkstationApp
from kara_tui.backend.protocol import Backend
from kara_tui.commands.command import Command, Offering, offered
from kara_tui.screens.help import HelpScreen
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.list_pane import ListPane
from tests.screens.home.workstation import opened
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import added, invited, requested

T = TypeVar("T")


def import_all() -> None:
    for package in (kara_tui.commands, kara_tui.screens):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def below(kind: type[T]) -> Iterable[type[T]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def offers(where: type) -> tuple[type[Command], ...]:
    return tuple(where.__dict__.get("OFFERS", ()))


import_all()
COMMANDS = sorted(
    {one for one in below(Command) if one.__module__.startswith("kara_tui.")},
    key=lambda one: one.id(),
)
OFFERINGS = sorted(
    {
        one
        for one in below(Offering)
        if one.__module__.startswith("kara_tui.") and one.__dict__.get("OFFERS")
    },
    key=lambda one: one.__qualname__,
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id())
def test_every_command_says_what_it_does_in_a_sentence_and_a_short_label(
    command: type[Command],
) -> None:
    assert command.__doc__
    assert command.help().endswith(".")
    assert 1 <= len(command.label.split()) <= 2
    assert command.label[0].isupper()


def test_every_command_has_an_id_of_its_own() -> None:
    ids = [one.id() for one in COMMANDS]
    assert len(ids) == len(set(ids))


def test_every_command_is_offered_somewhere() -> None:
    assert {one for where in OFFERINGS for one in where.OFFERS} == set(COMMANDS)


def test_every_key_of_every_screen_can_be_changed() -> None:
    for where in [*below(DOMNode)]:
        if where.__module__.startswith("kara_tui."):
            for one in where.__dict__.get("BINDINGS", ()):
                assert isinstance(one, Binding)
                assert one.id, f"{where.__qualname__}: {one}"


@pytest.mark.parametrize("where", OFFERINGS, ids=lambda one: one.__qualname__)
def test_what_is_offered_has_its_key_bound(where: type[Offering]) -> None:
    bound = {
        one.id
        for node in where.__mro__
        for one in node.__dict__.get("BINDINGS", ())
        if isinstance(one, Binding)
    }
    assert {one.id() for one in where.OFFERS if one.key} <= bound


@pytest.mark.parametrize("where", OFFERINGS, ids=lambda one: one.__qualname__)
def test_keys_exist_on_every_terminal(where: type[Offering]) -> None:
    words = {
        *("enter", "escape", "tab", "space", "backspace", "delete", "slash", "question_mark"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "minus"),
        *("ctrl+l", "ctrl+d", "ctrl+f", "ctrl+r", "ctrl+pageup", "ctrl+pagedown"),
        *("ctrl+g", "ctrl+n", "ctrl+o", "less_than_sign", "greater_than_sign"),
        *("alt+up", "alt+down", "alt+pageup", "alt+pagedown"),
    }
    for command in where.OFFERS:
        for key in filter(None, command.key.split(",")):
            is_function = key[0] == "f" and key[1:].isdigit() and 1 <= int(key[1:]) <= 10
            assert len(key) == 1 or is_function or key in words, command.id()


def test_no_two_keys_of_the_four_lists_are_the_same() -> None:
    panes = [one for one in below(ListPane) if one.__dict__.get("OFFERS")]
    assert len(panes) == 4
    for pane in panes:
        together: list[type[Command]] = [*pane.OFFERS, *HomeScreen.OFFERS, *WorkstationApp.OFFERS]
        for one, other in combinations(together, 2):
            shared = set(one.key.split(",")) & set(other.key.split(","))
            assert not shared - {""}, f"{one.id()} and {other.id()}"


async def test_no_two_commands_offered_together_share_a_key(backend: Backend) -> None:
    await added(backend)
    await requested(backend)
    await invited(backend)
    async with opened(backend) as work:
        for keys in (["1"], ["2"], ["3"], ["4"], ["1", "slash"], ["escape", "i"]):
            await work.press(*keys)
            together: list[type[Command]] = [one for _, one in offered(work.app.screen)]
            assert len(together) == len(set(together))
            for one, other in combinations(together, 2):
                shared = set(one.key.split(",")) & set(other.key.split(",")) - {""}
                assert not shared, f"{keys}: {one.id()} and {other.id()}"


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_help_tells_every_key_that_works_here(
    backend: Backend, size: tuple[int, int]
) -> None:
    await requested(backend)
    async with opened(backend, size=size) as work:
        await work.press("2", "question_mark")
        assert isinstance(work.app.screen, HelpScreen)
        assert "Accept this request" in work.screen_text()
        await work.press("end")
        assert "find any command by its words" in work.screen_text()
        await work.press("question_mark")
        assert work.is_home
        for leave in ("escape", "q", "f1"):
            await work.press("f1", leave)
            assert work.is_home


async def test_the_palette_offers_what_is_possible_with_its_key(backend: Backend) -> None:
    await requested(backend)
    async with opened(backend, size=WIDE) as work:
        await work.press("2", "ctrl+p")
        await work.pilot.press(*"accept")
        await work.until(lambda: "Accept  a" in work.screen_text())
        await work.press("enter")
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("ctrl+p")
        await work.pilot.press(*"accept")
        await work.settle()
        assert "Accept  a" not in work.screen_text()
        await work.press("escape", "1", "ctrl+p")
        await work.pilot.press(*"turn order")
        await work.until(lambda: "Reverse order  O" in work.screen_text())
        await work.press("enter")
        await work.until(lambda: work.pane.descending)


async def test_the_words_of_an_empty_list_name_keys_that_work_there(backend: Backend) -> None:
    async with opened(backend) as work:
        words = str(work.pane.query_one(".empty", Static).render())
        keys = {command.key for _, command in offered(work.app.screen)}
        for key in ("n", "f6", "i"):
            assert key in keys
        assert all(key in words for key in ("n adds", "F6 imports", "i invites"))
