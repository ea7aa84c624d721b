"""What an import came to, kept in the store until somebody has read it."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kara_tui.domain.drafts import DraftContent
from kara_tui.operations.drafts import DiscardDraft, FindDrafts, SaveDraft
from kara_tui.screens.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kara_tui.screens.import_words import ReportLine

REPORT = "import:report"
"""It is kept where unfinished forms are: like them, it outlives whatever ends the program."""

_LONGEST = 300
"""Most characters of one line that are kept."""


@dataclass(frozen=True, kw_only=True)
class KeptReport:
    """What stands on the last page of an import."""

    sentence: str
    numbers: str
    lines: "Sequence[ReportLine]"


async def keep_report(desk: Desk, report: KeptReport, *, is_last: bool) -> None:
    """Keep a report in place of the one before.

    Args:
        desk: Has the store.
        report: What there is to tell.
        is_last: Whether the import has ended; no other program shows it before.

    Raises:
        KaraError: When the store cannot take it.
    """
    lines = [(one.sign.text, one.sign.role, one.place, one.text[:_LONGEST]) for one in report.lines]
    typed = {
        "sentence": report.sentence,
        "numbers": report.numbers,
        "lines": json.dumps(lines),
    }
    desk.presence.open_drafts.add(REPORT)
    writer = "" if is_last else desk.presence.mark
    content = DraftContent(typed=typed, writer=writer)
    await desk.backend(SaveDraft(key=REPORT, record_version=0, content=content))


async def find_report(desk: Desk) -> KeptReport | None:
    """Return the report that nobody has read yet, if there is one.

    Raises:
        KaraError: When the store cannot be read.
    """
    for draft in await desk.backend(FindDrafts(form=REPORT)):
        if isinstance(draft.content, DraftContent) and not desk.presence.is_being_typed(draft):
            return _read(draft.content.typed)
    return None


async def forget_report(desk: Desk) -> None:
    """Throw the report away: it was read.

    Raises:
        KaraError: When the store cannot do it.
    """
    desk.presence.open_drafts.discard(REPORT)
    await desk.backend(DiscardDraft(key=REPORT))


def _read(typed: dict[str, str]) -> KeptReport:
    # Hardly any start has a report to show, and needs what imports are made of.
    from kara_tui.screens.import_words import ReportLine
    from kara_tui.widgets.cells import Cell, Role

    lines = json.loads(typed["lines"])
    return KeptReport(
        sentence=typed["sentence"],
        numbers=typed["numbers"],
        lines=[
            ReportLine(number, Cell(sign, Role(role)), place, text)
            for number, (sign, role, place, text) in enumerate(lines)
        ],
    )
