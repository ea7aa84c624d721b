"""What happens to a practice as a whole: opened, locked, its keys, its copies; never what is in it.

An event is a row of history like any other, so nobody edits or drops one unseen.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from kara_tui.domain.history import Change, Kind

_WRONG_GUESSES = "wrong_guesses="


class PracticeEvent(StrEnum):
    """One kind of event."""

    words: str
    """What is said of it."""

    def __new__(cls, value: str, words: str) -> Self:
        """Return an event that history keeps under a value."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.words = words
        return made

    OPENED_BY_KEYRING = "opened_by_keyring", "Opened by the keyring"
    OPENED_BY_PASSPHRASE = "opened_by_passphrase", "Opened with the passphrase"
    OPENED_BY_CODE = "opened_by_code", "Opened with the recovery code"
    OPENED_BARE = "opened_bare", "Opened with the key that lies beside it"

    LOCKED_BY_KEY = "locked_by_key", "Locked by a key"
    LOCKED_IDLE = "locked_idle", "Locked by itself: nobody was there"
    LOCKED_AFTER_SLEEP = "locked_after_sleep", "Locked by itself: the machine had slept"
    LOCKED_FROM_BACKGROUND = "locked_from_background", "Locked by itself: back from the shell"
    LEFT = "left", "Left"
    TOLD_TO_END = "told_to_end", "Ended by the system"
    TERMINAL_LOST = "terminal_lost", "Ended: the terminal was lost"
    BROKEN = "broken", "Ended by an error of the program"

    SET_UP = "set_up", "Passphrase and recovery code chosen"
    PASSPHRASE_CHANGED = "passphrase_changed", "Passphrase changed"
    CODE_CHANGED = "code_changed", "New recovery code made"
    KEYRING_ON = "keyring_on", "Keyring allowed to open it"
    KEYRING_OFF = "keyring_off", "Keyring no longer allowed to open it"
    KEYS_ROTATED = "keys_rotated", "Everything encrypted with a new key"

    BACKUP_MADE = "backup_made", "Backup made"
    BACKUP_RESTORED = "backup_restored", "Restored from a backup"
    RESCUED = "rescued", "Saved from a damaged store: some of it may be lost"


@dataclass(frozen=True)
class Happened:
    """An event with what is told of it."""

    event: PracticeEvent
    wrong_guesses: int = 0
    """How many wrong passphrases and codes stood before it."""


def event_fields(event: PracticeEvent, wrong_guesses: int) -> tuple[str, ...]:
    """Return what a row of history keeps of an event."""
    return (event.value, f"{_WRONG_GUESSES}{wrong_guesses}") if wrong_guesses else (event.value,)


def event_words(change: Change) -> str:
    """Return in words what an entry of history says happened to the practice."""
    assert change.kind is Kind.EVENT
    first, *rest = change.fields or ("",)
    known = next((one.words for one in PracticeEvent if one.value == first), None)
    # A later version of the program may know more of them.
    words = known or first.replace("_", " ").capitalize()
    return words + "".join(map(_guesses_told, rest))


def _guesses_told(field: str) -> str:
    number = field.removeprefix(_WRONG_GUESSES)
    if number == field:
        return ""
    return f", after {number} wrong {'guess' if number == '1' else 'guesses'}"
