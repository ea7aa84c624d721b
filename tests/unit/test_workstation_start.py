"""What the composition root puts around the workstation before it runs."""

import os
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from kara_tui.app import WorkstationApp
from kara_tui.bootstrap import door_of, settings_for
from kara_tui.domain.place import Place
from kara_tui.starting import run_workstation
from kara_tui.widgets.terminal_guard import terminal_guard


def test_the_terminal_is_guarded_before_anything_is_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn: list[str] = []

    def run(_app: WorkstationApp, **_how: bool) -> None:
        line = Strip([Segment("Anna\x1b]0;owned\x07 \u202egnp")])
        drawn.append(line.render(Console()))

    monkeypatch.setattr(WorkstationApp, "run", run)
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("kara_tui.vault.process_guard.guard_process", lambda: None)
    monkeypatch.setattr("os.environ", dict(os.environ))
    # Around it, so that the guard of this test's program does not outlive the test.
    with terminal_guard(raising=True):
        settings = settings_for(str(tmp_path), environment={})
        run_workstation(settings, door_of(settings, {}), Place())
    [line] = drawn
    assert "Anna" in line
    assert not {"\x1b]", "\x07", "\u202e"} & {
        line[at : at + size] for at in range(len(line)) for size in (1, 2)
    }
