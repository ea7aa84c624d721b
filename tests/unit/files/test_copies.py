"""Files go along when a practice moves or a copy is handed out, and are gone once erased."""

import io
import zipfile
from pathlib import Path

import pytest

from kara_tui.backend.file_safe import FileSafe
from kara_tui.backend.whole_practice import export_practice, restore_practice
from kara_tui.domain.client import RecordClass
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import KaraError
from kara_tui.interchange.client_archive import write_client_archive
from kara_tui.operations.attachments import ListAttachments
from kara_tui.operations.clients import CloseTreatment, GetClient
from kara_tui.operations.records import EraseClient, ExportClient, SetRecordClass
from tests.support.clock import FixedClock
from tests.support.files import PDF, file_safe, plain_file
from tests.support.practice import LocalPractice
from tests.unit.files.conftest import Shelf


async def _archive(shelf: Shelf, path: Path) -> dict[str, int]:
    with path.open("wb") as file:
        return await export_practice(shelf.backend, file.write, shelf.safe)


@pytest.fixture
def new_store(template_store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "new" / "practice.kara"
    path.parent.mkdir()
    path.write_bytes(template_store.read_bytes())
    return path


def _safe(practice: LocalPractice, store: Path, key: bytes) -> FileSafe:
    return file_safe(practice.backend, store, key)


async def test_a_practice_that_moves_takes_its_files_along(
    shelf: Shelf, new_store: Path, store_key: bytes, tmp_path: Path
) -> None:
    first = await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in"))
    lost = await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in", "lost.pdf"))
    shelf.sealed(lost).unlink()
    counts = await _archive(shelf, tmp_path / "practice.zip")
    assert (counts["files"], counts["lost files"]) == (1, 1)

    new = LocalPractice(new_store, store_key, FixedClock())
    safe = _safe(new, new_store, store_key)
    await restore_practice(new.backend, tmp_path / "practice.zip", rename=False, files=safe)
    listed = await new.backend(ListAttachments(client_id=shelf.client.id))
    one = next(one for one in listed if one.id == first.id)
    assert one.key != first.key, "sealed anew"
    await safe.save(one, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == PDF
    await new.close()


async def test_a_move_that_fails_leaves_no_file(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in"))
    await _archive(shelf, tmp_path / "practice.zip")
    names = shelf.names
    # This store is not empty, and the wish is refused.
    with pytest.raises(KaraError):
        await restore_practice(
            shelf.backend, tmp_path / "practice.zip", rename=False, files=shelf.safe
        )
    assert shelf.names == names


async def test_a_clients_copy_holds_files_only_where_private_parts_are_wanted(
    shelf: Shelf, tmp_path: Path
) -> None:
    await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in", "Bréf.pdf"))
    lost = await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in", "lost.pdf"))
    shelf.sealed(lost).unlink()
    file = await shelf.backend(ExportClient(client_id=shelf.client.id, reason=Remark(text="x")))
    for with_private in (True, False):
        made = io.BytesIO()
        write_client_archive(made.write, file, with_private=with_private, files=shelf.safe)
        with zipfile.ZipFile(made) as archive:
            names = [name for name in archive.namelist() if name.startswith("files")]
            if not with_private:
                assert names == []
                continue
            assert names == ["files/001 Bréf.pdf", "files.txt"]
            assert archive.read(names[0]) == PDF
            assert "lost.pdf: not in this archive" in archive.read("files.txt").decode()


async def test_erasing_destroys_the_keys_and_deletes_the_files(
    shelf: Shelf, tmp_path: Path
) -> None:
    one = await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in"))
    backend, client_id = shelf.backend, shelf.client.id
    client = await backend(GetClient(client_id=client_id))
    remark = Remark(text="as agreed")
    client = await backend(
        SetRecordClass(
            client_id=client_id,
            version=client.version,
            record_class=RecordClass.PRIVATE_PRACTICE,
            reason=remark,
        )
    )
    client = await backend(CloseTreatment(client_id=client_id, version=client.version))
    await backend(EraseClient(client_id=client_id, version=client.version, reason=remark))
    assert shelf.names == []
    with pytest.raises(KaraError):
        await shelf.safe.save(one, tmp_path / "out")
