"""What an import has come to: counts of everything, and the first of each kind in full."""

from dataclasses import dataclass, field

from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.interchange.records import Notice
from kara_tui.workflows.duplicates import Duplicate

KEPT = 1000
"""So many problems, duplicates and notices each are kept in full; of the rest, the number."""


@dataclass(frozen=True, kw_only=True)
class ImportProgress:
    """How far an import has come."""

    share: float
    """From 0 to 1."""
    records: int
    added: int
    merged: int
    skipped: int
    problems: int


@dataclass
class ImportReport:
    """What became of a file."""

    format: str = ""
    records: int = 0
    """Records met, whatever became of them."""
    added: int = 0
    merged: int = 0
    """Records that filled gaps of a client."""
    skipped: int = 0
    """Records that are here already."""
    problem_count: int = 0
    notice_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    """What was left out of records that were taken all the same."""

    def tell_problem(self, problem: Problem) -> None:
        """Count a record that cannot be taken."""
        self.problem_count += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)

    def tell_notice(self, notice: Notice) -> None:
        """Count something to know about."""
        self.notice_count += 1
        if len(self.notices) < KEPT:
            self.notices.append(notice)

    def tell_draft(self, draft: ClientDraft) -> None:
        """Count what was left out of a draft."""
        for warning in draft.warnings:
            self.tell_notice(Notice(place=draft.place, text=warning))

    def tell_duplicate(self, duplicate: Duplicate, *, used: bool) -> None:
        """Count a record that is here already, and whether it filled gaps."""
        if used:
            self.merged += 1
            return
        self.skipped += 1
        if len(self.duplicates) < KEPT:
            self.duplicates.append(duplicate)

    def progress(self, share: float) -> ImportProgress:
        """Return the counts so far."""
        return ImportProgress(
            share=share,
            records=self.records,
            added=self.added,
            merged=self.merged,
            skipped=self.skipped,
            problems=self.problem_count,
        )
