"""`kara vault`: how the practice is protected, and every change to that."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.backing_up import back_up_after_change
from kara_tui.cli.noting import make_store, note_events
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.recovery_paper import shown_and_typed_back
from kara_tui.cli.session import Session
from kara_tui.cli.unlocking import ask_hidden, read_from
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.practice_events import Happened, PracticeEvent

if TYPE_CHECKING:
    from kara_tui.backend.vault_keys import VaultKeys
    from kara_tui.settings import Settings
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
_OLD_PAPER = (
    "Backups made before still open with the old code: keep that paper until they are gone."
)


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
    _Work(vault_keys(settings, session.environment), session, settings, options).do()
    return exit_codes.FINE


class _Work:
    """One action on the keys, with what it asks and tells."""

    def __init__(
        self, keys: "VaultKeys", session: Session, settings: "Settings", options: Namespace
    ) -> None:
        self._keys = keys
        self._session = session
        self._settings = settings
        self._options = options
        self._out = session.out
        self._wrong_guesses = 0

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
        self._keys.require_none_yet()
        passphrase = self._new_passphrase()
        vault = self._keys.create(passphrase, self._shown_and_typed_back())
        key = self._store_key(vault)
        make_store(self._settings, key)
        note_events(self._settings, key, Happened(PracticeEvent.SET_UP))
        self._out.note("The practice is protected. Nobody but you can open it.")

    def _change_passphrase(self) -> None:
        vault, _ = self._unlocked()
        self._keys.change_passphrase(vault, self._new_passphrase())
        self._out.note("The new passphrase holds.")
        self._changed(vault, PracticeEvent.PASSPHRASE_CHANGED)
        self._out.note("Backups made before still open with the old one, until they are gone.")

    def _new_code(self) -> None:
        vault, _ = self._unlocked()
        self._keys.put_code(vault, self._shown_and_typed_back())
        self._out.note("The new code holds.")
        self._changed(vault, PracticeEvent.CODE_CHANGED)
        self._out.note(_OLD_PAPER)

    def _keyring(self) -> None:
        vault, _ = self._unlocked()
        if self._options.switch == "off":
            _, left = self._keys.forget_keyring(vault)
            self._note(vault, PracticeEvent.KEYRING_OFF)
            self._out.note("No keyring opens the practice any more.")
            if left:
                self._out.note(f"A rest of it may lie there, which opens nothing: {left}")
            return
        _, why_not = self._keys.keep_in_keyring(vault)
        if why_not:
            raise NotAllowedNow(why_not, "The passphrase opens the practice, as before.")
        self._note(vault, PracticeEvent.KEYRING_ON)
        self._out.note("From now on the keyring unlocks the practice when you are logged in.")

    def _rotate(self) -> None:
        vault, passphrase = self._unlocked()
        self._keys.require_alone()
        self._out.note("A new key makes the recovery code and every keyring void.")
        rotated = self._keys.rotate(vault, passphrase, self._shown_and_typed_back())
        self._out.note("Everything is encrypted with a new key.")
        self._changed(rotated, PracticeEvent.KEYS_ROTATED)
        self._out.note(_OLD_PAPER)

    def _unlocked(self) -> "tuple[OpenVault, str]":
        """Return the vault and the passphrase that opened it: no keyring will do here."""
        descriptor = self._session.passphrase_fd
        passphrase = ask_hidden("Passphrase: ") if descriptor is None else read_from(descriptor)
        self._wrong_guesses = self._keys.guesses.wrong
        return self._keys.by_passphrase(passphrase), passphrase

    def _changed(self, vault: "OpenVault", event: PracticeEvent) -> None:
        """Note a change, and make a backup that opens by what holds from now on."""
        self._note(vault, event)
        back_up_after_change(self._settings, self._store_key(vault), self._out)

    def _note(self, vault: "OpenVault", event: PracticeEvent) -> None:
        happened = Happened(event, self._wrong_guesses)
        note_events(self._settings, self._store_key(vault), happened)

    @staticmethod
    def _store_key(vault: "OpenVault") -> bytes:
        from kara_tui.vault.derivation import Use

        return vault.key.derive(Use.STORE)

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
        if RecoveryCode.typed(shown_and_typed_back(code, self._out)) != code:
            raise Invalid(
                "recovery_code", "This is another code.", "Nothing was changed. Try again."
            )
        return code
