"""Everything that can go wrong in a way the product knows: one closed family.

Each error says in its own words what happened and what to do next, so that a screen,
the command line and the server can show it without knowing which one it is.
"""

from typing import ClassVar


class KaraError(Exception):
    """Something the user can be told in one sentence."""

    code: ClassVar[str] = "error"
    """Stable name for scripts and for the remote API."""
    exit_code: ClassVar[int] = 1
    """What a command ends with (docs/commands.md)."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


class NotFound(KaraError):
    """The record does not exist, or is not the asker's."""

    code = "not_found"
    exit_code = 3


class NotAllowed(KaraError):
    """The asker may never do this."""

    code = "not_allowed"
    exit_code = 4


class NotAllowedNow(KaraError):
    """The state of the record does not permit this."""

    code = "not_allowed_now"
    exit_code = 5


class Refused(NotAllowedNow):
    """A wish that was weighed and refused; the decision stays in history."""


class Invalid(KaraError):
    """A value cannot be taken; `field` says which."""

    code = "invalid"
    exit_code = 6

    def __init__(self, field: str, why: str, advice: str = "") -> None:
        super().__init__(why, advice)
        self.field = field


class Conflict(KaraError):
    """The record changed since it was read; `theirs` is how it stands now."""

    code = "conflict"
    exit_code = 7

    def __init__(self, theirs: object) -> None:
        super().__init__(
            "This record was changed elsewhere in the meantime.",
            "Nothing was overwritten. Look at both versions and choose.",
        )
        self.theirs = theirs


class TimeTaken(KaraError):
    """Other things stand in the way of a time; `clashes` says which, all of them."""

    code = "time_taken"
    exit_code = 19

    def __init__(self, sentence: str, clashes: tuple[object, ...]) -> None:
        super().__init__(sentence, "Choose another time, or book it all the same.")
        self.clashes = clashes


class StoreUnavailable(KaraError):
    """The store cannot be used: missing, locked, full, damaged, read-only or from the future."""

    code = "store_unavailable"
    exit_code = 8


class DiskFull(StoreUnavailable):
    """There is no room to save; what is stored is unharmed."""


class Offline(KaraError):
    """The remote store cannot be reached."""

    code = "offline"
    exit_code = 9


class StillSealed(KaraError):
    """A private part is needed in the clear, and this process cannot open it."""

    code = "sealed"
    exit_code = 10

    def __init__(self) -> None:
        super().__init__("This part of the record is sealed.", "Unlock the vault to read it.")


class CannotDeliver(KaraError):
    """A message could not be handed over; `permanent` says whether trying again can help."""

    code = "cannot_deliver"
    exit_code = 11

    def __init__(self, sentence: str, *, permanent: bool) -> None:
        super().__init__(sentence)
        self.permanent = permanent


class WrongKey(KaraError):
    """A passphrase, a recovery code or a secret of the keyring does not open the vault."""

    code = "wrong_key"
    exit_code = 14


class PracticeLocked(KaraError):
    """The practice is locked, and nobody is there to unlock it."""

    code = "locked"
    exit_code = 17


class VaultDamaged(KaraError):
    """The key file, or something sealed, is not as it was written, or belongs elsewhere."""

    code = "vault_damaged"
    exit_code = 15


class TooSoon(KaraError):
    """A passphrase was guessed wrong; `seconds` says how long to wait before the next try."""

    code = "too_soon"
    exit_code = 16

    def __init__(self, seconds: float) -> None:
        whole = max(1, round(seconds))
        super().__init__(
            f"The last passphrase was wrong; the next one is taken in {whole} s.",
            "Nothing is ever erased, however often it is wrong.",
        )
        self.seconds = seconds
