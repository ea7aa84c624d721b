"""A message written to a file that another mail program sends."""

import email
from pathlib import Path

import pytest
from textual.widgets import Input

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import Invalid
from kara_tui.screens.desk import Desk
from kara_tui.screens.outbox import OutboxScreen
from kara_tui.screens.outbox_files import write_private_file
from kara_tui.screens.save_dialog import SaveDialog
from tests.support.clock import FixedClock
from tests.support.one_screen import painted, said, settled, shown
from tests.support.people import invited


@pytest.fixture
def screen(backend: Backend, clock: FixedClock) -> OutboxScreen:
    return OutboxScreen(Desk(backend=backend, clock=clock))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    (folder / "Downloads").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    return folder


async def test_downloads_is_proposed_and_written_for_its_owner_alone(
    screen: OutboxScreen, backend: Backend, home: Path
) -> None:
    await invited(backend, "Sóley Ólafsdóttir")
    async with shown(screen, backend) as pilot:
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "Message exported" in painted(pilot)
    [file] = (home / "Downloads").iterdir()
    assert file.name == "soley-olafsdottir-invite.eml"
    assert file.stat().st_mode & 0o777 == 0o600
    mail = email.message_from_bytes(file.read_bytes())
    assert "soley@mail.example" in str(mail["To"])
    assert "Your code is" in str(mail.get_payload())


async def test_a_second_export_proposes_another_name(
    screen: OutboxScreen, backend: Backend, home: Path
) -> None:
    await invited(backend)
    async with shown(screen, backend) as pilot:
        for _ in range(2):
            await pilot.press("e")
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
    assert len(list((home / "Downloads").iterdir())) == 2


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("~/nowhere/invite.eml", "no such folder"),
        ("~/there.eml", "such a file already"),
        ("~/Downloads", "such a file already"),
        ("~/" + "x" * 300, "too long"),
        ("", "Say where"),
    ],
)
async def test_what_cannot_be_written_is_told_beside_the_path(
    screen: OutboxScreen, backend: Backend, home: Path, typed: str, reason: str
) -> None:
    (home / "there.eml").write_text("mine")
    await invited(backend)
    async with shown(screen, backend) as pilot:
        await pilot.press("e")
        await settled(pilot)
        pilot.app.screen.query_one(Input).value = typed
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SaveDialog)
        assert reason in said(pilot, ".problem")
        await pilot.press("escape")
    assert (home / "there.eml").read_text() == "mine"
    assert not list((home / "Downloads").iterdir())


def test_a_file_that_cannot_be_finished_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Invalid, match="disk is full"):
        write_private_file(tmp_path / "invite.eml", b"mail")
    assert not list(tmp_path.glob("*.eml"))
    assert not list(tmp_path.glob(".*"))


def test_a_stick_without_hard_links_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_private_file(tmp_path / "invite.eml", b"mail")
    assert (tmp_path / "invite.eml").read_bytes() == b"mail"
    with pytest.raises(Invalid, match="such a file already"):
        write_private_file(tmp_path / "invite.eml", b"other")
