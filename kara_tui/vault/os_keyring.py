"""This machine's keyring as a convenience: it never hangs, asks, or writes in the clear."""

import base64
import binascii
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kara_tui.vault.keyring_backends import allowed_backend, find_backend, would_prompt
from kara_tui.vault.secret import Key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

DEADLINE = 3.0
"""Seconds; a keyring that takes longer counts as none."""
SERVICE = "kara"
NONE_FOUND = "This machine has no keyring that kara trusts."
LOCKED = "The keyring of this machine is locked."
TOO_SLOW = "The keyring of this machine does not answer."
UNRELIABLE = "The keyring of this machine does not keep what it is given."
FAILED = "The keyring of this machine refuses."
NOTHING_KEPT = "The keyring of this machine holds nothing for this practice."


@dataclass(frozen=True)
class Answer:
    """What a keyring said: a secret, or one sentence why there is none."""

    secret: Key | None = None
    reason: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether what was asked for has been done."""
        return not self.reason


class OsKeyring:
    """Keeps one secret for each vault; whatever goes wrong, the passphrase still opens it.

    Args:
        find: Returns the keyring of this machine.
        deadline: Seconds after which a keyring counts as none.
    """

    def __init__(
        self, find: "Callable[[], KeyringBackend]" = find_backend, deadline: float = DEADLINE
    ) -> None:
        self._find = find
        self._deadline = deadline

    def put(self, vault_id: bytes, secret: Key) -> Answer:
        """Keep a secret, and read it back to see that it is kept."""
        return self._ask(lambda backend: _put(backend, vault_id.hex(), secret))

    def get(self, vault_id: bytes) -> Answer:
        """Return the secret kept for a vault."""
        return self._ask(lambda backend: _get(backend, vault_id.hex()))

    def forget(self, vault_id: bytes) -> Answer:
        """Drop the secret kept for a vault; fine when there is none."""
        return self._ask(lambda backend: _forget(backend, vault_id.hex()))

    def _ask(self, work: "Callable[[KeyringBackend], Answer]") -> Answer:
        answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        # Libraries of keyrings block for ever when nobody answers: such a thread is abandoned.
        threading.Thread(
            target=lambda: answers.put(self._answer(work)), name="keyring", daemon=True
        ).start()
        try:
            return answers.get(timeout=self._deadline)
        except queue.Empty:
            return Answer(reason=TOO_SLOW)

    def _answer(self, work: "Callable[[KeyringBackend], Answer]") -> Answer:
        try:
            backend = allowed_backend(self._find())
            if backend is None:
                return Answer(reason=NONE_FOUND)
            if would_prompt(backend):
                return Answer(reason=LOCKED)
            return work(backend)
        except Exception:
            # Plug-ins of desktops raise anything; none of it concerns the user, and their
            # words may hold what they were given.
            return Answer(reason=FAILED)


def _put(backend: "KeyringBackend", name: str, secret: Key) -> Answer:
    backend.set_password(SERVICE, name, base64.b64encode(secret.reveal()).decode())
    return Answer(secret) if _get(backend, name).secret == secret else Answer(reason=UNRELIABLE)


def _get(backend: "KeyringBackend", name: str) -> Answer:
    kept = backend.get_password(SERVICE, name)
    if not kept:
        return Answer(reason=NOTHING_KEPT)
    try:
        return Answer(Key(base64.b64decode(kept, validate=True)))
    except (binascii.Error, ValueError):
        return Answer(reason=UNRELIABLE)


def _forget(backend: "KeyringBackend", name: str) -> Answer:
    if backend.get_password(SERVICE, name) is not None:
        backend.delete_password(SERVICE, name)
    return Answer()
