"""A client, and the place where their files go."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kara_tui.backend.file_safe import FileSafe
from kara_tui.backend.protocol import Backend
from kara_tui.beside import attachments_of
from kara_tui.domain.attachment import Attachment
from kara_tui.domain.client import Client
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import ListAttachments
from tests.support.files import Desktop, file_safe
from tests.support.people import added
from tests.support.practice import LocalPractice


@dataclass
class Shelf:
    """One client's files."""

    backend: Backend
    client: Client
    safe: FileSafe
    folder: Path
    desktop: Desktop

    async def listed(self) -> list[str]:
        asked = ListAttachments(client_id=self.client.id)
        return [opened(one.details).name for one in await self.backend(asked)]

    def sealed(self, one: Attachment) -> Path:
        return self.folder / f"{one.id}.sealed"

    @property
    def names(self) -> list[str]:
        """What lies in the folder of sealed files."""
        return sorted(one.name for one in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
async def shelf(practice: LocalPractice, store_path: Path, store_key: bytes) -> Shelf:
    client, desktop = await added(practice.backend), Desktop()
    safe = file_safe(practice.backend, store_path, store_key, desktop)
    return Shelf(practice.backend, client, safe, attachments_of(store_path), desktop)
