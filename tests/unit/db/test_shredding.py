"""Erasing: not a word of the record is left in the store's file, nor in the log beside it."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kara_tui.db.engine import connect_encrypted
from kara_tui.domain.client import RecordClass
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.note import NoteText
from kara_tui.operations.clients import AddClient, CloseTreatment, UpdateClient
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.notes import SaveNote
from kara_tui.operations.records import EraseClient, SetRecordClass
from tests.support.people import details
from tests.support.stores import open_at

_PAGE, _RESERVED = 4096, 80
_SECRETS = (
    "Quixotrine",
    "Zebulonia",
    "Wolframhaven",
    "Yttrium remark",
    "Vexillum draft",
    "Umbrage note",
)


def test_no_word_of_an_erased_record_is_left_anywhere(store_path: Path, store_key: bytes) -> None:
    opened = open_at(store_path, store_key)
    ask, actor = opened.dispatch, opened.actor
    for number in range(40):
        ask(AddClient(details=details(f"Other {number}")), actor)
    client = ask(AddClient(details=details("Quixotrine", address_line="Wolframhaven 3")), actor)
    ask(AddClient(details=details("Somebody later")), actor)
    renamed = details("Zebulonia", reason_by_professional="Wolframhaven " * 300)
    client = ask(UpdateClient(client_id=client.id, version=1, details=renamed), actor)
    reason = Remark(text="Yttrium remark")
    client = ask(CloseTreatment(client_id=client.id, version=2, reason=reason), actor)
    content = DraftContent(typed={"name": "Vexillum draft"})
    ask(SaveDraft(key=f"client:{client.id}", record_version=3, content=content), actor)
    note = SaveNote(client_id=client.id, details=NoteText(text="Umbrage note " * 400))
    note_id = ask(note, actor).note.id
    shorter = NoteText(text="Umbrage note, shorter")
    ask(SaveNote(client_id=client.id, note_id=note_id, version=1, details=shorter), actor)
    private = SetRecordClass(
        client_id=client.id,
        version=3,
        record_class=RecordClass.PRIVATE_PRACTICE,
        reason=Remark(text="Coaching"),
    )
    client = ask(private, actor)
    opened.store.shred_leftovers()
    assert all(_left(store_path, store_key).values())
    ask(EraseClient(client_id=client.id, version=4, reason=Remark(text="Asked")), actor)
    log = store_path.with_name(f"{store_path.name}-wal")
    assert log.stat().st_size == 0
    opened.store.close()
    assert not any(_left(store_path, store_key).values())


def _left(path: Path, key: bytes) -> dict[str, bool]:
    """Return which secrets stand in the store's file, freed places of it included."""
    pages = _deciphered(path, key)
    connection = connect_encrypted(driver, path, key)
    connection.execute(
        "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'clients_fts', 'row')"
    )
    words = [row[0] for row in connection.execute("SELECT term FROM temp.words").fetchall()]
    connection.close()
    found = {one: one.encode() in pages for one in _SECRETS}
    # Of all names here, only Zebulonia has these letters next to each other.
    return found | {"index": "bul" in words}


def _deciphered(path: Path, key: bytes) -> bytes:
    """Return all pages of a store in the clear (SQLCipher 4: AES-256-CBC, IV behind each page)."""
    data = path.read_bytes()
    clear = []
    for start in range(0, len(data), _PAGE):
        page = data[start : start + _PAGE]
        iv = page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
        secret = page[16 if start == 0 else 0 : _PAGE - _RESERVED]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        clear.append(decryptor.update(secret))
    return b"".join(clear)
