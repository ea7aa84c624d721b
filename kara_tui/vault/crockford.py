"""Letters that people read out and type without mixing them up (Crockford's base 32)."""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
"""Letters in a group."""
_BITS = 5
_READ_AS = str.maketrans("OIL", "011")
_IGNORED = dict.fromkeys(map(ord, " -–—\t\r\n"))


def spell(number: int, letters: int) -> str:
    """Return the lowest bits of a number as that many letters, five bits each."""
    shifts = range(_BITS * (letters - 1), -1, -_BITS)
    return "".join(LETTERS[number >> shift & 31] for shift in shifts)


def value(letters: str) -> int:
    """Return the number that letters spell.

    Raises:
        ValueError: When one of them is not in the alphabet.
    """
    number = 0
    for letter in letters:
        number = number << _BITS | LETTERS.index(letter)
    return number


def as_read(typed: str) -> str:
    """Return what was typed as it was meant: capitals, no blanks, O as 0, I and L as 1."""
    return typed.translate(_IGNORED).upper().translate(_READ_AS)


def in_groups(letters: str) -> str:
    """Return the letters in groups of four with dashes between."""
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))
