"""One client's copy: what is theirs is in it, and what only the professional reads is not."""

import io
import zipfile
from datetime import UTC, timedelta

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client_file import ClientFile
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.money import Money
from kara_tui.domain.note import NoteText
from kara_tui.domain.session import SessionDetails
from kara_tui.interchange.client_archive import client_archive
from kara_tui.operations.contacts import AddContact
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.notes import SaveNote
from kara_tui.operations.records import ExportClient
from kara_tui.operations.scheduling import ScheduleSession
from tests.support.clock import FixedClock
from tests.support.people import added

_PRIVATE = ("Brother unspoken", "Kristín mother", "Look at the door", "half a thought")


async def _file(backend: Backend) -> ClientFile:
    client = await added(backend, "Anna")
    await backend(
        ScheduleSession(
            client_id=client.id,
            starts_at=FixedClock().now + timedelta(days=1),
            minutes=50,
            time_zone="UTC",
            fee=Money(minor=18500, currency="ISK"),
            details=SessionDetails(place="Room 2", remark="Look at the door"),
            despite_conflicts=True,
        )
    )
    await backend(SaveNote(client_id=client.id, details=NoteText(text="Brother unspoken")))
    await backend(AddContact(client_id=client.id, details=ContactDetails(name="Kristín mother")))
    typed = DraftContent(typed={"remark": "half a thought"})
    await backend(SaveDraft(key=f"remark-close:{client.id}", record_version=1, content=typed))
    return await backend(ExportClient(client_id=client.id))


def _texts(archive: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


async def test_the_clients_copy_tells_of_sessions_and_nothing_private(backend: Backend) -> None:
    told = _texts(client_archive(await _file(backend), UTC))
    assert "Room 2" in told
    assert "18.500 kr." in told
    assert "Left out is what only the professional reads" in told
    for words in _PRIVATE:
        assert words not in told


async def test_the_professionals_copy_holds_everything(backend: Backend) -> None:
    told = _texts(client_archive(await _file(backend), UTC, with_private=True))
    for words in ("Room 2", *_PRIVATE):
        assert words in told
    assert "It is no copy for the client" in told
