"""The examples on the page about files of one's own are files that are taken."""

import re
from pathlib import Path

from kara_tui.domain.note_templates import hint_at
from kara_tui.interchange.note_files import SNIPPET_FILE, TEMPLATE_FOLDER, read_note_files

PAGE = Path(__file__).parents[3] / "docs" / "templates.md"


def test_the_examples_on_the_page_are_taken_as_they_stand_there(tmp_path: Path) -> None:
    template, snippets, *_ = re.findall(r"```\w*\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (tmp_path / TEMPLATE_FOLDER).mkdir()
    (tmp_path / TEMPLATE_FOLDER / "first.md").write_text(template, "utf-8")
    (tmp_path / SNIPPET_FILE).write_text(snippets, "utf-8")
    files = read_note_files(tmp_path)
    assert not files.not_taken
    own = files.templates[-1]
    assert own.title == "First session"
    assert hint_at(own, own.text, 0) == "Since when, and what was tried already?"
    assert set(files.snippets) == {"nnc", "risk", "þv"}
