"""`kara vault`: how the practice is protected, and every change to that."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.cli.unlocking import ask_hidden, read_from
from kara_tui.domain.errors import Invalid, NotAllowedNow, PracticeLocked

if TYPE_CHECKING:
    from kara_tui.backend.vault_keys import VaultKeys
    from kara_tui.vault.opening import OpenVault
    from kara_tui.vault.recovery_code import RecoveryCode

_ACTIONS = {
    "status": "show what opens the practice",
    "set-up": "choose a passphrase for a practice that has none",
    "change-passphrase": "choose another passphrase",
    "new-recovery-code": "write down another recovery code",
    "keyring": "let the system's keyring unlock it: on or off",
    "rotate": "encrypt everything with a new key",
}


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("vault", "Look after the keys of the practice")
    told = "; ".join(f"{name}: {does}" for name, does in _ACTIONS.items())
    made.option("action", choices=tuple(_ACTIONS), meaning=told)
    made.option("switch", nargs="?", choices=("on", "off"), meaning="for keyring")
    made.option(
        "--new-passphrase-fd",
        type=int,
        metavar="N",
        meaning="read the new passphrase from this file descriptor",
    )
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Carry one of the actions out."""
    options = parser().parse_args(given)
    if (options.action == "keyring") is (options.switch is None):
        raise UsageProblem("keyring takes on or off; nothing else does.", "See kara vault --help.")
    from kara_tui.bootstrap import door_of, vault_keys

    settings = session.settings(options)
    if not door_of(settings, session.environment).is_protected:
        raise NotAllowedNow(
            "This is a made-up practice: its key lies beside it, and it has no passphrase.",
            "Your own practice is opened without --demo.",
        )
    _Work(vault_keys(settings, session.environment), session, options).do()
    return exit_codes.FINE


class _Work:
    """One action on the keys, with what it asks and tells."""

    def __init__(self, keys: "VaultKeys", session: Session, options: Namespace) -> None:
        self._keys = keys
        self._session = session
        self._options = options
        self._out = session.out

    def do(self) -> None:
        """Carry the action out."""
        actions: dict[str, Callable[[], None]] = {
            "status": self._status,
            "set-up": self._set_up,
            "change-passphrase": self._change_passphrase,
            "new-recovery-code": self._new_code,
            "keyring": self._keyring,
            "rotate": self._rotate,
        }
        actions[self._options.action]()

    def _status(self) -> None:
        status = self._keys.status()
        if self._options.json:
            self._out.json(status)
            return
        self._out.line(f"Key file           {status.file}")
        self._out.line(f"Made               {status.created}")
        self._out.line(f"Opens by           {', '.join(status.ways)}")
        self._out.line(
            f"One guess costs    {status.memory_mib} MiB, {status.passes} passes of Argon2id"
        )
        if status.changing:
            self._out.line("A change of the key was cut short; the next unlocking finishes it.")

    def _set_up(self) -> None:
        passphrase = self._new_passphrase()
        self._keys.create(passphrase, self._shown_and_typed_back())
        self._out.note("The practice is protected. Nobody but you can open it.")

    def _change_passphrase(self) -> None:
        vault, _ = self._unlocked()
        self._keys.change_passphrase(vault, self._new_passphrase())
        self._out.note("The new passphrase holds; the one before opens nothing any more.")

    def _new_code(self) -> None:
        vault, _ = self._unlocked()
        self._keys.put_code(vault, self._shown_and_typed_back())
        self._out.note("The new code holds; destroy the paper with the one before.")

    def _keyring(self) -> None:
        vault, _ = self._unlocked()
        if self._options.switch == "off":
            _, left = self._keys.forget_keyring(vault)
            self._out.note(left or "The keyring opens nothing any more.")
            return
        _, why_not = self._keys.keep_in_keyring(vault)
        if why_not:
            raise NotAllowedNow(why_not, "The passphrase opens the practice, as before.")
        self._out.note("From now on the keyring unlocks the practice when you are logged in.")

    def _rotate(self) -> None:
        vault, passphrase = self._unlocked()
        self._out.note("A new key makes the recovery code and every keyring void.")
        code = self._shown_and_typed_back()
        self._keys.rotate(vault, passphrase, code)
        self._out.note("Everything is encrypted with a new key.")

    def _unlocked(self) -> "tuple[OpenVault, str]":
        """Return the vault and the passphrase that opened it: no keyring will do here."""
        descriptor = self._session.passphrase_fd
        passphrase = ask_hidden("Passphrase: ") if descriptor is None else read_from(descriptor)
        return self._keys.by_passphrase(passphrase), passphrase

    def _new_passphrase(self) -> str:
        from kara_tui.vault.strength import chosen_passphrase

        descriptor = self._options.new_passphrase_fd
        first = ask_hidden("New passphrase: ") if descriptor is None else read_from(descriptor)
        chosen_passphrase(first)
        if descriptor is None and ask_hidden("The same again: ") != first:
            raise Invalid("passphrase", "The two differ.", "Nothing was changed. Try again.")
        return first

    def _shown_and_typed_back(self) -> "RecoveryCode":
        from kara_tui.vault.recovery_code import RecoveryCode

        code = RecoveryCode.new()
        self._out.line(f"Recovery code: {code.spelled()}")
        self._out.note("Write it down: it is shown this once. Then type it from the paper.")
        try:
            typed = input()
        except EOFError:
            raise PracticeLocked(
                "The code was not typed back, so it does not hold.", "Nothing was changed."
            ) from None
        if RecoveryCode.typed(typed) != code:
            raise Invalid(
                "recovery_code", "This is another code.", "Nothing was changed. Try again."
            )
        return code
