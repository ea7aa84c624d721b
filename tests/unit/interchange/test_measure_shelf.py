"""The measures at hand: the program's own first, an operator's beside them, misfits named."""

from pathlib import Path

import pytest

from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound, StoreUnavailable
from kara_tui.interchange.measure_shelf import USUAL_MEASURE, MeasureShelf, built_in_measures
from tests.support.measures import OWN_FILE, wellbeing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config" / "measures"


@pytest.fixture
def shelf(folder: Path) -> MeasureShelf:
    return MeasureShelf(folder)


def test_the_wellbeing_index_is_always_there(shelf: MeasureShelf) -> None:
    for one in (shelf, MeasureShelf()):
        assert one.current() == built_in_measures()
        assert one.get(USUAL_MEASURE) == wellbeing()
        assert one.misfits() == ()


def test_an_added_measure_is_there_at_once_and_for_the_next_program(
    shelf: MeasureShelf, folder: Path
) -> None:
    measure, path = shelf.add(OWN_FILE.encode())
    assert path == folder / "mood-nine-1.toml"
    assert path.read_bytes() == OWN_FILE.encode()
    assert [one.name for one in shelf.current()] == [USUAL_MEASURE, "mood-nine"]
    assert MeasureShelf(folder).find("mood-nine", "1") == measure
    assert list(folder.iterdir()) == [path]


def test_the_next_version_is_asked_and_the_one_before_still_counts_its_answers(
    shelf: MeasureShelf,
) -> None:
    shelf.add(OWN_FILE.encode())
    newer, _ = shelf.add(OWN_FILE.replace("version = 1", "version = 2").encode())
    assert shelf.get("mood-nine") == newer
    assert [one.version for one in shelf.every() if one.name == "mood-nine"] == [1, 2]
    older = shelf.find("mood-nine", "1")
    assert older is not None
    assert older.version == 1
    assert shelf.find("mood-nine", "3") is None
    with pytest.raises(NotFound, match="calm"):
        shelf.get("calm")


def test_nothing_is_written_over_and_no_name_is_taken_twice(
    shelf: MeasureShelf, folder: Path
) -> None:
    shelf.add(OWN_FILE.encode())
    with pytest.raises(NotAllowedNow, match="here already"):
        shelf.add(OWN_FILE.encode())
    with pytest.raises(NotAllowedNow, match="comes with the program"):
        shelf.add(OWN_FILE.replace("mood-nine", USUAL_MEASURE).encode())
    (folder / "mood-nine-2.toml").write_text("something else")
    with pytest.raises(NotAllowedNow, match="there already"):
        shelf.add(OWN_FILE.replace("version = 1", "version = 2").encode())
    with pytest.raises(NotAllowedNow, match="no folder"):
        MeasureShelf().add(OWN_FILE.encode())


def test_a_file_that_is_refused_leaves_nothing_behind(shelf: MeasureShelf, folder: Path) -> None:
    with pytest.raises(Invalid):
        shelf.add(b"name = 3")
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        MeasureShelf(tmp_path / "file" / "measures").add(OWN_FILE.encode())


def test_a_misfit_is_named_and_hinders_no_other(shelf: MeasureShelf, folder: Path) -> None:
    shelf.add(OWN_FILE.encode())
    (folder / "broken.toml").write_text("name = 3")
    (folder / "copy.toml").write_text(OWN_FILE)
    (folder / "own.toml").write_text(OWN_FILE.replace("mood-nine", USUAL_MEASURE))
    (folder / "folder.toml").mkdir()
    (folder / "large.toml").write_bytes(b"#" * 1_000_000)
    (folder / "notes.txt").write_text("not looked at")
    # “copy” comes before the file that was added, so it is the one that is read.
    assert [one.name for one in shelf.current()] == [USUAL_MEASURE, "mood-nine"]
    why = {one.path.name: one.why for one in shelf.misfits()}
    assert why.keys() == {
        "broken.toml",
        "mood-nine-1.toml",
        "own.toml",
        "folder.toml",
        "large.toml",
    }
    assert "takes a text" in why["broken.toml"]
    assert "holds “mood-nine” already" in why["mood-nine-1.toml"]
    assert "cannot be read" in why["folder.toml"]
    assert "256 KiB" in why["large.toml"]


def test_a_file_that_is_put_right_by_hand_is_read_again(shelf: MeasureShelf, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("name = 3")
    assert len(shelf.misfits()) == 1
    (folder / "own.toml").write_text(OWN_FILE)
    assert shelf.misfits() == ()
    assert shelf.find("mood-nine") is not None
