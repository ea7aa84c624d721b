"""The key of a store, or of a backup, for commands that work on files."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.unlocking import ask_hidden, read_from
from kara_tui.domain.errors import Invalid, StoreUnavailable, WrongKey

if TYPE_CHECKING:
    from kara_tui.settings import Settings
    from kara_tui.vault.opening import OpenVault

CODE = "recovery code"
_THAT_DAY = "A backup opens with the passphrase and the code that held when it was made."


def add_code_option(parser: Parser) -> None:
    """Offer to hand the recovery code over."""
    parser.option(
        "--recovery-code-fd",
        type=int,
        metavar="N",
        meaning="read the recovery code from this file descriptor",
    )


def key_of_store(session: Session, settings: "Settings") -> bytes:
    """Return the key of the practice, unlocking it first where that is needed.

    Raises:
        StoreUnavailable: When there is no store.
        KaraError: When it stays locked.
    """
    import asyncio

    from kara_tui.bootstrap import door_of
    from kara_tui.cli.unlocking import unlock

    if not settings.store.exists():
        raise StoreUnavailable(
            f"There is no store at {settings.store}.", "Name another one with --store."
        )
    door = door_of(settings, session.environment)
    asyncio.run(unlock(door, session.passphrase_fd, session.out.note))
    return door.store_key()


def key_by_code(
    options: Namespace, session: Session, bare_key_file: Path
) -> Callable[[Path | None], bytes]:
    """Return what gives the key of a backup by its recovery code alone.

    Args:
        options: Of the command.
        session: Of the command.
        bare_key_file: Holds the key where there is no vault.
    """

    def key_of(keys: Path | None) -> bytes:
        if keys is None:
            return _bare_key(bare_key_file)
        return _by_code(keys, _code(options, session))

    return key_of


def key_by_any_secret(
    options: Namespace, session: Session, bare_key_file: Path
) -> Callable[[Path | None], bytes]:
    """Return what gives the key of a backup by its passphrase or its recovery code."""

    def key_of(keys: Path | None) -> bytes:
        if keys is None:
            return _bare_key(bare_key_file)
        if options.recovery_code_fd is not None:
            return _by_code(keys, read_from(options.recovery_code_fd))
        if session.passphrase_fd is not None:
            return _by_passphrase(keys, read_from(session.passphrase_fd))
        typed = ask_hidden(f"Passphrase or {CODE} of the backup: ")
        return _by_code(keys, typed) if _is_code(typed) else _by_passphrase(keys, typed)

    return key_of


def _code(options: Namespace, session: Session) -> str:
    if options.recovery_code_fd is not None:
        return read_from(options.recovery_code_fd)
    session.out.note("The backup is opened as if this machine were lost: with the code on paper.")
    return ask_hidden("Recovery code: ")


def _is_code(typed: str) -> bool:
    from kara_tui.vault.recovery_code import RecoveryCode

    try:
        RecoveryCode.typed(typed)
    except Invalid:
        return False
    return True


def _by_code(keys: Path, typed: str) -> bytes:
    from kara_tui.vault.opening import open_with_recovery_code
    from kara_tui.vault.recovery_code import RecoveryCode

    code = RecoveryCode.typed(typed)
    return _derived(lambda: open_with_recovery_code(keys, code))


def _by_passphrase(keys: Path, typed: str) -> bytes:
    from kara_tui.vault.opening import open_with_passphrase
    from kara_tui.vault.passphrase import Passphrase

    return _derived(lambda: open_with_passphrase(keys, Passphrase.typed(typed)))


def _derived(opening: "Callable[[], OpenVault]") -> bytes:
    from kara_tui.vault.derivation import Use

    try:
        return opening().key.derive(Use.STORE)
    except WrongKey as problem:
        raise WrongKey(problem.sentence, f"Check what you typed. {_THAT_DAY}") from None


def _bare_key(file: Path) -> bytes:
    from kara_tui.vault.bare_key import read_bare_key

    try:
        return read_bare_key(file)
    except OSError:
        raise StoreUnavailable(
            f"This backup is of a practice without a vault, and its key is not at {file}.",
            "Put the key file there, then try again.",
        ) from None
