"""Which of the keyrings that Python programs find may hold a secret of ours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# Everything else prompts on the terminal, drops what it is given, or keeps it readable in a file.
_ALLOWED = frozenset(
    {
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.Windows", "WinVaultKeyring"),
    }
)
_SECRET_SERVICE = "keyring.backends.SecretService"


def find_backend() -> "KeyringBackend":
    """Return the keyring that this system and its settings name; may take long, or never end."""
    import keyring

    return keyring.get_keyring()


def allowed_backend(found: "KeyringBackend") -> "KeyringBackend | None":
    """Return the keyring to use: the one found, or the first allowed one that it stands for."""
    from keyring.backends.chainer import ChainerBackend

    several: Iterable[KeyringBackend] = [found]
    if isinstance(found, ChainerBackend):
        several = found.backends
    return next((one for one in several if _is_allowed(one)), None)


def _is_allowed(backend: "KeyringBackend") -> bool:
    kind = type(backend)
    return (kind.__module__, kind.__qualname__) in _ALLOWED


def would_prompt(backend: "KeyringBackend") -> bool:
    """Say whether using the keyring now would open a window that asks for its password."""
    if type(backend).__module__ != _SECRET_SERVICE:
        return False
    from contextlib import closing

    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return secretstorage.Collection(bus).is_locked()
        except secretstorage.ItemNotFoundException:
            return True
