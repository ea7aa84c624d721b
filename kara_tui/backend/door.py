"""What stands between the program and a locked practice, as screens and commands know it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kara_tui.domain.practice_events import Happened


class DoorState(StrEnum):
    """How a practice is protected at the moment."""

    OPEN = "open"
    """Nothing is asked: it was unlocked, or it is made up and has no secrets."""
    LOCKED = "locked"
    NEW = "new"
    """Nobody has chosen a passphrase yet; there is no practice either."""
    UNPROTECTED = "unprotected"
    """A practice from before there were passphrases; one must be chosen."""


@dataclass(frozen=True)
class Judgement:
    """How a passphrase would stand up to somebody with time."""

    score: int
    """0 to 4."""
    words: str
    warning: str
    """Why it is weak, as a sentence; may be empty."""
    is_enough: bool


@dataclass(frozen=True)
class RecoveryPaper:
    """What is shown once and kept on paper."""

    code: str
    """In groups, as it is written down."""
    picture: tuple[str, ...]
    """A QR code in lines of text; to be shown black on white."""


class Door(Protocol):
    """Unlocks a practice, or sets its protection up. Secrets go in and never come out."""

    @property
    def state(self) -> DoorState:
        """How the practice is protected at the moment."""
        ...

    @property
    def is_protected(self) -> bool:
        """Whether there is a passphrase to lock with; made-up practices have none."""
        ...

    def judge(self, passphrase: str) -> Judgement:
        """Judge a new passphrase while it is typed."""
        ...

    def seconds_to_wait(self) -> int:
        """Return how long no further guess is looked at."""
        ...

    async def open_with_keyring(self) -> bool:
        """Unlock with what lies in the system's keyring, if that can be done without asking."""
        ...

    async def open_with_passphrase(self, passphrase: str) -> None:
        """Unlock.

        Raises:
            WrongKey: When it is not the passphrase; says how long to wait.
            KaraError: When the key file cannot be used.
        """
        ...

    async def open_with_code(self, code: str, passphrase: str) -> None:
        """Unlock with the recovery code, and choose a new passphrase.

        Raises:
            Invalid: When the code is mistyped, or the passphrase too weak; `field` says which.
            WrongKey: When it is not this practice's code.
        """
        ...

    def draw_paper(self) -> RecoveryPaper:
        """Return a new recovery code; it opens nothing until the set-up is finished."""
        ...

    def check_code(self, typed: str) -> None:
        """Compare what was typed back with the paper.

        Raises:
            Invalid: When it differs; says where, as far as that can be known.
        """
        ...

    async def set_up(self, passphrase: str, code: str) -> None:
        """Protect the practice with this passphrase and the code of the paper, and unlock it.

        Raises:
            Invalid: When the passphrase is too weak or the code is not the one on the paper.
            StoreUnavailable: When the key file cannot be written.
        """
        ...

    async def has_keyring(self) -> bool:
        """Tell whether this machine has a keyring to trust; asked of an open door."""
        ...

    def store_key(self) -> bytes:
        """Return what opens the store; waits on its own thread until the door is open.

        Raises:
            StoreUnavailable: When it stays locked.
        """
        ...

    async def keep_in_keyring(self) -> str:
        """Let the system's keyring unlock from now on; return why not, empty when it does."""
        ...

    def take_events(self) -> tuple[Happened, ...]:
        """Return what has happened at the door since this was last asked, in order."""
        ...

    def abandon(self) -> None:
        """Stay locked: whoever waits for the key is told so."""
        ...
