"""What a look at a practice's files finds."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How one thing stands."""

    FINE = "fine"
    LOOK = "look"
    """Nothing is lost, but something should be done."""
    BAD = "bad"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    about: str
    verdict: Verdict
    words: str


def is_well(findings: tuple[Finding, ...]) -> bool:
    """Say whether nothing needs to be done."""
    return all(one.verdict is Verdict.FINE for one in findings)
