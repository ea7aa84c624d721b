"""kill -9 while a file is attached: it is listed whole, or neither listed nor left lying about."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from kara_tui.backend.local import LocalBackend
from kara_tui.beside import attachments_of
from kara_tui.domain.client import Client
from kara_tui.operations.attachments import ListAttachments
from tests.support.files import file_safe
from tests.support.people import added
from tests.support.stores import open_at

_ROOT = Path(__file__).parents[2]
_CONTENT = bytes(range(256)) * 1500
"""Six chunks."""


class Killer:
    """Another process whose children are killed at a given step."""

    def __init__(self, key: bytes) -> None:
        command = [sys.executable, "-m", "tests.faults.attaching_killed", key.hex()]
        self.process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self._answer("") == "ready"

    def was_killed(self, step: int, store: Path, client: Client, source: Path) -> bool:
        """Attach a file; say whether the step was reached before its end."""
        answer = self._answer(f"{step} {store} {client.id} {source}\n")
        assert answer in {"killed", "ended 0"}
        return answer == "killed"

    def end(self) -> None:
        """Let it end by itself."""
        self.process.communicate(timeout=20)

    def _answer(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def killer(store_key: bytes) -> Iterator[Killer]:
    process = Killer(store_key)
    yield process
    process.end()


def test_a_file_is_there_whole_or_not_at_all(
    killer: Killer, store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    source = tmp_path / "letter.pdf"
    source.write_bytes(_CONTENT)
    client = asyncio.run(_client(store_path, store_key))

    def looked(at: str) -> int:
        return asyncio.run(_look(store_path, store_key, client, tmp_path / at))

    seen = set()
    for step in count(1, 4):
        if not killer.was_killed(step, store_path, client, source):
            break
        seen.add(looked(f"out-{step}"))
    assert step > 20
    # The record is saved a few steps before the end: none of those is skipped.
    for last in range(step - 1, step - 8, -1):
        if killer.was_killed(last, store_path, client, source):
            seen.add(looked(f"last-{last}"))
    assert seen == {0, 1}, "killed before its record was saved, and after"


async def _client(store: Path, key: bytes) -> Client:
    backend = LocalBackend(partial(open_at, store, key))
    client = await added(backend)
    await backend.close()
    return client


async def _look(store: Path, key: bytes, client: Client, out: Path) -> int:
    """Return how many files came to the list since the last look, after opening the newest."""
    backend = LocalBackend(partial(open_at, store, key))
    try:
        listed = await backend(ListAttachments(client_id=client.id))
        safe = file_safe(backend, store, key)
        if listed:
            await safe.save(listed[0], out)
            assert out.read_bytes() == _CONTENT
        await backend.on_store(lambda opened: opened.store.tidy_files())
        left = {one.name for one in attachments_of(store).glob("*")}
        assert left == {f"{one.id}.sealed" for one in listed}
        for one in listed:
            await safe.save(one, out.with_suffix(f".{one.id}"))
    finally:
        await backend.close()
    return min(len(listed), 1)
