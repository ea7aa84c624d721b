"""`kara audit practice`: openings, keys and copies that commands made, told in words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from kara_tui.beside import guesses_of
from kara_tui.db.engine import open_engine
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import open_with_passphrase
from kara_tui.vault.passphrase import Passphrase
from tests.unit.cli.conftest import PASSPHRASE, Kara, MemoryKeyring, Told, Vault, handed_over

OTHER = "heron gravel teapot drizzle"
HISTORY_NOT_WHOLE = 20


class Practice:
    """A practice behind a passphrase, reached by commands only."""

    def __init__(self, kara: Kara, vault: Vault, home: Path) -> None:
        self._kara = kara
        self.vault = vault
        self.store = home / "practice.db"
        self.passphrase = PASSPHRASE

    def type(self, *words: str | Path) -> Told:
        """Type a command, the passphrase handed over."""
        return self._kara("--passphrase-fd", handed_over(self.passphrase), *words)

    @property
    def events(self) -> list[str]:
        """What history tells of the practice, the oldest first."""
        entries = self.type("audit", "practice", "--json").json_lines()
        return [" ".join(one["fields"]) for one in reversed(entries)]


@pytest.fixture
def practice(kara: Kara, vault: Vault, no_home: Path) -> Practice:
    made = Practice(kara, vault, no_home)
    assert made.type("clients").code == 0
    return made


def test_a_command_that_opens_the_practice_is_told_once_an_hour(practice: Practice) -> None:
    for _ in range(3):
        practice.type("clients")
    told = practice.type("audit", "practice")
    assert told.code == 0
    assert told.out.count("Opened with the passphrase") == 1
    assert "The practice" in told.out.splitlines()[0]
    assert all(len(line) <= 78 for line in told.out.splitlines())


def test_wrong_guesses_before_it_are_always_told(practice: Practice) -> None:
    practice.passphrase = "something else entirely"
    assert practice.type("clients").code == 14
    practice.passphrase = PASSPHRASE
    _let_the_wait_pass(practice.store)
    assert practice.events == [
        "set_up",
        "opened_by_passphrase",
        "opened_by_passphrase wrong_guesses=1",
    ]
    told = " ".join(practice.type("audit", "practice").out.split())
    assert "Opened with the passphrase, after 1 wrong guess" in told


def _let_the_wait_pass(store: Path) -> None:
    counted = guesses_of(store)
    last = (datetime.now(UTC) - timedelta(hours=1)).timestamp()
    counted.write_text(f'{{"wrong": 1, "last": {last}}}')


def test_every_change_of_the_keys_is_told(practice: Practice, keyring: MemoryKeyring) -> None:
    for words in (("new-recovery-code",), ("keyring", "on"), ("keyring", "off"), ("rotate",)):
        assert practice.vault(*words).code == 0
    told = practice.vault("change-passphrase", "--new-passphrase-fd", handed_over(OTHER))
    assert told.code == 0
    assert keyring.kept is None
    practice.passphrase = OTHER
    assert practice.events == [
        "set_up",
        "opened_by_passphrase",
        "code_changed",
        "backup_made",
        "keyring_on",
        "keyring_off",
        "keys_rotated",
        "backup_made",
        "passphrase_changed",
        "backup_made",
    ]


def test_the_keyring_that_opens_it_is_told(practice: Practice, kara: Kara) -> None:
    assert practice.vault("keyring", "on").code == 0
    assert kara("clients").code == 0
    assert practice.events[-1] == "opened_by_keyring"


def test_what_did_not_happen_is_not_told(practice: Practice) -> None:
    assert practice.vault("rotate", passphrase="something else").code == 14
    _let_the_wait_pass(practice.store)
    weak = practice.vault("change-passphrase", "--new-passphrase-fd", handed_over("password"))
    assert weak.code == 6
    assert practice.events == ["set_up", "opened_by_passphrase"]


def test_a_backup_its_restoring_and_every_export_are_told(
    practice: Practice, no_home: Path, tmp_path: Path
) -> None:
    made = practice.type("backup", tmp_path / "usb", "--json").json()["file"]
    for what in (["clients", "--format", "vcard"], ["practice"]):
        assert practice.type("export", *what, "--output", tmp_path / what[0]).code == 0
    assert practice.events == [
        "set_up",
        "opened_by_passphrase",
        "backup_made",
        "clients",
        "practice",
    ]
    other = tmp_path / "other" / "practice.db"
    restored = practice.type("--store", other, "restore", Path(made), "--yes")
    assert restored.code == 0, restored.err
    entries = practice.type("--store", other, "audit", "practice").out
    assert "Restored from a backup" in entries
    assert "Backup made" not in entries, "the backup is from before that"
    assert practice.type("--store", other, "audit", "verify").code == 0


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE changes SET fields = 'left' WHERE number = 2", "Entry 2"),
        ("UPDATE changes SET at = '2020-01-01 00:00:00.000000' WHERE number = 2", "Entry 2"),
        ("DELETE FROM changes WHERE number = 2", "Entry 2: dropped"),
        ("UPDATE changes SET seq = 99 WHERE number = 2", "another place"),
        ("DELETE FROM changes WHERE number > 2", "cut off at the end"),
    ],
)
def test_whoever_edits_drops_or_moves_such_an_entry_is_found_out(
    practice: Practice, statement: str, words: str
) -> None:
    for action in ("new-recovery-code", "rotate"):
        assert practice.vault(action).code == 0
    assert practice.type("audit", "verify").code == 0
    key = open_with_passphrase(practice.store.with_suffix(".keys"), Passphrase.typed(PASSPHRASE))
    engine = open_engine(practice.store, key.key.derive(Use.STORE))
    with engine.begin() as connection:
        for name in ("update", "delete", "replace"):
            connection.execute(text(f"DROP TRIGGER changes_keep_{name}"))
        connection.execute(text(statement))
    engine.dispose()
    told = practice.type("audit", "verify")
    assert told.code == HISTORY_NOT_WHOLE
    assert words in told.out


def test_a_practice_that_was_only_opened_still_takes_an_archive(
    practice: Practice, tmp_path: Path
) -> None:
    path = tmp_path / "practice.zip"
    assert practice.type("export", "practice", "--output", path).code == 0
    other = tmp_path / "other.db"
    from kara_tui.vault.bare_key import bare_key_for

    bare_key_for(other)
    assert practice.type("--store", other, "import", path).code == 0
    told = " ".join(practice.type("--store", other, "audit", "practice").out.split())
    assert "Opened with the passphrase" in told, "the events of the practice come along"
    assert "Copy of the whole practice taken" in told


def test_a_made_up_practice_tells_nothing_of_commands(home: Path, kara: Kara) -> None:
    assert kara("clients").code == 0
    told = kara("audit", "practice")
    assert told.code == 0
    assert "Nothing is noted yet." in told.out
