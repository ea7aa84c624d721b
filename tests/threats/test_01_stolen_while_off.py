"""Whoever takes the machine while it is off finds nothing to read."""

import sqlite3
from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.bootstrap import settings_for
from kara_tui.db.backup import Source, take_backup
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.ids import new_client_id
from kara_tui.domain.importing import NewClient
from kara_tui.fault_log import log_fault
from kara_tui.operations.clients import AddClient, CloseTreatment, ListClients, UpdateClient
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.imports import ImportClients, SaveImportLayout
from kara_tui.operations.invites import InviteClient
from tests.support.clock import FixedClock
from tests.support.people import addressee, details, requested
from tests.support.practice import LocalPractice
from tests.support.vaulted import CLIENT, PASSPHRASE, REASON, Vaulted
from tests.support.words import as_found_in_files

WORDS = {
    "name": "Xylophonia Quartzhammer",
    "reason": "wimbledonphobia",
    "remark": "zugzwangremark",
    "draft": "flugschriftdraft",
    "mail": "jabberwockmail",
    "imported": "Brobdingnagia",
    "requested": "Lilliputina",
    "searched": "quetzalsearch",
    "logged": "phlogistonfault",
    "heading": "kumquatheading",
    "before vaults": CLIENT,
    "reason before": REASON,
    "passphrase": PASSPHRASE,
}


async def _a_days_work(backend: Backend) -> None:
    reason = f"She told of {WORDS['reason']}. " * 40
    client = await backend(AddClient(details=details("Anna", reason_for_booking=reason)))
    named = details(WORDS["name"], reason_by_professional=reason)
    client = await backend(UpdateClient(client_id=client.id, version=1, details=named))
    remark = Remark(text=WORDS["remark"])
    await backend(CloseTreatment(client_id=client.id, version=2, reason=remark))
    content = DraftContent(typed={"name": WORDS["draft"]}, begun={"name": WORDS["draft"]})
    await backend(SaveDraft(key=f"client:{client.id}", record_version=3, content=content))
    to = addressee(WORDS["mail"], f"{WORDS['mail']}@mail.example")
    await backend(InviteClient(details=details(WORDS["mail"]), addressee=to))
    imported = NewClient(id=new_client_id(), details=details(WORDS["imported"]))
    await backend(ImportClients(added=(imported,)))
    await backend(SaveImportLayout(signature=WORDS["heading"], columns=("name",)))
    await requested(backend, WORDS["requested"])
    await backend(ListClients(search=WORDS["searched"]))


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    """Return the folder of a practice in which somebody has worked, while it is still open."""
    home = tmp_path / "home"
    vaulted = Vaulted(home)
    practice = LocalPractice(vaulted.store, vaulted.key, FixedClock())
    await _a_days_work(practice.backend)
    take_backup(Source(vaulted.store, vaulted.key), home / "backups", FixedClock()())
    log_fault(RuntimeError(WORDS["logged"]), settings_for(str(home), environment={}).home)
    assert (home / "practice.db-wal").stat().st_size
    open_words = as_found_in_files(home, WORDS)
    await practice.close()
    assert open_words == {}
    return home


def test_01_no_word_of_a_days_work_is_in_any_file(home: Path) -> None:
    """Threat: a stolen machine that is off. Control: the whole store is encrypted."""
    kinds = {one.suffix for one in home.rglob("*") if one.is_file()}
    assert {".db", ".keys", ".log"} <= kinds
    assert any((home / "backups").iterdir())
    assert as_found_in_files(home, WORDS) == {}


def test_01_the_search_for_words_finds_them_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text(f"… {WORDS['reason'].upper()} …")
    (tmp_path / "wide").write_bytes(WORDS["draft"].encode("utf-16-le"))
    assert set(as_found_in_files(tmp_path, WORDS)) == {"reason", "draft"}


def test_01_no_other_sqlite_opens_a_store_or_what_lies_beside_it(home: Path) -> None:
    for file in (one for one in home.rglob("*") if one.is_file() and one.stat().st_size):
        plain = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
        with pytest.raises(sqlite3.DatabaseError):
            plain.execute("SELECT * FROM sqlite_master").fetchall()
        plain.close()
