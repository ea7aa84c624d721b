"""Which program has a form open, and whether it still runs."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.presence import Presence, still_runs_here, this_program
from tests.support.clock import NOON


@pytest.fixture
def other_program() -> Iterator["subprocess.Popen[str]"]:
    """Give a program that says its mark and runs until it is told to end."""
    words = "from kara_tui.presence import this_program; print(this_program(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def mark_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def written_by(writer: str, key: str = "client:1~a") -> Draft:
    return Draft(key=key, record_version=1, at=NOON, content=DraftContent(writer=writer))


def test_a_running_program_is_known_until_it_is_killed(
    other_program: "subprocess.Popen[str]",
) -> None:
    mark = mark_of(other_program)
    assert mark != this_program()
    assert still_runs_here(mark)
    other_program.kill()
    # Not waited for yet: what is left of it is no program any more.
    while still_runs_here(mark):
        assert other_program.returncode is None
    other_program.wait()
    assert not still_runs_here(mark)


def test_a_number_that_was_given_to_another_program_does_not_deceive() -> None:
    machine, number, began = this_program().split(".")
    assert still_runs_here(f"{machine}.{number}.{began}")
    assert not still_runs_here(f"{machine}.{number}.{int(began) + 1}")
    assert not still_runs_here(f"elsewhere.{number}.{began}")


@pytest.mark.parametrize("mark", ["", ".", "..", "x", "x.y.z", "\x1b[0m", "1.99999999999999.1"])
def test_a_mark_that_says_nothing_is_nobody(mark: str) -> None:
    assert not still_runs_here(mark)


def test_a_form_that_was_left_is_being_typed_by_nobody() -> None:
    assert not Presence(still_runs=lambda _: True).is_being_typed(written_by(""))


def test_what_another_running_program_has_open_is_being_typed() -> None:
    presence = Presence("here", still_runs=lambda mark: mark == "there")
    assert presence.is_being_typed(written_by("there"))
    assert not presence.is_being_typed(written_by("gone"))


def test_this_program_knows_by_itself_what_it_has_open() -> None:
    presence = Presence("here", still_runs=lambda _: True)
    assert not presence.is_being_typed(written_by("here"))
    presence.open_drafts.add("client:1~a")
    assert presence.is_being_typed(written_by("here"))
    assert not presence.is_being_typed(written_by("here", "client:1~b"))
