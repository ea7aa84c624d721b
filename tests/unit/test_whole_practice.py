"""A whole practice leaves one store and comes into another, record by record the same."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.backend.whole_practice import export_practice, restore_practice
from kara_tui.domain.chain_walk import ChainHead
from kara_tui.domain.client import RecordClass, Stage
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Change
from kara_tui.domain.listing import SortBy
from kara_tui.domain.outbox import HOLD
from kara_tui.domain.practice_file import PRACTICE_VERSION
from kara_tui.interchange.practice_archive import PARTS, PracticeReader
from kara_tui.operations.audit import ListAccesses, VerifyHistory
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    FindLookAlikes,
    GetClient,
    GetOverview,
    ListClients,
    UpdateClient,
)
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.imports import FindImportLayout, SaveImportLayout
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox
from kara_tui.operations.records import EraseClient, ListDecisions, SetRecordClass
from kara_tui.operations.requests import MergeRequest
from kara_tui.operations.versions import ListVersions
from tests.support.hostile import HOSTILE
from tests.support.people import added, details, invited, requested
from tests.support.practice import LocalPractice

NewPractice = Callable[[], LocalPractice]


async def _lived_in(practice: LocalPractice) -> None:
    """Fill a practice with everything that a store can hold."""
    ask = practice.backend
    for number, text in enumerate(HOSTILE.values()):
        await added(ask, f"{number} {text[:40]}", national_id="0101302129")
    anna = await added(ask, "Anna", contact_email="anna@mail.example")
    practice.clock.forward(timedelta(days=3))
    await ask(UpdateClient(client_id=anna.id, version=1, details=details("Bea"), changed=("name",)))
    reason = Remark(text="Moved away")
    await ask(CloseTreatment(client_id=anna.id, version=2, reason=reason))
    request = await requested(ask, "Björn")
    into = await added(ask, "Björn")
    await ask(
        MergeRequest(
            client_id=request.id, version=1, into_id=into.id, into_version=1, details=details("B")
        )
    )
    practice.clock.forward(HOLD)
    await ask(ClaimDueMessages())
    await invited(ask)
    private = SetRecordClass(
        client_id=into.id, version=2, record_class=RecordClass.PRIVATE_PRACTICE, reason=reason
    )
    await ask(private)
    await ask(SaveImportLayout(signature="a;b", columns=("name", "")))
    content = DraftContent(typed={"name": "Annika"}, begun={"name": "Bea"})
    await ask(SaveDraft(key=f"client:{anna.id}", record_version=3, content=content))
    gone = await added(ask, "Zebulonia")
    wish = SetRecordClass(
        client_id=gone.id, version=1, record_class=RecordClass.PRIVATE_PRACTICE, reason=reason
    )
    await ask(EraseClient(client_id=gone.id, version=(await ask(wish)).version, reason=reason))


async def _everything(ask: Backend) -> dict[str, Any]:
    """Return all that can be asked of a practice about its content."""
    told: dict[str, Any] = {"overview": await ask(GetOverview())}
    for sort_by in SortBy:
        asked = ListClients(stages=tuple(Stage), sort_by=sort_by, limit=1000)
        told[f"by {sort_by}"] = (await ask(asked)).rows
    told["search"] = (await ask(ListClients(stages=tuple(Stage), search="bea"))).rows
    for row in told["by name"]:
        versions = await ask(ListVersions(client_id=row.id, limit=500))
        told[f"record {row.id}"] = (
            await ask(GetClient(client_id=row.id)),
            [(one.client, _content(one.change)) for one in versions],
            await ask(ListDecisions(client_id=row.id)),
        )
    told["alike"] = await ask(FindLookAlikes(keys=("email:anna@mail.example", "name:bea")))
    told["mail"] = await ask(ListOutbox(limit=1000))
    told["layout"] = await ask(FindImportLayout(signature="a;b"))
    told["drafts"] = await ask(ListDrafts())
    told["history"] = [_content(one) for one in await ask(ListChanges(limit=5000))]
    told["moves"] = await ask(ListMoves(limit=200))
    return told


def _content(change: Change | None) -> Change | None:
    """Return an entry without its place in the store, which differs."""
    return None if change is None else replace(change, seq=0)


async def _archived(practice: LocalPractice, path: Path) -> dict[str, int]:
    with path.open("wb") as file:
        return await export_practice(practice.backend, file.write)


async def test_a_practice_comes_into_an_empty_store_as_it_was(
    new_practice: NewPractice, tmp_path: Path
) -> None:
    old, new = new_practice(), new_practice()
    await _lived_in(old)
    counts = await _archived(old, tmp_path / "practice.zip")
    before = await _everything(old.backend)
    assert counts["clients"] == len(before["by name"]) > 20
    restored = await restore_practice(new.backend, tmp_path / "practice.zip", rename=True)
    assert restored == counts
    assert await _everything(new.backend) == before
    assert (await new.backend(VerifyHistory())).whole
    record = before["by name"][0].id
    entries = await new.backend(ListAccesses(client_id=record))
    assert "RestorePractice" in {one.operation for one in entries}
    for practice in (old, new):
        await practice.close()


async def test_work_goes_on_in_the_new_store(new_practice: NewPractice, tmp_path: Path) -> None:
    old, new = new_practice(), new_practice()
    await _lived_in(old)
    wish = AddClient(details=details("Last"))
    await old.backend(wish)
    await _archived(old, tmp_path / "practice.zip")
    await restore_practice(new.backend, tmp_path / "practice.zip", rename=False)
    await new.backend(UndoMove(move=wish.intent))
    await added(new.backend, "New")
    assert (await new.backend(VerifyHistory())).whole
    for practice in (old, new):
        await practice.close()


async def test_a_store_that_is_in_use_takes_no_practice_over(
    new_practice: NewPractice, tmp_path: Path
) -> None:
    old, new = new_practice(), new_practice()
    await added(old.backend, "Anna")
    await _archived(old, tmp_path / "practice.zip")
    await added(new.backend, "Somebody")
    before = await _everything(new.backend)
    with pytest.raises(NotAllowedNow, match="not empty"):
        await restore_practice(new.backend, tmp_path / "practice.zip", rename=True)
    assert await _everything(new.backend) == before
    for practice in (old, new):
        await practice.close()


def _swapped(source: Path, target: Path, name: str, data: bytes) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))


@pytest.mark.parametrize("name", ["practice.json", "manifest.json", *PARTS])
async def test_a_damaged_or_edited_archive_is_refused_as_a_whole(
    new_practice: NewPractice, tmp_path: Path, name: str
) -> None:
    old, new = new_practice(), new_practice()
    await added(old.backend, "Anna")
    await _archived(old, tmp_path / "practice.zip")
    _swapped(tmp_path / "practice.zip", tmp_path / "edited.zip", name, b'{"x": 1}\n')
    cut = (tmp_path / "practice.zip").read_bytes()[:-40]
    (tmp_path / "cut.zip").write_bytes(cut)
    for broken in ("edited.zip", "cut.zip", "missing.zip"):
        with pytest.raises(Invalid):
            await restore_practice(new.backend, tmp_path / broken, rename=True)
    assert (await new.backend(GetOverview())).active == 0
    for practice in (old, new):
        await practice.close()


async def test_an_archive_from_a_newer_version_says_so(
    practice: LocalPractice, tmp_path: Path
) -> None:
    await _archived(practice, tmp_path / "practice.zip")
    with zipfile.ZipFile(tmp_path / "practice.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    newer = json.dumps(manifest | {"version": PRACTICE_VERSION + 1}).encode()
    _swapped(tmp_path / "practice.zip", tmp_path / "newer.zip", "manifest.json", newer)
    with pytest.raises(Invalid, match="newer version"):
        PracticeReader(tmp_path / "newer.zip")


async def test_the_archive_is_open_to_other_programs_and_tells_the_end_of_history(
    practice: LocalPractice, tmp_path: Path
) -> None:
    await added(practice.backend, "Anna")
    await _archived(practice, tmp_path / "practice.zip")
    walk = await practice.backend(VerifyHistory())
    reader = PracticeReader(tmp_path / "practice.zip")
    assert reader.heading().head == ChainHead(number=walk.number, hash=walk.hash)
    reader.close()
    with zipfile.ZipFile(tmp_path / "practice.zip") as archive:
        (line,) = archive.read("clients.jsonl").splitlines()
    assert json.loads(line)["client"]["details"]["name"] == "Anna"
