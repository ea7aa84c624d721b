"""Files on a profile: their records are added, renamed, removed; never somebody else's."""

from dataclasses import replace

import pytest

from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.client import Client
from kara_tui.domain.errors import Conflict, NotFound
from kara_tui.domain.ids import new_intent_id
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import (
    AddAttachment,
    ListAttachments,
    OpenAttachment,
    RemoveAttachment,
    RenameAttachment,
)
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.history import UndoMove
from tests.support.people import added
from tests.support.practice import Practice

KEY = b"\x01\x03a key that was wrapped elsewhere"


def _wish(client: Client, name: str) -> AddAttachment:
    details = AttachmentDetails(name=name, media_type="application/pdf", size=5, sha256="ab")
    return AddAttachment(client_id=client.id, sealed_size=65_587, key=KEY, details=details)


async def _with(practice: Practice, *names: str) -> tuple[Client, list[Attachment]]:
    client = await added(practice.backend, "Anna")
    return client, [await practice.backend(_wish(client, name)) for name in names]


async def _names(practice: Practice, client: Client) -> list[str]:
    listed = await practice.backend(ListAttachments(client_id=client.id))
    return [opened(one.details).name for one in listed]


class AttachmentContract:
    """What every backend does with the records of files."""

    async def test_the_newest_file_stands_first(self, practice: Practice) -> None:
        client, _ = await _with(practice, "letter.pdf")
        details = AttachmentDetails(name="x-ray.png")
        await practice.backend(
            AddAttachment(client_id=client.id, sealed_size=9, key=KEY, details=details)
        )
        assert await _names(practice, client) == ["x-ray.png", "letter.pdf"]

    async def test_what_opens_a_file_comes_back_as_it_was_given(self, practice: Practice) -> None:
        client, (one,) = await _with(practice, "letter.pdf")
        asked = OpenAttachment(client_id=client.id, attachment_id=one.id)
        assert await practice.backend(asked) == one
        assert (one.key, one.sealed_size, one.version) == (KEY, 65_587, 1)

    async def test_no_name_is_a_folder_or_steers_anything(self, practice: Practice) -> None:
        client, _ = await _with(practice, "../../etc/pass\u202ewd\x1b[2J", "nul.txt", "")
        assert await _names(practice, client) == ["file", "_nul.txt", "etc-passwd[2J"]

    async def test_a_name_is_saved_over_what_was_seen_only(self, practice: Practice) -> None:
        client, (one,) = await _with(practice, "scan.pdf")
        details = replace(opened(one.details), name="Letter of 3 March.pdf")
        wanted = RenameAttachment(
            client_id=client.id, attachment_id=one.id, version=1, details=details
        )
        assert (await practice.backend(wanted)).version == 2
        with pytest.raises(Conflict):
            await practice.backend(replace(wanted, intent=new_intent_id()))
        await practice.backend(UndoMove(move=wanted.intent))
        assert await _names(practice, client) == ["scan.pdf"]

    async def test_one_that_was_removed_comes_back_when_that_is_undone(
        self, practice: Practice
    ) -> None:
        client, (one,) = await _with(practice, "scan.pdf")
        wanted = RemoveAttachment(client_id=client.id, attachment_id=one.id, version=1)
        await practice.backend(wanted)
        assert await _names(practice, client) == []
        with pytest.raises(NotFound):
            await practice.backend(OpenAttachment(client_id=client.id, attachment_id=one.id))
        await practice.backend(UndoMove(move=wanted.intent))
        assert await _names(practice, client) == ["scan.pdf"]

    async def test_a_file_belongs_to_one_client(self, practice: Practice) -> None:
        client, (one,) = await _with(practice, "scan.pdf")
        other = await added(practice.backend, "Bea")
        with pytest.raises(NotFound):
            await practice.backend(OpenAttachment(client_id=other.id, attachment_id=one.id))
        with pytest.raises(NotFound):
            await practice.colleague()(ListAttachments(client_id=client.id))

    async def test_history_tells_that_a_file_was_opened(self, practice: Practice) -> None:
        client, (one,) = await _with(practice, "scan.pdf")
        await practice.backend(OpenAttachment(client_id=client.id, attachment_id=one.id))
        # A look is written down behind its answer, before the next change at the latest.
        await practice.backend(_wish(client, "another.pdf"))
        told = await practice.backend(ListAccesses(client_id=client.id))
        assert any(one.fields == ("file",) for one in told)
