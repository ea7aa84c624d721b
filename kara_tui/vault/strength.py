"""How hard a passphrase is to guess, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from kara_tui.domain.errors import Invalid
from kara_tui.vault.passphrase import FIELD, Passphrase

STRONG_ENOUGH = 4
"""Ten billion guesses: a year for one graphics card at the usual work, a season at the floor."""
# The estimate grows dear with length, and what is this long is judged by its beginning.
_LOOKED_AT = 100
_WORDS = ("very weak", "weak", "fair", "good", "strong")
_WARNINGS = {
    "StraightRowsOfKeysAreEasyToGuess": "Neighbouring keys in a row are tried early.",
    "ShortKeyboardPatternsAreEasyToGuess": "Short patterns on the keyboard are tried early.",
    "RepeatsLikeAaaAreEasyToGuess": "The same letter again and again adds next to nothing.",
    "RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess": "Saying it twice adds next to nothing.",
    "ThisIsATop10Password": "This is among the ten that everybody tries first.",
    "ThisIsATop100Password": "This is among the hundred that everybody tries first.",
    "ThisIsACommonPassword": "Many people use this one, so it is tried early.",
    "ThisIsSimilarToACommonlyUsedPassword": "It is close to one that many people use.",
    "SequencesLikeAbcAreEasyToGuess": "Rows such as abc or 6543 are tried early.",
    "RecentYearsAreEasyToGuess": "Years are tried early.",
    "AWordByItselfIsEasyToGuess": "One word alone is in every dictionary.",
    "DatesAreOftenEasyToGuess": "Dates are tried early.",
    "NamesAndSurnamesByThemselvesAreEasyToGuess": "Names are tried early.",
    "CommonNamesAndSurnamesAreEasyToGuess": "Common names are tried early.",
}
_ADVICE = "Four or more words that nobody would say together are easy to remember and strong."


@dataclass(frozen=True)
class Strength:
    """How a passphrase stands up to somebody who has the key file and time."""

    score: int
    """0, guessed at once, to 4, strong enough to protect a practice."""
    words: str
    """The score in words."""
    warning: str
    """What makes it weak, as a sentence; empty when nothing stands out."""

    @property
    def is_enough(self) -> bool:
        """Whether a vault may be protected by it."""
        return self.score >= STRONG_ENOUGH


def strength(text: str, known: Sequence[str] = ()) -> Strength:
    """Judge a passphrase while it is typed; even 10 MB are judged at once.

    Args:
        text: As typed so far.
        known: What a stranger knows about the professional: names, the practice, e-mail.
    """
    if not text:
        return Strength(0, _WORDS[0], "")
    from zxcvbn_rs_py import zxcvbn

    looked_at = text[:_LOOKED_AT].encode(errors="replace").decode()
    judged = zxcvbn(looked_at, [one[:_LOOKED_AT] for one in known])
    score = int(judged.score)
    warning = judged.feedback.warning if judged.feedback else None
    return Strength(score, _WORDS[score], _WARNINGS.get(_name(warning), "") if warning else "")


def _name(warning: object) -> str:
    return repr(warning).rpartition(".")[2]


def chosen_passphrase(text: str, known: Sequence[str] = ()) -> Passphrase:
    """Take a new passphrase, if it is strong enough to protect a practice.

    Raises:
        Invalid: When it cannot be taken, or is too weak; the sentence says what is weak.
    """
    passphrase = Passphrase.typed(text)
    judged = strength(passphrase.reveal().decode(), known)
    if not judged.is_enough:
        raise Invalid(
            FIELD, f"This passphrase is {judged.words}. {judged.warning}".strip(), _ADVICE
        )
    return passphrase
