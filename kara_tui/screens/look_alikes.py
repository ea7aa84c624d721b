"""Is this somebody who is here already? Asked before a client is added by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.matching import Match, Verdict, compare
from kara_tui.domain.text import safe_text
from kara_tui.screens.question import QuestionScreen

_CRITERIA = (
    ("name", "name"),
    ("birth_date", "date of birth"),
    ("email", "e-mail"),
    ("national_id", "national id"),
)
_VERDICTS = {Verdict.MATCH: "✓", Verdict.DIFFERS: "✗ other", Verdict.MISSING: "· no"}


@dataclass(frozen=True)
class AddAnyway:
    """They are two people."""


@dataclass(frozen=True)
class OpenExisting:
    """It is this client, who is here already."""

    client_id: ClientId


Choice = AddAnyway | OpenExisting


def look_alike_question(
    details: ClientDetails, found: Iterable[LookAlike]
) -> QuestionScreen[Choice | None]:
    """Return the question whether the new client is one of those found."""
    known = [(one.id, one.details) for one in found if not isinstance(one.details, bytes)]
    ranked = sorted(
        ((compare(details, other), client_id, other) for client_id, other in known),
        key=lambda entry: -entry[0].matches,
    )
    lines = [f"{safe_text(other.name)}: {_in_words(match)}" for match, _, other in ranked]
    answers: list[tuple[Choice | None, str]] = [(None, "Go back to the form")]
    answers += [
        (OpenExisting(client_id), f"Open {safe_text(other.name)}") for _, client_id, other in ranked
    ]
    answers.append((AddAnyway(), "Add as somebody new"))
    names = tuple(other.name for _, _, other in ranked)
    return QuestionScreen("This person may be here already.", answers, "\n".join(lines), names)


def _in_words(match: Match) -> str:
    verdicts = ((label, getattr(match, name)) for name, label in _CRITERIA)
    return ", ".join(f"{_VERDICTS[verdict]} {label}" for label, verdict in verdicts)
