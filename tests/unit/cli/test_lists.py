"""`kara clients`, `kara import` and `kara export` on a real store."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from kara_tui.vault.bare_key import bare_key_for
from tests.support.hostile import steers_a_terminal
from tests.unit.cli.conftest import Kara

PEOPLE = """\
Name;Netfang;Fæðingardagur;Sími
Áslaug Þórðardóttir;aslaug@mail.example;1.3.1987;581 2345
山田 太郎;yamada@mail.example;2.4.1990;
Björn Ægisson;bjorn@mail.example;3.5.1955;
Æsa [/x] Örn;aesa@mail.example;;
"""
BAD = "Name,Date of birth\nJón Jónsson,1.3.1987\n,4.4.1944\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def imported(home: Path, kara: Kara, people: Path) -> Path:
    assert kara("import", people).code == 0
    return home


def test_a_file_is_imported_and_a_second_run_adds_nothing(
    home: Path, kara: Kara, people: Path
) -> None:
    first = kara("import", people)
    second = kara("import", people, "--json")

    assert first.code == 0
    assert "4 records, 4 added" in first.out
    assert (second.json()["added"], second.json()["skipped"]) == (0, 4)
    assert len(kara("clients", "--json").json_lines()) == 4


def test_a_dry_run_tells_the_same_and_writes_nothing(home: Path, kara: Kara, people: Path) -> None:
    told = kara("import", people, "--dry-run")

    assert "4 would be added" in told.out
    assert kara("clients", "--json").out == ""


def test_a_bad_record_is_told_with_its_place_and_stops_nothing(
    home: Path, kara: Kara, tmp_path: Path
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(BAD)

    told = kara("import", path)

    assert told.code == 12
    assert "1 added" in told.out
    assert "line 3" in told.out


def test_a_file_that_is_none_is_told_and_the_others_are_imported(
    home: Path, kara: Kara, people: Path, tmp_path: Path
) -> None:
    calendar = tmp_path / "x.ics"
    calendar.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")

    told = kara("import", tmp_path / "nowhere.csv", tmp_path, calendar, people, "--json")

    reports = told.json_lines()
    assert told.code == 12
    assert [one["problems"] for one in reports] == [1, 1, 1, 0]
    assert reports[-1]["added"] == 4


def test_columns_are_named_by_hand_and_remembered(home: Path, kara: Kara, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Who,When,What\nJón Jónsson,1.3.1987,jon@mail.example\n")

    assert kara("import", path).code == 12
    assert kara("import", path, "--columns", "name,birth_date,email", "--dry-run").code == 0
    assert kara("import", path).code == 12
    assert kara("import", path, "--columns", "name,birth_date,email").code == 0
    path.write_text("Who,When,What\nAnna Jónsdóttir,2.3.1987,anna@mail.example\n")
    assert kara("import", path, "--json").json()["added"] == 1
    mails = [one["details"]["contact_email"] for one in kara("clients", "--json").json_lines()]
    assert mails == ["anna@mail.example", "jon@mail.example"]


def test_a_column_of_no_field_is_refused(home: Path, kara: Kara, people: Path) -> None:
    told = kara("import", people, "--columns", "name,shoe_size")

    assert told.code == 6
    assert "shoe_size" in told.err


def test_the_list_is_aligned_and_in_icelandic_order(imported: Path, kara: Kara) -> None:
    told = kara("clients")

    heading, *lines = told.out.splitlines()
    column = cell_len(heading[: heading.index("Age")])
    assert [line.split("  ")[0] for line in lines][:3] == [
        "Áslaug Þórðardóttir",
        "Björn Ægisson",
        "Æsa [/x] Örn",
    ]
    assert all(cell_len(line.split("  ")[0]) < column for line in lines)
    assert {cell_len(line[: line.index("Active")]) for line in lines} == {
        cell_len(heading[: heading.index("State")])
    }


def test_a_list_is_searched_sorted_and_cut(imported: Path, kara: Kara) -> None:
    found = kara("clients", "--search", "aegisson", "--json").json_lines()
    by_birth = kara("clients", "--sort", "birth_date", "--descending", "--limit", "1", "--json")
    cut = kara("clients", "--limit", "2")

    assert [one["details"]["name"] for one in found] == ["Björn Ægisson"]
    assert by_birth.json()["details"]["name"] == "山田 太郎"
    assert len(cut.out.splitlines()) == 3
    assert "2 of 4" in cut.err


def test_an_empty_list_says_so(imported: Path, kara: Kara) -> None:
    assert "Nobody" in kara("clients", "--stage", "requests").err
    assert "Nobody" in kara("clients", "--search", "xyzzy").err


@pytest.mark.parametrize("kind", ["csv", "json", "vcard"])
def test_what_is_exported_is_imported_unchanged(
    imported: Path, kara: Kara, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"out.{kind}"
    other = tmp_path / "other" / "practice.db"
    bare_key_for(other)

    exported = kara("export", "clients", "--format", kind, "--output", path)
    again = kara("--store", other, "import", path, "--json").json()

    assert exported.code == 0
    assert path.stat().st_mode & 0o077 == 0
    assert (again["added"], again["problems"]) == (4, 0)

    def known(*where: str | Path) -> list[object]:
        return [one["details"] for one in kara(*where, "clients", "--json").json_lines()]

    assert known("--store", other) == known()


def test_an_export_goes_to_standard_output(imported: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kara_tui", "export", "clients", "--format", "json"],
        capture_output=True,
        check=True,
    )

    names = [one["resource"]["name"][0]["text"] for one in json.loads(done.stdout)["entry"]]
    assert len(names) == 4


def test_a_failed_export_leaves_the_old_file_as_it_was(
    imported: Path, kara: Kara, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)
    told = kara("export", "clients", "--format", "csv", "--output", path, "--force")

    assert told.code == 6
    assert "No space left" in told.err
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_nobody_at_all_is_exported_as_a_file_that_can_be_read(home: Path, kara: Kara) -> None:
    told = kara("export", "clients", "--format", "json", "--output", home / "out.json")

    assert told.code == 0
    assert json.loads((home / "out.json").read_text())["entry"] == []


def test_hostile_text_in_a_file_is_told_harmless(home: Path, kara: Kara, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Name,Date of birth\n\x1b]52;c;x\x07Anna,\x1b[2J\u202e1\n", encoding="utf-8")

    for told in (kara("import", path), kara("import", path, "--json"), kara("clients")):
        assert steers_a_terminal((told.out + told.err).replace("\n", "")) == []
