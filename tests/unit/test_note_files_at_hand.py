"""The workstation has the professional's own templates and snippets at hand."""

import os
from pathlib import Path

import pytest

from kara_tui.app import WorkstationApp
from kara_tui.bootstrap import door_of, settings_for
from kara_tui.domain.place import Place
from kara_tui.starting import run_workstation
from kara_tui.widgets.terminal_guard import terminal_guard


def test_files_beside_the_settings_are_templates_and_snippets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "note-templates"
    folder.mkdir()
    (folder / "first.md").write_text("# First meeting\n## Why now\n", encoding="utf-8")
    (folder / "broken.md").write_text("No title", encoding="utf-8")
    (tmp_path / "snippets.toml").write_text('nnc = "No new concerns."', encoding="utf-8")
    started: list[WorkstationApp] = []

    def run(app: WorkstationApp, **_how: bool) -> None:
        started.append(app)

    monkeypatch.setattr(WorkstationApp, "run", run)
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("os.environ", dict(os.environ))
    # Around it, so that the guard of this test's program does not outlive the test.
    with terminal_guard(raising=True):
        settings = settings_for(str(tmp_path), environment={})
        run_workstation(settings, door_of(settings, {}), Place())
    files = started[0].desk.note_files()
    assert "First meeting" in [one.title for one in files.templates]
    assert files.snippets == {"nnc": "No new concerns."}
    assert [one.name for one in files.not_taken] == ["broken.md"]
