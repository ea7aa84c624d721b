"""A passphrase as it was meant, on whatever keyboard it was typed."""

import unicodedata

from kara_tui.domain.errors import Invalid
from kara_tui.vault.secret import Secret

LONGEST = 1024
"""Characters."""
FIELD = "passphrase"
# Unassigned letters would be composed differently once a newer Unicode knows them.
_UNTYPEABLE = frozenset({"Cc", "Cs", "Cn"})


class Passphrase(Secret):
    """What the professional types, composed the same on every machine."""

    __slots__ = ()

    @classmethod
    def typed(cls, text: str) -> "Passphrase":
        """Take a passphrase as it was typed or pasted.

        Newlines around it are dropped, blanks are kept; what looks and means the same is the
        same (Unicode NFKC).

        Raises:
            Invalid: When it is empty, longer than 1,024 characters, or holds characters that
                cannot be typed again.
        """
        if len(text) <= LONGEST + len("\r\n") * 2:
            text = text.strip("\r\n")
        _refuse_length(text)
        composed = unicodedata.normalize("NFKC", text)
        _refuse_length(composed)
        if any(unicodedata.category(one) in _UNTYPEABLE for one in composed):
            raise Invalid(
                FIELD,
                "The passphrase holds a character that cannot be typed.",
                "Leave out tabs, line breaks and control characters.",
            )
        return cls(composed.encode())


def _refuse_length(text: str) -> None:
    if not text:
        raise Invalid(FIELD, "The passphrase is empty.", "Type it, then press enter.")
    if len(text) > LONGEST:
        raise Invalid(
            FIELD,
            f"The passphrase is longer than {LONGEST} characters.",
            "Take a shorter one; six words are plenty.",
        )
