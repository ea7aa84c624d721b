"""No key shows itself: not in a log line, not in a traceback with its variables, not in a file."""

import copy
import io
import logging
import pickle
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kara_tui.domain.errors import KaraError
from kara_tui.vault.argon import Work
from kara_tui.vault.changes import change_passphrase
from kara_tui.vault.derivation import DataKey
from kara_tui.vault.key_pair import KeyPair
from kara_tui.vault.opening import (
    OpenVault,
    open_with_keyring_secret,
    open_with_passphrase,
    open_with_recovery_code,
)
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.sealing import Place, SealingKey, seal, unseal
from kara_tui.vault.secret import Key, Secret

PLANTED = b"planted-secret-of-32-bytes-long!"
KINDS: list[type[Secret]] = [DataKey, SealingKey, KeyPair, Key, Passphrase, RecoveryCode]


def shown(secret: bytes) -> list[str]:
    """Return every way in which bytes usually get into text."""
    return [secret.decode("latin-1"), repr(secret)[2:-1], secret.hex(), str(list(secret))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_shows_only_its_kind(kind: type[Secret]) -> None:
    secret = kind(PLANTED)

    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.emit(logging.makeLogRecord({"msg": "%s %r", "args": (secret, secret)}))
    texts = [repr(secret), str(secret), f"{secret}", format(secret), log.getvalue()]
    texts += [repr([secret]), repr({"key": secret}), ascii(secret)]

    assert all(kind.__name__ in text for text in texts)
    assert not [one for text in texts for one in shown(PLANTED) if one in text]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("act", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_is_neither_copied_nor_written_down(
    kind: type[Secret], act: Callable[[object], object]
) -> None:
    with pytest.raises(TypeError, match=kind.__name__):
        act(kind(PLANTED))


def test_secrets_are_equal_only_among_their_kind() -> None:
    assert DataKey(PLANTED) == DataKey(PLANTED)
    assert DataKey(PLANTED) != DataKey(PLANTED[::-1])
    assert DataKey(PLANTED) != SealingKey(PLANTED)
    assert DataKey(PLANTED) != PLANTED
    with pytest.raises(TypeError):
        hash(DataKey(PLANTED))


def test_an_open_vault_shows_no_key(vault: OpenVault) -> None:
    for secret in (vault.key, vault.key_pair):
        assert not [one for one in shown(secret.reveal()) if one in repr(vault)]


def full_traceback(act: Callable[[], object]) -> str:
    with pytest.raises(KaraError) as caught:
        act()
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    return "".join(told.format())


@pytest.fixture
def failures(
    vault: OpenVault, passphrase: Passphrase, place: Place, light: Work
) -> list[Callable[[], object]]:
    path, key = vault.path, SealingKey(PLANTED)
    blob = seal(b"note", key, place)
    stranger = replace(vault, key=DataKey(PLANTED))
    return [
        lambda: open_with_passphrase(path, Passphrase(PLANTED), light),
        lambda: open_with_recovery_code(path, RecoveryCode(PLANTED[:20]), light),
        lambda: open_with_keyring_secret(path, Key(PLANTED), light),
        lambda: open_with_passphrase(path.with_name("gone"), Passphrase(PLANTED), light),
        lambda: change_passphrase(stranger, passphrase, light),
        lambda: unseal(blob, key, replace(place, version=9)),
    ]


def test_no_failure_carries_a_key_even_with_all_variables_shown(
    failures: list[Callable[[], object]], vault: OpenVault
) -> None:
    for fail in failures:
        told = full_traceback(fail)

        assert "line" in told
        for secret in (PLANTED, PLANTED[:20], vault.key.reveal(), vault.key_pair.reveal()):
            assert not [one for one in shown(secret) if one in told], told


def test_the_key_file_holds_no_key(
    vault: OpenVault, passphrase: Passphrase, code: RecoveryCode, keyring_secret: Key
) -> None:
    import base64

    content = Path(vault.path).read_bytes()

    for secret in (vault.key, vault.key_pair, passphrase, code, keyring_secret):
        assert secret.reveal() not in content
        assert base64.b64encode(secret.reveal())[:16] not in content
        assert secret.reveal().hex().encode() not in content
