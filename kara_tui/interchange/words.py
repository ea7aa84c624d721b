"""Words that files use for gender, language and method, in the languages around us."""

from functools import lru_cache
from typing import TypeVar

from kara_tui.domain.details import Gender, Interaction
from kara_tui.domain.text import clean_line, fold

T = TypeVar("T")

_GENDERS = {
    Gender.FEMALE: "f female woman girl w weiblich frau kvinna kvinde kvinne kona kvk kvenkyns k",
    Gender.MALE: "m male man boy männlich mann maður karl kk karlkyns karlmaður drengur",
    Gender.OTHER: "o x other diverse divers nonbinary non-binary enby kynsegin hvár annað",
    Gender.UNKNOWN: "u n unknown undisclosed unspecified na n/a - ? óþekkt óskilgreint unbekannt",
}
_PLAIN_CODES = {"o", "x", "other", "annad"}
"""Words for `other` that add nothing to the code."""
_LANGUAGES = {
    "en": "english enska",
    "is": "icelandic íslenska islandsk isländska",
    "pl": "polish polski pólska",
    "da": "danish dansk danska",
    "nb": "norwegian norsk norska",
    "sv": "swedish svenska sænska",
    "fi": "finnish suomi finnska",
    "fo": "faroese føroyskt færeyska",
    "de": "german deutsch þýska",
    "fr": "french français franska",
    "es": "spanish español castellano spænska",
    "pt": "portuguese português portúgalska",
    "it": "italian italiano ítalska",
    "nl": "dutch nederlands hollenska",
    "lt": "lithuanian lietuvių litháíska",
    "lv": "latvian latviešu lettneska",
    "ro": "romanian română rúmenska",
    "uk": "ukrainian українська úkraínska",
    "ru": "russian русский rússneska",
    "ar": "arabic arabíska",
    "th": "thai taílenska",
    "tl": "tagalog filipino",
    "zh": "chinese kínverska",
    "vi": "vietnamese víetnamska",
}
_COUNTRIES = {
    "US": "unitedstatesofamerica theunitedstates",
    "GB": "greatbritain wales northernireland unitedkingdomofgreatbritainandnorthernireland gbr",
    "CZ": "czechrepublic cze",
    "NL": "holland thenetherlands nld",
    "KR": "southkorea republicofkorea kor",
    "DK": "danmark dnk",
    "NO": "norge nor",
    "SE": "sverige swe",
    "FI": "suomi fin",
    "DE": "deutschland deu",
    "PL": "polska pol",
    "FR": "fra",
    "ES": "españa esp",
    "CA": "can",
    "IS": "island republicoficeland",
}
"""What files call a country besides its names in English and Icelandic."""
_METHODS = {
    Interaction.ON_SITE: "onsite inperson office clinic facetoface astaðnum ástofu",
    Interaction.REMOTE: "remote online video telehealth virtual phone fjarviðtal fjarfundur",
    Interaction.UNDECIDED: "undecided none any either nopreference nei",
}


def gender(text: str) -> tuple[Gender | None, str]:
    """Return the administrative gender that a word stands for, and the words worth keeping.

    The first is None for a word that says something else, such as an identity.
    """
    word = fold(clean_line(text[:100])).rstrip(".")
    found = _find(_GENDERS, word)
    keeps = found is None or (found is Gender.OTHER and word not in _PLAIN_CODES)
    return found, text if keeps else ""


def country(text: str) -> str:
    """Return the code of a country under one of its further names; the text itself otherwise."""
    word = "".join(filter(str.isalnum, fold(text[:80])))
    return _find(_COUNTRIES, word) or text


def language(text: str) -> str:
    """Return the tag of a language called by its name; the text itself otherwise."""
    tag = text.strip().replace("_", "-")
    return _find(_LANGUAGES, fold(tag[:40])) or tag


def method(text: str) -> str:
    """Return the code of a way to meet; the text itself for words not known."""
    word = "".join(filter(str.isalnum, fold(text[:40])))
    return _find(_METHODS, word) or text


def _find(table: dict[T, str], word: str) -> T | None:
    return next((key for key, words in table.items() if word in _folded(words)), None)


@lru_cache(maxsize=64)
def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())
