"""A receipt: read on the screen, copied, and written to a file."""

from pathlib import Path

import pytest
from textual.widgets import Input

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.screens.receipt_screen import ReceiptScreen
from kara_tui.screens.save_dialog import SaveDialog
from tests.screens.payments.helpers import charged, held, paid, payments
from tests.screens.profile.helpers import press
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, NORMAL, OneScreenApp, painted, said
from tests.support.people import added
from tests.support.sessions import offered


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    (folder / "Downloads").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    return folder


async def _paid_client(backend: Backend, name: str = "Áslaug Þórðardóttir") -> Client:
    client = await added(backend, name)
    await paid(backend, await charged(backend, client, "About a divorce"))
    return client


@pytest.mark.parametrize("size", [NARROW, NORMAL])
async def test_it_is_read_on_the_screen_without_what_the_charge_is_for(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await _paid_client(backend)
    async with payments(client, backend, size) as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, ReceiptScreen)
        seen = painted(pilot)
        for words in ("Receipt 1", "Dr Anna Jónsdóttir", "Áslaug Þórðardóttir", "18.500 kr."):
            assert words in seen
        assert all("divorce" not in one for _, one in pilot.app.screen.made.rows)
        await press(pilot, "l")
        assert "Kvittun nr. 1" in painted(pilot)
        await press(pilot, "escape")
        assert "18.500 kr. paid" in painted(pilot)


async def test_the_service_is_named_only_when_wanted(backend: Backend) -> None:
    client = await added(backend)
    service = await offered(backend, "Couples therapy")
    await held(backend, client, service_id=service.id)
    async with payments(client, backend) as pilot:
        await press(pilot, "p", "f2", "r")
        assert "Couples" not in painted(pilot)
        await press(pilot, "n")
        assert "Couples therapy" in painted(pilot)


async def test_a_pdf_is_written_to_downloads_for_its_owner_alone(
    backend: Backend, home: Path
) -> None:
    client = await _paid_client(backend)
    async with payments(client, backend) as pilot:
        await press(pilot, "r", "s", "f2")
        assert "The receipt is written to" in painted(pilot)
    [file] = (home / "Downloads").iterdir()
    assert file.name == "receipt-1.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o777 == 0o600


async def test_plain_text_is_written_where_the_name_says_so(backend: Backend, home: Path) -> None:
    client = await _paid_client(backend)
    async with payments(client, backend) as pilot:
        await press(pilot, "r", "s")
        pilot.app.screen.query_one(Input).value = "~/receipt.txt"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReceiptScreen)
    text = (home / "receipt.txt").read_text(encoding="utf-8")
    assert "Áslaug Þórðardóttir" in text
    assert "18.500" in text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("~/nowhere/r.pdf", "no such folder"), ("~/there.pdf", "such a file already"), ("", "where")],
)
async def test_what_cannot_be_written_is_told_beside_the_path(
    backend: Backend, home: Path, typed: str, reason: str
) -> None:
    (home / "there.pdf").write_text("mine")
    client = await _paid_client(backend)
    async with payments(client, backend) as pilot:
        await press(pilot, "r", "s")
        pilot.app.screen.query_one(Input).value = typed
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, SaveDialog)
        assert reason in said(pilot, ".problem")
    assert (home / "there.pdf").read_text() == "mine"


async def test_letters_that_the_pdf_lacks_are_told_and_text_takes_them(
    backend: Backend, home: Path
) -> None:
    client = await _paid_client(backend, "王小明")
    async with payments(client, backend) as pilot:
        await press(pilot, "r", "s", "f2")
        assert "Write the receipt as text instead" in " ".join(said(pilot, ".problem").split())
        pilot.app.screen.query_one(Input).value = "~/r.txt"
        await press(pilot, "f2")
    assert "王小明" in (home / "r.txt").read_text(encoding="utf-8")


async def test_it_is_copied_as_text(backend: Backend) -> None:
    client = await _paid_client(backend)
    async with payments(client, backend) as pilot:
        await press(pilot, "r", "c")
        assert isinstance(pilot.app, OneScreenApp)
        (copied,) = pilot.app.copied
    assert "Receipt 1" in copied


async def test_no_name_on_it_steers_the_terminal(backend: Backend) -> None:
    for name in ("osc clipboard with st", "closing tag", "action markup", "bidi isolates"):
        client = await _paid_client(backend, f"x{HOSTILE[name]}")
        async with payments(client, backend) as pilot:
            await press(pilot, "r")
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
            await press(pilot, "s")
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
