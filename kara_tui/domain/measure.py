"""A measure: statements that are answered on a scale, and what the answers come to.

Everything that differs between measures is data (see `interchange/measure_file.py`): what is
asked, how answers are counted, how much of a change counts, and what must not be overlooked.
A measure screens; it never diagnoses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

Texts = Mapping[str, str]
"""One text in several languages, by BCP 47 tag."""

Values = Sequence[int | None]
"""An answer for each item, in their order; None for an item that was left out."""

USUAL_LANGUAGE = "en"


class Method(StrEnum):
    """How the answers of all items become one number."""

    SUM = "sum"
    MEAN = "mean"


class Concern(StrEnum):
    """How closely the professional should look."""

    NONE = "none"
    SOME = "some"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that may be given."""

    value: int
    text: Texts


@dataclass(frozen=True, kw_only=True)
class Item:
    """One statement or question."""

    text: Texts
    is_reversed: bool = False
    """Whether its answers count the other way round."""


@dataclass(frozen=True, kw_only=True)
class Flag:
    """What the professional must see at once when an item is answered in some way."""

    item: int
    """Place of the item, from 0."""
    at_least: int
    """The answer as it was given from which on the flag is raised."""
    text: Texts


@dataclass(frozen=True, kw_only=True)
class Band:
    """A range of scores with a name; it ends where the next one begins."""

    lowest: Decimal
    text: Texts
    concern: Concern = Concern.NONE


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How answers are counted."""

    method: Method = Method.SUM
    factor: Decimal = Decimal(1)
    """What the sum or the mean is multiplied by."""
    decimals: int = 0
    """To how many digits after the point a score is rounded, halves away from zero."""
    higher_is_better: bool = True
    reliable_change: Decimal
    """The smallest difference between two scores that means something."""
    most_missing: int = 0
    """So many items may be left out; the mean of the others stands in for them."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A questionnaire with its rules (FHIR R4: Questionnaire)."""

    name: str
    """Its name in records, such as `wellbeing-index`."""
    version: int
    """Grows with every change of its rules or its wording."""
    languages: tuple[str, ...]
    """In which every text is there; the first one is usual."""
    title: Texts
    instruction: Texts
    """What is said before the first item."""
    recall: Texts
    """The time that the items ask about, in words."""
    recall_days: int
    repeat_days: int
    """After how many days it is worth asking again."""
    licence: str
    credit: str
    choices: tuple[Choice, ...]
    """Ascending by value."""
    items: tuple[Item, ...]
    bands: tuple[Band, ...] = ()
    """Ascending; the first one begins at the lowest score."""
    flags: tuple[Flag, ...] = ()
    scoring: Scoring

    @property
    def lowest(self) -> Decimal:
        """The lowest score there is."""
        return min(self._ends)

    @property
    def highest(self) -> Decimal:
        """The highest score there is."""
        return max(self._ends)

    def problem_with(self, values: Values) -> str:
        """Say in words why answers cannot be scored; empty when they can."""
        if len(values) != len(self.items):
            return f"This measure has {len(self.items)} items; {len(values)} were answered."
        known = {one.value for one in self.choices}
        for place, value in enumerate(values, start=1):
            if value is not None and value not in known:
                return f"Item {place} has no answer {value}."
        missing = [place for place, value in enumerate(values, start=1) if value is None]
        if len(missing) > self.scoring.most_missing:
            return f"Not answered: {_listed(missing)}. {self.missing_rule}"
        return ""

    @property
    def missing_rule(self) -> str:
        """How many items may be left out, in words."""
        allowed = self.scoring.most_missing
        if not allowed:
            return "All items must be answered."
        return f"At most {allowed} of {len(self.items)} items may be left out."

    def score(self, values: Values) -> Decimal | None:
        """Return what answers come to; None when they cannot be scored (see `problem_with`)."""
        if self.problem_with(values):
            return None
        given = [
            self._turned(value) if item.is_reversed else value
            for item, value in zip(self.items, values, strict=True)
            if value is not None
        ]
        return self._counted(sum(given), len(given))

    def band(self, score: Decimal) -> Band | None:
        """Return the band that a score lies in; None when the measure has none."""
        within = [one for one in self.bands if one.lowest <= score]
        return within[-1] if within else None

    def raised(self, values: Values) -> tuple[Flag, ...]:
        """Return the flags that answers raise, complete or not."""
        return tuple(
            flag
            for flag in self.flags
            if flag.item < len(values) and _reaches(values[flag.item], flag.at_least)
        )

    def choice(self, value: int | None) -> Choice | None:
        """Return the answer with a value; None when there is none."""
        return next((one for one in self.choices if one.value == value), None)

    def say(self, texts: Texts, language: str = "") -> str:
        """Return a text in a language, or in the nearest one that the measure has.

        Args:
            texts: One of the measure's own.
            language: BCP 47 tag; empty for the language of the screen.
        """
        return texts[self.nearest_language(language)]

    def nearest_language(self, language: str = "") -> str:
        """Return the measure's own language that comes nearest: `is` for `is-IS`."""
        for wanted in (language, language.partition("-")[0], USUAL_LANGUAGE):
            if wanted in self.languages:
                return wanted
        return self.languages[0]

    @property
    def _ends(self) -> tuple[Decimal, Decimal]:
        count = len(self.items)
        low, high = self.choices[0].value, self.choices[-1].value
        return self._counted(low * count, count), self._counted(high * count, count)

    def _turned(self, value: int) -> int:
        return self.choices[0].value + self.choices[-1].value - value

    def _counted(self, total: int, answered: int) -> Decimal:
        rule = self.scoring
        counted = Decimal(total) * rule.factor
        if rule.method is Method.MEAN:
            counted /= answered
        elif answered < len(self.items):
            counted = counted * len(self.items) / answered
        return counted.quantize(Decimal(1).scaleb(-rule.decimals), ROUND_HALF_UP)


def _reaches(value: int | None, at_least: int) -> bool:
    return value is not None and value >= at_least


def _listed(places: Sequence[int]) -> str:
    named = ", ".join(map(str, places[:5]))
    return f"{named} and {len(places) - 5} more" if len(places) > 5 else named
