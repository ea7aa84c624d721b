"""`kara measures`: what can be asked, and how one's own measure gets there."""

from pathlib import Path

import pytest

from tests.support.measures import OWN_FILE
from tests.unit.cli.conftest import Kara


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(OWN_FILE)
    return path


def test_the_list_tells_range_languages_and_licence(home: Path, kara: Kara) -> None:
    told = kara("measures", "list")
    assert told.code == 0
    assert "Wellbeing Index" in told.out
    assert "5 items, 0 to 100, en, is" in told.out
    assert "CC0-1.0" in told.out


def test_a_measure_of_ones_own_is_added_and_listed(home: Path, kara: Kara, file: Path) -> None:
    told = kara("measures", "add", str(file))
    assert told.code == 0
    assert "Added Mood (mood-nine, version 1)." in told.out
    assert "At most 1 of 3 items may be left out." in told.out
    assert "mood-nine" in kara("measures", "list").out
    listed = kara("measures", "list", "--json").json()
    assert [one["name"] for one in listed["measures"]] == ["wellbeing-index", "mood-nine"]
    assert listed["refused"] == []


def test_adding_answers_in_json_too(home: Path, kara: Kara, file: Path) -> None:
    told = kara("measures", "add", str(file), "--json").json()
    assert (told["measure"]["name"], told["measure"]["highest"]) == ("mood-nine", "9")
    assert Path(told["file"]).read_text() == OWN_FILE


def test_a_file_that_cannot_be_used_is_refused_with_the_reason(
    home: Path, kara: Kara, file: Path, tmp_path: Path
) -> None:
    file.write_text(OWN_FILE.replace("lowest = 0", "lowest = 1"))
    refused = kara("measures", "add", str(file))
    assert refused.code == 6
    assert "begins at the lowest score, which is 0" in refused.err
    assert "Traceback" not in refused.err
    missing = kara("measures", "add", str(tmp_path / "nowhere.toml"))
    assert missing.code == 6
    assert "cannot be read" in missing.err
    assert "mood-nine" not in kara("measures", "list").out


def test_a_misfit_in_the_folder_is_named_beside_the_list(
    home: Path, kara: Kara, file: Path
) -> None:
    added = Path(kara("measures", "add", str(file), "--json").json()["file"])
    added.write_text("name = 3")
    told = kara("measures", "list")
    assert told.code == 0
    assert f"Not used: {added}" in told.err
    assert kara("measures", "list", "--json").json()["refused"][0]["file"] == str(added)


def test_add_takes_a_file_and_list_takes_none(home: Path, kara: Kara, file: Path) -> None:
    for words in (("add",), ("list", str(file)), ("show",), ()):
        assert kara("measures", *words).code == 2
