"""The machine's keyring is a convenience: what is wrong with it is one quiet sentence."""

import logging
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null

from kara_tui.vault import keyring_backends
from kara_tui.vault.os_keyring import (
    FAILED,
    LOCKED,
    NONE_FOUND,
    NOTHING_KEPT,
    TOO_SLOW,
    UNRELIABLE,
    Answer,
    OsKeyring,
)
from kara_tui.vault.secret import Key

VAULT = b"v" * 16
SECRET = Key(bytes(range(32)))


class Memory(KeyringBackend):
    """Keeps what it is given, under the name of a keyring that is trusted."""

    priority = 5.0
    viable = False
    """Keeps the library from offering it to other tests."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(Memory):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Garbling(Memory):
    def get_password(self, service: str, username: str) -> str | None:
        return "not what was kept"


class Swapping(Memory):
    def get_password(self, service: str, username: str) -> str | None:
        return "A" * 43 + "="


class Raising(Memory):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot keep {password}")


class PlaintextKeyring(Memory):
    """Stands for the one of keyrings.alt, which keeps secrets readable in a file."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


class Deaf(Memory):
    """Never answers until the test ends."""

    over = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.over.wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.over.wait()


def trusted(kind: type[Memory]) -> type[Memory]:
    return type("DBusKeyring", (kind,), {"__module__": "keyring.backends.kwallet"})


def keyring_with(backend: KeyringBackend, deadline: float = 3.0) -> OsKeyring:
    return OsKeyring(lambda: backend, deadline)


@pytest.fixture(autouse=True)
def _end_of_deafness() -> Iterator[None]:
    Deaf.over.clear()
    yield
    Deaf.over.set()


def test_a_secret_is_kept_found_and_forgotten() -> None:
    keyring = keyring_with(trusted(Memory)())

    assert keyring.get(VAULT) == Answer(reason=NOTHING_KEPT)
    assert keyring.put(VAULT, SECRET).is_fine
    assert keyring.get(VAULT).secret == SECRET
    assert keyring.get(b"w" * 16).reason == NOTHING_KEPT
    assert keyring.forget(VAULT).is_fine
    assert keyring.forget(VAULT).is_fine
    assert keyring.get(VAULT).secret is None


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring, PlaintextKeyring, Memory])
def test_a_keyring_that_is_not_trusted_is_none(backend: type[KeyringBackend]) -> None:
    found = backend()
    keyring = keyring_with(found)

    assert keyring.put(VAULT, SECRET).reason == NONE_FOUND
    assert keyring.get(VAULT).reason == NONE_FOUND
    assert not getattr(found, "kept", None)


def test_among_several_only_the_trusted_one_is_used() -> None:
    readable, good = PlaintextKeyring(), trusted(Memory)()
    chain = type("Chain", (chainer.ChainerBackend,), {"backends": [readable, good]})()

    assert isinstance(chain, KeyringBackend)
    assert keyring_with(chain).put(VAULT, SECRET).is_fine
    assert not readable.kept
    assert good.get_password("kara", VAULT.hex())


def test_among_several_of_which_none_is_trusted_there_is_none() -> None:
    backends = [PlaintextKeyring(), Memory()]
    chain = type("Chain", (chainer.ChainerBackend,), {"backends": backends})()

    assert keyring_with(chain).put(VAULT, SECRET).reason == NONE_FOUND
    assert not backends[0].kept


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Forgetful, UNRELIABLE),
        (Garbling, UNRELIABLE),
        (Swapping, UNRELIABLE),
        (Raising, FAILED),
    ],
)
def test_a_keyring_that_does_not_keep_its_word_is_none(kind: type[Memory], reason: str) -> None:
    assert keyring_with(trusted(kind)()).put(VAULT, SECRET) == Answer(reason=reason)


@pytest.mark.parametrize("act", [lambda one: one.get(VAULT), lambda one: one.put(VAULT, SECRET)])
def test_a_keyring_that_never_answers_is_given_up(act: Callable[[OsKeyring], Answer]) -> None:
    started = time.perf_counter()

    assert act(keyring_with(trusted(Deaf)(), deadline=0.2)).reason == TOO_SLOW
    assert time.perf_counter() - started < 2


def test_looking_for_a_keyring_may_hang_or_fail_too() -> None:
    def never() -> KeyringBackend:
        Deaf.over.wait()
        return Memory()

    def broken() -> KeyringBackend:
        raise ModuleNotFoundError("no such plug-in")

    assert OsKeyring(never, 0.2).get(VAULT).reason == TOO_SLOW
    assert OsKeyring(broken).get(VAULT).reason == FAILED


def test_a_keyring_that_would_ask_for_its_password_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kara_tui.vault.os_keyring.would_prompt", lambda _: True)
    backend = trusted(Deaf)()

    assert keyring_with(backend).put(VAULT, SECRET).reason == LOCKED


def test_nothing_is_printed_or_logged(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in (Forgetful, Raising, Garbling):
        keyring_with(trusted(kind)()).put(VAULT, SECRET)

    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_the_trusted_keyrings_are_those_that_the_library_has() -> None:
    names = vars(keyring_backends)["_ALLOWED"]
    here = (SecretService.Keyring.__module__, SecretService.Keyring.__qualname__)

    assert here in names
    assert {module.rpartition(".")[2] for module, _ in names} == {
        "SecretService",
        "Windows",
        "kwallet",
        "macOS",
    }
