"""How much two records speak of the same person, criterion by criterion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.text import fold


class Verdict(StrEnum):
    """What one criterion says."""

    MATCH = "match"
    DIFFERS = "differs"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Match:
    """Two records compared by the four criteria that tell people apart."""

    name: Verdict
    birth_date: Verdict
    email: Verdict
    national_id: Verdict

    @property
    def same_person(self) -> bool:
        """Whether to treat them as one: same id, same e-mail, or same name and birth date."""
        if self.national_id is Verdict.MATCH or self.email is Verdict.MATCH:
            return True
        return self.name is Verdict.MATCH and self.birth_date is Verdict.MATCH

    @property
    def matches(self) -> int:
        """How many criteria match."""
        verdicts = (self.name, self.birth_date, self.email, self.national_id)
        return sum(one is Verdict.MATCH for one in verdicts)


def compare(one: ClientDetails, other: ClientDetails) -> Match:
    """Compare two records by name, birth date, e-mail and national id."""
    return Match(
        name=_verdict(fold(one.name), fold(other.name)),
        birth_date=_verdict(one.birth_date, other.birth_date),
        email=_verdict(one.contact_email.lower(), other.contact_email.lower()),
        national_id=_verdict(one.national_id, other.national_id),
    )


def identities(details: ClientDetails) -> tuple[str, ...]:
    """Return the keys under which a look-alike is found: any shared key is worth comparing.

    Name and birth date make a key together too: whoever looks for the same person, and not
    for namesakes, asks by that one (see `telling`).
    """
    keys: list[str] = []
    if details.national_id:
        keys.append(f"id:{details.national_id}")
    if details.contact_email:
        keys.append(f"mail:{details.contact_email.lower()}")
    if details.name:
        name = fold(details.name)
        keys.append(f"name:{name}")
        if details.birth_date:
            keys.append(f"born:{details.birth_date.isoformat()}:{name}")
    if (little := _little_known(details)) is not None:
        keys.append(little)
    return tuple(keys)


def telling(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that only the same person shares: all but a name by itself."""
    return tuple(key for key in keys if not key.startswith("name:"))


def best_match(
    details: ClientDetails, candidates: Sequence[ClientDetails]
) -> tuple[int, Match] | None:
    """Return the place and comparison of the candidate that is the same person, if any."""
    found = [(place, compare(details, other)) for place, other in enumerate(candidates)]
    little = _little_known(details)
    same = [
        (place, match)
        for (place, match), other in zip(found, candidates, strict=True)
        if match.same_person or (little is not None and little == _little_known(other))
    ]
    return max(same, key=lambda pair: pair[1].matches, default=None)


def merged_details(existing: ClientDetails, incoming: ClientDetails) -> ClientDetails:
    """Return the existing details with their gaps filled; what is there is never replaced."""
    from dataclasses import fields, replace

    blank = ClientDetails()
    gaps = {
        one.name: getattr(incoming, one.name)
        for one in fields(ClientDetails)
        if getattr(existing, one.name) == getattr(blank, one.name)
    }
    # A companion says how its field is meant, so both come from the same record.
    for one in client_fields():
        if getattr(existing, one.name):
            for companion in one.companions:
                gaps.pop(companion, None)
    return replace(existing, **gaps)


def _little_known(details: ClientDetails) -> str | None:
    """Return what stands for a person of whom nothing is known that tells people apart.

    Name, phone and address together: the same file must not bring the same person in twice.
    """
    if details.national_id or details.contact_email or details.birth_date or not details.name:
        return None
    return f"little:{fold(details.name)}|{details.phone}|{fold(details.address_line)}"


def _verdict(one: object, other: object) -> Verdict:
    if not one or not other:
        return Verdict.MISSING
    return Verdict.MATCH if one == other else Verdict.DIFFERS
