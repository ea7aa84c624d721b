"""Templates and snippets in the folder of the settings: used, or refused with the reason."""

import os
from pathlib import Path

from kara_tui.domain.note_templates import BUILT_IN
from kara_tui.interchange.note_files import MOST_TEMPLATES, NoteFiles, read_note_files


def _put(folder: Path, name: str, text: str = "# Title of it\ntext\n") -> None:
    path = folder / "note-templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_without_files_there_are_the_built_in_templates_alone(tmp_path: Path) -> None:
    assert read_note_files(tmp_path) == NoteFiles()
    assert read_note_files(tmp_path / "nowhere").templates == BUILT_IN


def test_own_templates_stand_behind_the_built_in_ones_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.docx", ".hidden.md"):
        _put(tmp_path, name, f"# Title {name}\ntext\n")
    (tmp_path / "snippets.toml").write_text('nnc = "No new concerns."\n', encoding="utf-8")
    found = read_note_files(tmp_path)
    assert [one.name for one in found.templates[len(BUILT_IN) :]] == ["a", "b"]
    assert found.snippets == {"nnc": "No new concerns."}
    assert found.not_taken == ()


def test_whatever_cannot_be_used_is_told_and_hinders_nothing(tmp_path: Path) -> None:
    _put(tmp_path, "good.md")
    _put(tmp_path, "bad.md", "no title")
    (tmp_path / "note-templates" / "folder.md").mkdir()
    os.mkfifo(tmp_path / "note-templates" / "pipe.md")
    (tmp_path / "note-templates" / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "snippets.toml").write_text("a = ", encoding="utf-8")
    found = read_note_files(tmp_path)
    assert [one.name for one in found.templates[len(BUILT_IN) :]] == ["good"]
    assert {one.name: one.why.split(":")[0] for one in found.not_taken} == {
        "bad.md": "The first line must be a title, such as “# First session”.",
        "folder.md": "This is not a plain file.",
        "pipe.md": "This is not a plain file.",
        "snippets.toml": "The file cannot be read",
    }


def test_a_folder_that_is_none_and_a_snippet_file_that_is_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "note-templates").write_text("x")
    (tmp_path / "snippets.toml").mkdir()
    told = {one.name: one.why for one in read_note_files(tmp_path).not_taken}
    assert told == {
        "note-templates": "It cannot be read: Not a directory.",
        "snippets.toml": "This is not a plain file.",
    }


def test_so_many_templates_are_read_and_no_more(tmp_path: Path) -> None:
    for number in range(MOST_TEMPLATES + 1):
        _put(tmp_path, f"{number:03}.md", f"# Title {number}\ntext")
    found = read_note_files(tmp_path)
    assert len(found.templates) == MOST_TEMPLATES + len(BUILT_IN)
    assert [one.why for one in found.not_taken] == ["Only the first 200 templates are read."]
