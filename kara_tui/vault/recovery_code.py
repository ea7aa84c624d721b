"""The recovery code: the second way into a vault, on paper."""

import hashlib
import secrets

from kara_tui.domain.errors import Invalid
from kara_tui.vault.canonical import canonical
from kara_tui.vault.crockford import GROUP, LETTERS, as_read, in_groups, spell, value
from kara_tui.vault.secret import Secret

CODE_BYTES = 20
CODE_LETTERS = CODE_BYTES * 8 // 5
ALL_LETTERS = CODE_LETTERS + GROUP
FIELD = "recovery_code"
_LONGEST_TYPED = 200
_ADVICE = "Compare it with your paper, group by group."


class RecoveryCode(Secret):
    """160 random bits that people can write down, read out and type."""

    __slots__ = ()

    @classmethod
    def new(cls) -> "RecoveryCode":
        """Return a code that nobody has ever had."""
        return cls(secrets.token_bytes(CODE_BYTES))

    @classmethod
    def typed(cls, text: str) -> "RecoveryCode":
        """Read a code as people type it: small letters, blanks, O for 0 and I or L for 1.

        Raises:
            Invalid: When it is not a code; says which group to look at where that can be known.
        """
        letters = as_read(text[:_LONGEST_TYPED])
        for at, letter in enumerate(letters):
            if letter not in LETTERS:
                raise Invalid(
                    FIELD, f"Group {at // GROUP + 1} holds a sign that no code has.", _ADVICE
                )
        if len(letters) != ALL_LETTERS:
            raise Invalid(
                FIELD,
                f"A recovery code has {ALL_LETTERS} letters and digits in groups of {GROUP}; "
                f"here are {len(letters)}.",
                _ADVICE,
            )
        if not _agrees(letters):
            raise Invalid(FIELD, _what_is_wrong(letters), _ADVICE)
        return cls(value(letters[:CODE_LETTERS]).to_bytes(CODE_BYTES, "big"))

    def spelled(self) -> str:
        """Return the code for paper: nine groups of four, the last one guards the others."""
        letters = spell(int.from_bytes(self.reveal(), "big"), CODE_LETTERS)
        return in_groups(letters + _guard(letters))


def _guard(letters: str) -> str:
    digest = hashlib.sha256(canonical("recovery code", letters)).digest()
    return spell(int.from_bytes(digest[:4], "big"), GROUP)


def _agrees(letters: str) -> bool:
    return _guard(letters[:CODE_LETTERS]) == letters[CODE_LETTERS:]


def _what_is_wrong(letters: str) -> str:
    # With one letter put right the guard agrees; by accident it does so once in a thousand times.
    groups = {
        at // GROUP + 1
        for at in range(ALL_LETTERS)
        for letter in LETTERS
        if _agrees(letters[:at] + letter + letters[at + 1 :])
    }
    if len(groups) == 1:
        return f"One letter in group {groups.pop()} is wrong."
    return "Some of the letters are wrong, or two groups have changed places."
