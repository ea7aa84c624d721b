"""`kara audit`, and `kara export` of one client and of a practice."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from kara_tui.db.engine import open_engine
from kara_tui.vault.bare_key import bare_key_for
from tests.support.hostile import steers_a_terminal
from tests.unit.cli.conftest import Kara, details

HISTORY_NOT_WHOLE = 20


@pytest.fixture
def client(home: Path, kara: Kara) -> str:
    """Add a client who was renamed, and return their id."""
    made = kara("do", "add-client", "--details", details(), "--json").json()["result"]["id"]
    kara("do", "update-client", "--client", made, "--version", "1",
         "--details", details(name="Áslaug\x1b[2J Ný"))  # fmt: skip
    return str(made)


def test_a_history_as_it_was_written_is_said_to_be_whole(client: str, kara: Kara) -> None:
    told = kara("audit", "verify")
    as_json = kara("audit", "verify", "--json").json()

    assert told.code == 0
    assert "whole: 2 entries" in told.out
    assert as_json["head"] in told.out
    assert (as_json["whole"], as_json["entries"], as_json["flaws"]) == (True, 2, [])


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        ("UPDATE changes SET role = 'client' WHERE number = 1", "edited", "Entry 1"),
        ("DELETE FROM changes WHERE number = 1", "dropped", "Entry 1: dropped"),
        ("UPDATE changes SET seq = 99 WHERE number = 1", "reordered", "another place"),
        ("DELETE FROM changes WHERE number = 2", "cut_off", "cut off at the end"),
        ("DELETE FROM chain_heads", "no_anchor", "the anchor that should say so is missing"),
    ],
)
def test_a_rewritten_history_is_told_entry_by_entry(
    client: str, home: Path, kara: Kara, statement: str, kind: str, words: str
) -> None:
    _rewrite(home, statement)
    told = kara("audit", "verify")
    as_json = kara("audit", "verify", "--json")

    assert told.code == as_json.code == HISTORY_NOT_WHOLE
    assert words in told.out
    assert "NOT" in told.out
    assert as_json.json()["flaws"][0]["kind"] == kind


def _rewrite(home: Path, statement: str) -> None:
    store = home / "practice.db"
    engine = open_engine(store, bare_key_for(store))
    with engine.begin() as connection:
        for name in ("update", "delete", "replace"):
            connection.execute(text(f"DROP TRIGGER changes_keep_{name}"))
        connection.execute(text(statement))
    engine.dispose()


def test_who_has_seen_a_record_is_a_list_for_paper(client: str, kara: Kara) -> None:
    assert kara("do", "get-client", "--client", client).code == 0
    told = kara("audit", "client", client)
    looked, *entries = kara("audit", "client", client, "--json").json_lines()

    assert told.code == 0
    assert looked["operation"] == "ListAccesses", "who printed the list is on the next one"
    assert [one["operation"] for one in entries] == ["GetClient", "UpdateClient", "AddClient"]
    assert entries[0]["place"]
    lines = told.out.splitlines()
    assert client in lines[0]
    assert "page 1 of 1" in lines[1]
    assert all(len(line) <= 78 for line in lines)
    assert "Record opened" in told.out
    assert "Áslaug" not in told.out


def test_an_id_that_is_none_is_told(home: Path, kara: Kara) -> None:
    for words in (
        ["audit", "client"],
        ["audit", "client", "anna"],
        ["audit", "verify", "anna"],
        ["audit", "practice", "anna"],
        ["export", "client", "anna"],
        ["export", "clients"],
        ["export", "practice", "anna"],
    ):
        assert kara(*words).code == 2, words
    unknown = "01a20107-f843-7d2a-b574-92daa9701dad"
    assert kara("audit", "client", unknown).code == 3
    assert kara("export", "client", unknown, "--output", home / "x.zip").code == 3
    assert not (home / "x.zip").exists()


def test_one_client_leaves_with_everything_and_history_tells_of_it(
    client: str, kara: Kara, tmp_path: Path
) -> None:
    path = tmp_path / "anna.zip"
    told = kara("export", "client", client, "--output", path, "--reason", "For herself")

    assert told.code == 0
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    record = json.loads(parts["record.json"])
    assert (record["format"], record["version"]) == ("kara-client", 2)
    assert [one["client"]["version"] for one in record["versions"]] == [2, 1]
    assert "Name: Áslaug[2J Ný" in parts["record.txt"]
    assert "Þórðardóttir → Áslaug[2J Ný" in parts["history.txt"]
    assert "For herself" in parts["record.txt"]
    assert "Copy of everything taken" in parts["accesses.txt"]
    for name, words in parts.items():
        assert not [one for one in steers_a_terminal(words) if one not in {"0xa", "0xc"}], name
    assert kara("audit", "client", client, "--json").json_lines()[0]["operation"] == "ExportClient"


def test_nothing_that_is_there_is_written_over_unasked(
    client: str, kara: Kara, tmp_path: Path
) -> None:
    path = tmp_path / "old"
    for words in (
        ["export", "clients", "--format", "csv"],
        ["export", "client", client],
        ["export", "practice"],
    ):
        path.write_text("old")
        refused = kara(*words, "--output", path)
        assert refused.code == 6
        assert "--force" in refused.err
        assert path.read_text() == "old"
        assert kara(*words, "--output", path, "--force").code == 0
        assert path.read_bytes() != b"old"


def test_a_list_that_leaves_is_written_down_at_each_record(client: str, kara: Kara) -> None:
    kara("export", "clients", "--format", "csv")
    entries = kara("audit", "client", client, "--json").json_lines()
    assert (entries[0]["operation"], entries[0]["fields"]) == ("NoteExport", ["clients"])


def test_a_practice_moves_into_an_empty_store(
    client: str, home: Path, template_home: Path, kara: Kara, tmp_path: Path
) -> None:
    path = tmp_path / "practice.zip"
    assert kara("export", "practice", "--output", path).code == 0
    other = Path(shutil.copytree(template_home, tmp_path / "other"))
    restored = kara("--home", other, "import", path, "--json")
    assert restored.code == 0
    assert restored.json()["restored"]["clients"] == 1
    listed = [kara("--home", one, "clients", "--json").json_lines() for one in (home, other)]
    assert listed[0] == listed[1] != []
    assert kara("--home", other, "import", path).code == 5
    assert kara("--home", other, "import", path, path).code == 2


def test_a_record_is_erased_from_the_command_line_only_when_the_law_allows_it(
    client: str, kara: Kara
) -> None:
    erase = ["do", "erase-client", "--client", client, "--reason", "Asked on 3 May"]
    refused = kara(*erase, "--version", "2")
    assert refused.code == 5
    assert "health record" in refused.err
    decided = kara("do", "list-decisions", "--client", client, "--json").json()["result"]
    assert (decided[0]["outcome"], decided[0]["reason"]["text"]) == ("refused", "Asked on 3 May")
    kara("do", "set-record-class", "--client", client, "--version", "2",
         "--record-class", "private_practice", "--reason", "Coaching")  # fmt: skip
    assert kara(*erase, "--version", "3").code == 0
    assert kara("clients", "--all", "--json").out == ""


def test_the_settings_say_what_new_records_are(
    home: Path, kara: Kara, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARA_PROFESSIONAL_RECORD_CLASS", "private_practice")
    made = kara("do", "add-client", "--details", details(), "--json").json()["result"]
    assert made["record_class"] == "private_practice"
    monkeypatch.setenv("KARA_PROFESSIONAL_RECORD_CLASS", "none")
    assert kara("settings").code == 6
