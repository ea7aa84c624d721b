"""What came of an import, said to a person or to a program."""

from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli.output import Output

if TYPE_CHECKING:
    from kara_tui.workflows.import_report import ImportReport

SHOWN = 20
"""So many of each kind are shown to a person; `--json` gives what the report keeps."""


def tell_text(path: Path, report: "ImportReport", out: Output, dry_run: bool) -> None:
    """Say what came of a file: one line of counts, then what to look at."""
    verb = "would be added" if dry_run else "added"
    counts = [_counted(report.records, "record"), f"{report.added:,} {verb}"]
    if report.merged:
        counts.append(f"{report.merged:,} merged")
    counts.append(f"{report.skipped:,} here already")
    counts.append(_counted(report.problem_count, "problem"))
    if report.format != "none":
        counts.insert(0, str(report.format))
    out.line(f"{path}: {', '.join(counts)}")
    problems = [f"{one.place}: {one.reason}" for one in report.problems[:SHOWN]]
    _tell_some(out, "Not taken", problems, report.problem_count)
    skipped = [
        f"{one.place}: {one.name} – {one.why} as {one.like}" for one in report.duplicates[:SHOWN]
    ]
    _tell_some(out, "Here already", skipped, report.skipped)
    notices = [f"{one.place}: {one.text}" for one in report.notices[:SHOWN]]
    _tell_some(out, "To know", notices, report.notice_count)


def tell_json(path: Path, report: "ImportReport", out: Output, dry_run: bool) -> None:
    """Write what came of a file as one JSON object on one line."""
    out.json(
        {
            "file": str(path),
            "dry_run": dry_run,
            "format": report.format,
            "records": report.records,
            "added": report.added,
            "merged": report.merged,
            "skipped": report.skipped,
            "problems": report.problem_count,
            "notices": report.notice_count,
            "first_problems": report.problems,
            "first_skipped": report.duplicates,
            "first_notices": report.notices,
        }
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + "s" * (number != 1)


def _tell_some(out: Output, title: str, lines: list[str], total: int) -> None:
    if not lines:
        return
    out.line(f"  {title}:")
    for line in lines:
        out.line(f"    {line}")
    if total > len(lines):
        out.line(f"    … and {total - len(lines):,} more")
