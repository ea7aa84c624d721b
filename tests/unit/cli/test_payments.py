"""`kara payments` on a real store: the list, the table, the receipt."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.support.hostile import steers_a_terminal
from tests.unit.cli.conftest import Kara, details


def _client(kara: Kara, name: str) -> str:
    told = kara("do", "add-client", "--details", details(name=name), "--json")
    return str(told.json()["result"]["id"])


def _charge(kara: Kara, client: str, minor: int, due: str, currency: str = "ISK") -> str:
    amount = json.dumps({"minor": minor, "currency": currency})
    told = kara("do", "add-charge", "--client", client, "--amount", amount, "--due-on", due,
                "--details", "Depression report", "--json")  # fmt: skip
    assert told.code == 0, told.err
    return str(told.json()["result"]["id"])


def _pay(kara: Kara, client: str, charge: str) -> None:
    taken = json.dumps({"method": "bank_transfer"})
    told = kara("do", "record-payment", "--client", client, "--charge", charge, "--version", "1",
                "--taken", taken)  # fmt: skip
    assert told.code == 0, told.err


@pytest.fixture
def books(home: Path, kara: Kara) -> Path:
    anna = _client(kara, "=Áslaug\x1b[2J [/x] Þórðardóttir")
    _charge(kara, anna, 18500, "2026-02-01")
    _pay(kara, anna, _charge(kara, anna, 9000, "2026-03-01"))
    _charge(kara, _client(kara, "Björn Ægisson"), 1250, "2026-01-15", "EUR")
    return home


def test_the_list_shows_what_is_owed_and_what_it_comes_to(books: Path, kara: Kara) -> None:
    told = kara("payments", "list")
    head, oldest, newest = told.out.splitlines()
    assert told.code == 0
    assert head.split() == ["Due", "Amount", "State", "Paid", "Method", "Receipt", "Client"]
    assert oldest.startswith("2026-01-15")
    assert oldest.endswith("Björn Ægisson")
    assert "18.500 kr." in newest
    assert "2 charges" in told.err
    assert steers_a_terminal((told.out + told.err).replace("\n", "")) == []


def test_the_list_is_filtered_cut_and_read_by_programs(books: Path, kara: Kara) -> None:
    paid = kara("payments", "list", "--show", "paid")
    assert paid.out.splitlines()[1].split()[:2] == ["2026-03-01", "9.000"]
    assert "Bank transfer" in paid.out
    cut = kara("payments", "list", "--show", "all", "--limit", "1")
    assert len(cut.out.splitlines()) == 2
    assert "1 are shown" in cut.err
    lately = kara("payments", "list", "--from", "1.2.2026", "--until", "2026-02-28", "--json")
    assert [one["line"]["charge"]["amount"]["minor"] for one in lately.json_lines()] == [18500]
    assert "No charge" in kara("payments", "list", "--search", "nobody").err
    assert kara("payments", "list", "--from", "soon").code == 6


def test_the_table_opens_safely_in_a_spreadsheet_and_is_written_down(
    books: Path, kara: Kara, tmp_path: Path
) -> None:
    path = tmp_path / "payments.csv"
    told = kara("payments", "export", "--output", path)
    assert told.code == 0
    assert "3 charges" in told.err
    assert path.stat().st_mode & 0o077 == 0
    heading, *rows = csv.reader(StringIO(path.read_bytes().decode("utf-8-sig")))
    assert heading[:4] == ["Due", "Client", "Amount", "Currency"]
    assert [row[2:4] for row in rows] == [["9000", "ISK"], ["18500", "ISK"], ["12.50", "EUR"]]
    assert rows[0][1].startswith("'=Áslaug")
    assert rows[0][4:] == ["Paid", rows[0][5], "Bank transfer", "1"]
    assert "Depression" not in path.read_text(encoding="utf-8")
    assert kara("payments", "export", "--output", path).code == 6
    assert kara("payments", "export", "--output", path, "--force").code == 0
    events = kara("audit", "practice", "--json").json_lines()
    assert ["payments"] in [one["fields"] for one in events]


def test_a_receipt_is_written_as_text_and_as_pdf(books: Path, kara: Kara, tmp_path: Path) -> None:
    told = kara("payments", "receipt", "1")
    assert told.code == 0
    assert "Receipt 1\n" in told.out
    assert "9.000 kr." in told.out.replace("\u00a0", " ")
    assert "Depression" not in told.out
    assert steers_a_terminal(told.out.replace("\n", "")) == []
    path = tmp_path / "receipt.pdf"
    assert kara("payments", "receipt", "1", "--format", "pdf", "--output", path).code == 0
    assert path.read_bytes().startswith(b"%PDF-")
    assert "Kvittun nr. 1" in kara("payments", "receipt", "1", "--language", "is").out
    assert kara("payments", "receipt", "1", "--json").json()["payment"]["receipt"] == 1


def test_what_is_asked_wrongly_is_told(books: Path, kara: Kara) -> None:
    assert kara("payments", "receipt").code == 2
    assert kara("payments", "list", "1").code == 2
    assert kara("payments", "receipt", "one").code == 2
    assert kara("payments", "receipt", "99").code == 3
