"""`kara files` on a real store: added, listed, written elsewhere."""

from pathlib import Path

from tests.support.files import PDF, plain_file
from tests.support.hostile import steers_a_terminal
from tests.unit.cli.conftest import Kara, details


def test_a_file_goes_in_and_comes_out_again(home: Path, kara: Kara, tmp_path: Path) -> None:
    added = kara("do", "add-client", "--details", details(name="Anna"), "--json")
    client = str(added.json()["result"]["id"])
    source = plain_file(tmp_path / "in", "Bréf \x1b[2J.pdf")

    assert kara("files", "add", client, str(source)).code == 0
    told = kara("files", "list", client)
    assert "PDF" in told.out
    assert "Bréf [2J.pdf" in told.out
    assert not steers_a_terminal(told.out.replace("\n", ""))
    file_id = kara("files", "list", client, "--json").json()[0]["id"]

    out = str(tmp_path / "out.pdf")
    assert kara("files", "save", client, file_id, "--output", out).code == 0
    assert Path(out).read_bytes() == PDF
    again = kara("files", "save", client, file_id, "--output", out)
    assert again.code != 0
    assert "such a file already" in again.err
    assert "needs a file" in kara("files", "add", client).err
    assert "no such file" in kara("files", "add", client, str(tmp_path / "nothing")).err.lower()
    assert [one.suffix for one in home.rglob("*.sealed")] == [".sealed"]
