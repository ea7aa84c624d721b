"""Which records of a file are here already, and what becomes of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kara_tui.domain.details import ClientDetails, changed_fields
from kara_tui.domain.ids import ClientId, new_client_id
from kara_tui.domain.importing import ClientDraft, Duplicates, LookAlike, NewClient
from kara_tui.domain.matching import (
    Match,
    Verdict,
    best_match,
    identities,
    merged_details,
    telling,
)
from kara_tui.domain.private import opened
from kara_tui.operations.imports import FilledGaps


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """A record that is here already, or stands in the file twice."""

    place: str
    name: str
    like: str
    """Whom it is like: a client's name, or the place of an earlier record."""
    why: str
    """What they share, in words."""


@dataclass
class Candidate:
    """A client who is here, or will be once the batch is written."""

    details: ClientDetails
    id: ClientId
    before: ClientDetails | None = None
    """As they stand in the store; None for somebody new."""
    version: int = 0
    place: str = ""
    """Where somebody new stands in the file."""


class Sorter:
    """Sorts drafts into those to add, those that fill gaps, and those to leave out."""

    def __init__(self, policy: Duplicates) -> None:
        self._policy = policy
        self._by_key: dict[str, list[Candidate]] = {}
        self._known: dict[ClientId, Candidate] = {}
        self._new: list[Candidate] = []

    def know(self, look_alikes: Iterable[LookAlike]) -> None:
        """Take clients of the store into account."""
        for one in look_alikes:
            if one.id not in self._known:
                details = opened(one.details)
                known = Candidate(details, one.id, before=details, version=one.version)
                self._known[one.id] = known
                self._index(known, one.keys)

    def take(self, draft: ClientDraft, keys: Sequence[str]) -> tuple[Duplicate | None, bool]:
        """Sort one draft; return whom it doubles, if anybody, and whether it is of use.

        Args:
            draft: The record.
            keys: Its telling keys.
        """
        found = None if self._policy is Duplicates.ADD else self._match(draft.details, keys)
        if found is None:
            new = Candidate(draft.details, new_client_id(), place=draft.place)
            self._new.append(new)
            self._index(new, keys)
            return None, True
        candidate, match = found
        told = Duplicate(
            place=draft.place,
            name=draft.details.name,
            like=candidate.place or candidate.details.name,
            why=shared_in_words(match),
        )
        return told, self._policy is Duplicates.MERGE and self._merge(candidate, draft.details)

    def added(self) -> list[tuple[str, NewClient]]:
        """Return who is to be added, each with their place in the file."""
        return [(one.place, NewClient(id=one.id, details=one.details)) for one in self._new]

    def merged(self) -> list[tuple[str, FilledGaps]]:
        """Return whose gaps are to be filled, each with their name."""
        return [
            (
                one.details.name,
                FilledGaps(
                    client_id=one.id,
                    version=one.version,
                    details=one.details,
                    changed=changed_fields(one.before, one.details),
                ),
            )
            for one in self._known.values()
            if one.before is not None and one.before != one.details
        ]

    def _merge(self, candidate: Candidate, incoming: ClientDetails) -> bool:
        merged = merged_details(candidate.details, incoming)
        if merged == candidate.details:
            return False
        candidate.details = merged
        self._index(candidate, telling_keys(merged))
        return True

    def _match(self, details: ClientDetails, keys: Iterable[str]) -> tuple[Candidate, Match] | None:
        found = {one.id: one for key in keys for one in self._by_key.get(key, ())}
        candidates = list(found.values())
        best = best_match(details, [one.details for one in candidates])
        return None if best is None else (candidates[best[0]], best[1])

    def _index(self, candidate: Candidate, keys: Iterable[str]) -> None:
        for key in keys:
            self._by_key.setdefault(key, []).append(candidate)


def telling_keys(details: ClientDetails) -> tuple[str, ...]:
    """Return the keys by which a record can be found to be here already."""
    return telling(identities(details))


def shared_in_words(match: Match) -> str:
    """Return what two records share, in words."""
    shared = []
    if match.national_id is Verdict.MATCH:
        shared.append("national id")
    if match.email is Verdict.MATCH:
        shared.append("e-mail")
    if match.name is Verdict.MATCH and match.birth_date is Verdict.MATCH:
        shared.append("name and date of birth")
    # Of somebody little is known of, name, phone and address are all there is to compare.
    return "same " + ", same ".join(shared or ["name, phone and address"])
