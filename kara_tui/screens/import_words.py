"""An import in words: the file, its columns, its first records, and what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from kara_tui.domain.client_fields import client_fields, shown_value
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.domain.text import clean_line, safe_text
from kara_tui.interchange.csv_headers import column_fields
from kara_tui.interchange.formats import Format
from kara_tui.widgets.cells import Cell, Role, fit_text
from kara_tui.workflows.import_report import ImportProgress, ImportReport
from kara_tui.workflows.import_source import ImportPreview

LEFT_OUT = "(left out)"
CUT_OFF = (
    "The import was cut off before its end. What was written by then is kept; import the file "
    "again to go on: who is here already is skipped."
)
_LONGEST = 60
_FORMATS = {Format.CSV: "table (CSV)", Format.VCARD: "address book (vCard)", Format.FHIR: "FHIR"}
_DIVIDERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class ReportLine:
    """One thing to know about one record."""

    number: int
    sign: Cell
    place: str
    text: str


def facts(name: str, preview: ImportPreview) -> str:
    """Return what is known about a file as a whole."""
    known = [safe_text(name), _FORMATS.get(preview.format, preview.format.value)]
    if preview.encoding:
        known.append(f"written in {preview.encoding}")
    if preview.delimiter:
        known.append(f"divided by {_DIVIDERS.get(preview.delimiter, preview.delimiter)}")
    if preview.remembered:
        known.append("columns as the last time")
    return " · ".join(known)


def heading(preview: ImportPreview, place: int) -> str:
    """Return what a column calls itself."""
    text = preview.header[place] if place < len(preview.header) else ""
    return safe_text(text) or f"Column {place + 1}"


def field_label(name: str) -> str:
    """Return what a column holds, as a form would call it."""
    return column_fields().get(name, name) if name else LEFT_OUT


def column_line(preview: ImportPreview, place: int) -> Content:
    """Return one column: its heading, the field it fills, and what stands in it."""
    name = preview.columns[place]
    first = [row[place] for row in preview.rows if place < len(row) and row[place]]
    sample = fit_text(first[0], 16) if first else ""
    label = Content.styled(fit_text(field_label(name), 18), "bold" if name else "dim")
    head = Content(fit_text(heading(preview, place), 16))
    return head + Content(" → ") + label + Content.styled(f" {sample}", "dim")


def record_lines(record: ClientDraft | Problem) -> Content:
    """Return one record as it would come in, with what there is to say about it."""
    place = Content.styled(f"{safe_text(record.place)}  ", "dim")
    if isinstance(record, Problem):
        return place + Content.styled(f"✗ {safe_text(record.reason)}", "$text-error")
    known = [
        cut(shown_value(one, record.details), _LONGEST)
        for one in client_fields()
        if one.name != "name" and shown_value(one, record.details)
    ]
    if record.details.reason_for_booking:
        known.append(f"“{cut(record.details.reason_for_booking, _LONGEST)}”")
    line = place + Content.styled(cut(record.details.name, _LONGEST), "bold")
    if known:
        line = line + Content(" · " + " · ".join(known))
    for warning in record.warnings:
        line = line + Content.styled(f"\n    ! {safe_text(warning)}", "$text-warning")
    return line


def counts(progress: ImportProgress, *, dry_run: bool) -> str:
    """Return how far an import has come, in numbers."""
    would = "would be " if dry_run else ""
    return (
        f"{progress.records:,} read · {progress.added:,} {would}added · "
        f"{progress.merged:,} {would}merged · {progress.skipped:,} skipped · "
        f"{progress.problems:,} with problems"
    )


def outcome(report: ImportReport, *, dry_run: bool, stopped: bool) -> str:
    """Return what an import came to, in one sentence."""
    if dry_run:
        return "Dry run: nothing was written. F2 imports the file."
    if stopped:
        return "Stopped. What was written by then is kept; import the file again to go on."
    if report.added or report.merged:
        return "Imported."
    if report.skipped:
        who = "everybody who could be read" if report.problem_count else "everybody in this file"
        return f"Nothing was added: {who} is here already."
    return "Nothing was added."


def report_lines(report: ImportReport) -> tuple[ReportLine, ...]:
    """Return what there is to know, record by record: problems first."""
    return tuple(ReportLine(number, *line) for number, line in enumerate(_lines(report)))


def cut(text: str, longest: int) -> str:
    """Return the beginning of a text from outside, fit for one line."""
    line = safe_text(clean_line(text[: longest * 4]))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _lines(report: ImportReport) -> Iterator[tuple[Cell, str, str]]:
    for problem in report.problems:
        yield Cell("✗ problem", Role.ERROR), problem.place, problem.reason
    if report.problem_count > len(report.problems):
        yield Cell("✗ problem", Role.ERROR), "", _more(report.problem_count - len(report.problems))
    for one in report.duplicates:
        text = f"{one.name} is here already: {one.why} as {one.like}"
        yield Cell("= known", Role.MUTED), one.place, text
    if report.skipped > len(report.duplicates):
        yield Cell("= known", Role.MUTED), "", _more(report.skipped - len(report.duplicates))
    for notice in report.notices:
        yield Cell("! note", Role.WARNING), notice.place, notice.text
    if report.notice_count > len(report.notices):
        yield Cell("! note", Role.WARNING), "", _more(report.notice_count - len(report.notices))


def _more(number: int) -> str:
    return f"and {number:,} more like these"
