"""What is handed out about a client is the record, and nothing that only its writer reads."""

import io
import zipfile
from datetime import UTC

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.interchange.client_archive import client_archive
from kara_tui.operations.clients import CloseTreatment, ReopenTreatment, UpdateClient
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.records import ExportClient
from tests.support.people import added, details

PRIVATE = ("a remark for me alone", "half a thought", "grounds not given yet")


async def test_a_copy_holds_no_private_remark_and_nothing_unsaved(backend: Backend) -> None:
    client = await added(backend, "Anna")
    remark = Remark(text=PRIVATE[0])
    closing = CloseTreatment(client_id=client.id, version=client.version, reason=remark)
    closed = await backend(closing)
    opened = await backend(ReopenTreatment(client_id=client.id, version=closed.version))
    changed = details("Anna Sif", reason_by_professional="Cannot sleep")
    saved = await backend(
        UpdateClient(client_id=client.id, version=opened.version, details=changed)
    )
    await backend(CloseTreatment(client_id=client.id, version=saved.version, reason=remark))
    for form, text in (("client", PRIVATE[1]), ("remark-erase", PRIVATE[2])):
        content = DraftContent(typed={"name": text})
        await backend(SaveDraft(key=f"{form}:{client.id}~a", record_version=1, content=content))

    file = await backend(ExportClient(client_id=client.id))
    with zipfile.ZipFile(io.BytesIO(client_archive(file, UTC))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, words in parts.items():
        assert not [one for one in PRIVATE if one in words], name
    assert "Left out is what only the professional reads" in parts["about.txt"]
    for name in ("record.txt", "record.json"):
        assert "Anna Sif" in parts[name]
        assert "Cannot sleep" in parts[name]
