"""Files of clients: sealed on their way into a place of bytes, opened on their way out."""

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from kara_tui.backend.blobs import BlobDraft, Blobs
from kara_tui.backend.file_source import FIELD, opened_source
from kara_tui.backend.files import Progress, no_progress
from kara_tui.backend.long_work import LongWork
from kara_tui.backend.new_file import new_file
from kara_tui.backend.protocol import Backend
from kara_tui.backend.shown_copies import ShownCopies
from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.errors import Invalid, KaraError, VaultDamaged
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import AddAttachment, OpenAttachment
from kara_tui.vault.chunked import (
    Readable,
    SourceChanged,
    Writable,
    seal_stream,
    sealed_size,
    unseal_stream,
)
from kara_tui.vault.file_keys import file_place, files_key, unwrap_file_key, wrap_file_key
from kara_tui.vault.record_keys import new_record_key


@dataclass(frozen=True)
class FileSafe:
    """Carries out what `Files` promises, over any backend and any place of bytes."""

    backend: Backend
    blobs: Blobs
    store_key: Callable[[], bytes] = field(repr=False)
    """Returns what the keys of files are wrapped with."""
    copies: ShownCopies = field(default_factory=ShownCopies)

    async def add(
        self, client_id: ClientId, source: Path, progress: Progress = no_progress
    ) -> Attachment:
        """Seal a file and put it on a client's profile (see `Files`)."""
        work = LongWork(progress)
        with ExitStack() as stack:
            wish, draft = await work.done(lambda: self._seal(stack, client_id, source, work))
            try:
                added = await self.backend(wish)
            except KaraError:
                draft.drop()
                raise
            await asyncio.to_thread(draft.settle)
            return added

    async def save(
        self, attachment: Attachment, target: Path, progress: Progress = no_progress
    ) -> None:
        """Write what was attached into a new file (see `Files`)."""
        kept = await self._opened(attachment)
        work = LongWork(progress)
        await work.done(lambda: self._write(kept, target, work))

    def why_not_shown(self) -> str:
        """Return why no other program can show a file here (see `Files`)."""
        return self.copies.why_not

    async def show(self, attachment: Attachment, progress: Progress = no_progress) -> None:
        """Let another program show a copy (see `Files`)."""
        self.copies.require_possible()
        kept = await self._opened(attachment)
        details, work = opened(kept.details), LongWork(progress)

        def write_and_show() -> None:
            place = self.copies.place_for(details.name, details.size)
            self._write(kept, place, work)
            self.copies.show(place)

        await work.done(write_and_show)

    def close(self) -> None:
        """Delete the copies that were shown."""
        self.copies.wipe()

    def write_plain(
        self, kept: Attachment, plain: Writable, progress: Callable[[int, int], None]
    ) -> None:
        """Write what was attached into a stream; it counts only if this returns. Blocks.

        Raises:
            VaultDamaged: When it is not as it was sealed.
            NotFound: When its content is missing.
        """
        wanted = opened(kept.details).sha256
        key = unwrap_file_key(kept.key, files_key(self.store_key()), str(kept.id))
        hashing = _Hashing(plain)
        with self.blobs.read(kept.id) as sealed:
            unseal_stream(sealed, hashing, key, file_place(str(kept.id)), progress)
        if hashing.sha256 != wanted:
            raise VaultDamaged(
                "This file is whole, but not the one that its record tells of.",
                "Nothing was written. Restore it from a backup.",
            )

    def why_not_whole(self, kept: Attachment) -> str:
        """Return why a file cannot be opened; empty when all of it can. Blocks while it looks."""
        try:
            self.write_plain(kept, _Nowhere(), _silently)
        except KaraError as problem:
            return problem.sentence
        return ""

    def seal_anew(self, file_id: UUID, source: Readable, size: int) -> tuple[int, bytes]:
        """Seal what is read into its place, for a record that is saved afterwards. Blocks.

        Args:
            file_id: The record's id.
            source: What is sealed.
            size: How many bytes that is.

        Returns:
            How many bytes it has now, and its key, wrapped.

        Raises:
            DiskFull: When it does not fit.
        """
        key, sealed = new_record_key(), sealed_size(size)
        with self.blobs.new(file_id, sealed) as draft:
            seal_stream(source, size, draft, key, file_place(str(file_id)), _silently)
            draft.keep()
            draft.settle()
        return sealed, wrap_file_key(key, files_key(self.store_key()), str(file_id))

    async def _opened(self, attachment: Attachment) -> Attachment:
        wish = OpenAttachment(client_id=attachment.client_id, attachment_id=attachment.id)
        return await self.backend(wish)

    def _write(self, kept: Attachment, target: Path, work: LongWork) -> None:
        with new_file(target) as plain:
            self.write_plain(kept, plain, work.tell)

    def _seal(
        self, stack: ExitStack, client_id: ClientId, path: Path, work: LongWork
    ) -> tuple[AddAttachment, BlobDraft]:
        file_id, key = uuid7(), new_record_key()
        with opened_source(path) as source:
            size = sealed_size(source.size)
            draft = stack.enter_context(self.blobs.new(file_id, size))
            try:
                place = file_place(str(file_id))
                seal_stream(source, source.size, draft, key, place, work.tell)
            except SourceChanged:
                raise Invalid(
                    FIELD, "The file changes while it is read.", "Nothing was added. Try again."
                ) from None
            draft.keep()
            details = AttachmentDetails(
                name=source.name,
                media_type=source.media_type,
                size=source.size,
                sha256=source.sha256,
            )
        wrapped = wrap_file_key(key, files_key(self.store_key()), str(file_id))
        wish = AddAttachment(
            client_id=client_id,
            attachment_id=file_id,
            sealed_size=size,
            key=wrapped,
            details=details,
        )
        return wish, draft


class _Nowhere:
    """Takes bytes and forgets them."""

    def write(self, data: bytes) -> None:
        del data


def _silently(_done: int, _total: int) -> None:
    pass


class _Hashing:
    """Hands bytes on, and hashes what passes."""

    def __init__(self, stream: Writable) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self._stream.write(data)
