"""The same from the command line: backup, drill, doctor, restore and rescue."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kara_tui.beside import drill_of, keys_of
from kara_tui.cli import main
from kara_tui.cli.exit_codes import FINE, NOT_WELL, USAGE
from kara_tui.db.backup import Source, take_backup
from kara_tui.db.ballast import Ballast
from kara_tui.domain.errors import NotAllowedNow, NotFound, StoreUnavailable, WrongKey
from kara_tui.vault.argon import FLOOR
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import create_vault
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from tests.backup.conftest import PASSPHRASE, Vaulted, fill
from tests.support.clock import NOON


@dataclass(frozen=True)
class Told:
    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        return json.loads(self.out)


Kara = Callable[..., Told]


@contextmanager
def fd_with(line: str) -> Iterator[str]:
    """Give the number of a file descriptor from which a line can be read."""
    reading, writing = os.pipe()
    os.write(writing, f"{line}\n".encode())
    os.close(writing)
    yield str(reading)
    os.close(reading)


@pytest.fixture
def kara(
    vaulted: Vaulted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kara:
    """Type a command in the vaulted practice; the passphrase is handed over when it is asked."""
    home = vaulted.source.store.parent
    monkeypatch.setenv("KARA_HOME", str(home))

    def type_command(*words: str | Path, passphrase: str = PASSPHRASE) -> Told:
        capsys.readouterr()
        with fd_with(passphrase) as descriptor:
            code = main(["--passphrase-fd", descriptor, *map(str, words)])
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return type_command


def test_backup_doctor_drill_restore_one_after_the_other(
    kara: Kara, vaulted: Vaulted, tmp_path: Path
) -> None:
    assert kara("doctor").code == NOT_WELL
    made = kara("backup")
    assert made.code == FINE
    assert "10 clients" in made.out
    file = made.out.partition(":")[0]
    with fd_with(vaulted.code.spelled()) as code:
        tried = kara("drill", "--recovery-code-fd", code)
    assert (tried.code, tried.err) == (FINE, "")
    assert "Good:" in tried.out
    Ballast(vaulted.source.store).make()
    well = kara("doctor", "--json")
    assert well.told["well"], well.out
    assert well.code == FINE
    place = tmp_path / "other" / "practice.db"
    back = kara("restore", file, "--store", place, "--yes")
    assert back.code == FINE
    assert f"Restored to {place}" in back.out
    assert kara("clients", "--store", place, "--json").out.count("\n") == 10


def test_a_backup_goes_where_it_is_told(kara: Kara, tmp_path: Path) -> None:
    told = kara("backup", tmp_path / "usb", "--json").told
    assert Path(told["file"]).parent == tmp_path / "usb"
    assert told["manifest"]["tables"]["clients"] == 10


def test_the_wrong_secrets_are_told(kara: Kara, tmp_path: Path) -> None:
    file = kara("backup", tmp_path).out.partition(":")[0]
    with fd_with(RecoveryCode.new().spelled()) as code:
        assert kara("drill", file, "--recovery-code-fd", code).code == WrongKey.exit_code
    with fd_with("too short") as code:
        told = kara("drill", file, "--recovery-code-fd", code)
    assert "A recovery code has" in told.err
    place = tmp_path / "new.db"
    told = kara("restore", file, "--store", place, "--yes", passphrase="wrong but long enough")
    assert told.code == WrongKey.exit_code
    assert not place.exists()
    assert kara("backup", passphrase="another one by the harbour").code == WrongKey.exit_code


def test_only_a_drill_of_ones_own_newest_backup_counts(
    kara: Kara, vaulted: Vaulted, tmp_path: Path
) -> None:
    old = kara("backup", tmp_path).out.partition(":")[0]
    fill(vaulted.source.store, vaulted.source.key, ("Somebody new",))
    kara("backup")
    record = drill_of(vaulted.source.store)

    def drilled(*words: str | Path) -> str:
        with fd_with(vaulted.code.spelled()) as code:
            told = kara("drill", *words, "--recovery-code-fd", code)
        assert told.code == FINE
        assert "Good:" in told.out
        return told.err

    later = Path(old).rename(tmp_path / "kara-20200101-000000.kara-backup")
    assert "a newer one is" in drilled(later)
    assert "there is no practice" in drilled(later, "--store", tmp_path / "none.db")
    assert not record.exists()
    assert drilled() == ""
    assert record.exists()


def test_a_drill_of_another_practice_does_not_count(
    kara: Kara, vaulted: Vaulted, tmp_path: Path
) -> None:
    stranger = create_vault(
        keys_of(tmp_path / "s.db"), Passphrase.typed(PASSPHRASE), NOON, FLOOR, code=vaulted.code
    )
    other = Source(tmp_path / "s.db", stranger.key.derive(Use.STORE))
    fill(other.store, other.key, ("A stranger's client",))
    folder = vaulted.source.store.parent / "backups"
    foreign = take_backup(other, folder, NOON + timedelta(days=9000)).path
    with fd_with(vaulted.code.spelled()) as code:
        told = kara("drill", foreign, "--recovery-code-fd", code)
    assert "another practice" in told.err
    assert not drill_of(vaulted.source.store).exists()
    own = kara("backup").out.partition(":")[0]
    with fd_with(vaulted.code.spelled()) as code:
        told = kara("drill", "--recovery-code-fd", code)
    assert own in told.out, "the newest one of this practice is tried"
    assert drill_of(vaulted.source.store).exists()


def test_nothing_is_restored_over_the_living_practice(kara: Kara, tmp_path: Path) -> None:
    file = kara("backup", tmp_path).out.partition(":")[0]
    told = kara("restore", file, "--yes")
    assert told.code == NotAllowedNow.exit_code
    assert "exists already" in told.err


def test_restore_shows_what_it_would_do_and_asks(
    kara: Kara, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kara("backup", tmp_path).out.partition(":")[0]
    place = tmp_path / "new" / "practice.db"
    assert kara("restore", file, "--store", place).code == USAGE
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    told = kara("restore", file, "--store", place)
    assert "10 clients" in told.out
    assert "Nothing was restored" in told.err
    assert not place.exists()


def test_a_drill_without_any_backup_says_what_to_do(kara: Kara) -> None:
    told = kara("drill")
    assert told.code == NotFound.exit_code
    assert "kara backup" in told.err


def test_the_doctor_tells_damage_and_files_that_others_may_read(
    kara: Kara, vaulted: Vaulted
) -> None:
    store = vaulted.source.store
    kara("backup")
    store.chmod(0o644)
    content = bytearray(store.read_bytes())
    content[5 * 4096 + 9] ^= 1
    store.write_bytes(content)
    told = {one["about"]: one for one in kara("doctor", "--json").told["findings"]}
    assert told["files"]["verdict"] == "look"
    assert "chmod 600" in told["files"]["words"]
    assert told["integrity"]["verdict"] == "bad"
    assert "1 of " in told["integrity"]["words"]
    assert "The newest backup is from" in told["integrity"]["words"]


def test_the_doctor_looks_at_what_needs_no_key_while_the_practice_is_locked(
    vaulted: Vaulted, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARA_HOME", str(vaulted.source.store.parent))
    monkeypatch.setenv("SSH_CONNECTION", "no keyring here")
    assert main(["doctor"]) == NOT_WELL
    out = capsys.readouterr().out
    assert "not looked at: the practice is locked" in out
    assert "disk" in out


def test_a_damaged_practice_is_rescued_and_opens_with_the_same_passphrase(
    kara: Kara, vaulted: Vaulted, tmp_path: Path
) -> None:
    store = vaulted.source.store
    content = bytearray(store.read_bytes())
    content[4 * 4096 + 9] ^= 1
    store.write_bytes(content)
    out = tmp_path / "saved" / "practice.db"
    told = kara("rescue", store, out, "--json")
    assert told.told["rescued"]["damaged"] == 1
    assert kara("clients", "--store", out).code == FINE
    entries = kara("audit", "practice", "--store", out).out
    assert "Saved from a damaged store" in " ".join(entries.split())
    assert kara("rescue", store, out).code == NotAllowedNow.exit_code
    assert kara("rescue", tmp_path / "none.db", out).code == StoreUnavailable.exit_code


def test_a_made_up_practice_is_backed_up_without_its_bare_key(
    kara: Kara, tmp_path: Path, vaulted: Vaulted
) -> None:
    store = tmp_path / "demo" / "practice.db"
    kara("demo", "build", store, "--clients", "5")
    file = kara("backup", "--store", store).out.partition(":")[0]
    assert Path(file).parent == store.parent / "backups"
    assert kara("drill", "--store", store).code == FINE
    place = tmp_path / "again" / "practice.db"
    lacking = kara("restore", file, "--store", place, "--yes")
    assert "its key is not at" in lacking.err
    shutil.copy(store.with_suffix(".bare-key"), place.with_suffix(".bare-key"))
    assert kara("restore", file, "--store", place, "--yes").code == FINE
    assert kara("rescue", place, tmp_path / "saved.db").code == FINE
    assert kara("clients", "--store", tmp_path / "saved.db").code == FINE
