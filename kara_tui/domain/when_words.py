"""The words in which people say days and times, English and Icelandic, folded as search folds."""

from kara_tui.domain.text import fold

_WEEKDAYS = (
    ("monday", "manudagur"),
    ("tuesday", "thridjudagur"),
    ("wednesday", "midvikudagur"),
    ("thursday", "fimmtudagur"),
    ("friday", "fostudagur"),
    ("saturday", "laugardagur"),
    ("sunday", "sunnudagur"),
)
_MONTHS = (
    ("january", "januar"),
    ("february", "februar"),
    ("march", "mars"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august", "agust"),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "desember"),
)

DAYS_AWAY = {
    "today": 0,
    "i dag": 0,
    "tonight": 0,
    "i kvold": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "a morgun": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "hinn daginn": 2,
    "ekki a morgun heldur hinn": 2,
    "yesterday": -1,
    "i gaer": -1,
}
"""Days from today."""

NEXT = {"next", "naesta", "naesti", "naestkomandi"}
"""Of the next week, when they stand before a weekday."""

THIS = {"this", "on", "the", "a", "nuna", "thessa", "coming"}
"""Say nothing more when they stand before a day."""

AT = {"at", "kl", "kl.", "klukkan", "um", "@", "oclock", "o'clock", "h", "hours"}
"""Say nothing more beside a time."""

UNITS = {
    "minute": "minutes",
    "minutes": "minutes",
    "min": "minutes",
    "mins": "minutes",
    "minutu": "minutes",
    "minutur": "minutes",
    "hour": "hours",
    "hours": "hours",
    "klukkustund": "hours",
    "klukkustundir": "hours",
    "klst": "hours",
    "day": "days",
    "days": "days",
    "dag": "days",
    "daga": "days",
    "week": "weeks",
    "weeks": "weeks",
    "viku": "weeks",
    "vikur": "weeks",
    "month": "months",
    "months": "months",
    "manud": "months",
    "manudi": "months",
}

NUMBERS = {
    word: number
    for number, words in {
        1: ("a", "an", "one", "ein", "eina", "einn"),
        2: ("two", "tvo", "tvaer"),
        3: ("three", "thrja", "thrjar"),
        4: ("four", "fjora", "fjorar"),
        5: ("five", "fimm"),
        6: ("six", "sex"),
    }.items()
    for word in words
}

TIMES = {"noon": (12, 0), "midday": (12, 0), "hadegi": (12, 0), "a hadegi": (12, 0)}


def weekday(word: str) -> int | None:
    """Return which day of the week a word means, Monday being 0; None when it means none."""
    bare = word.rstrip(".,")
    for number, names in enumerate(_WEEKDAYS):
        if any(_begins(name, bare) for name in names):
            return number
    return None


def month(word: str) -> int | None:
    """Return which month a word means, January being 1; None when it means none."""
    bare = word.rstrip(".,")
    if len(bare) < 3:
        return None
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(bare) for name in names):
            return number
    return None


def folded(typed: str) -> str:
    """Return what was typed as these words are written here."""
    return " ".join(fold(typed).replace("’", "'").split())


def _begins(name: str, word: str) -> bool:
    if len(word) >= 3 and name.startswith(word):
        return True
    stem = name.removesuffix("ur")
    return stem != name and any(word == f"{stem}{ending}" for ending in ("inn", "urinn", "ana"))
