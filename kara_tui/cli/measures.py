"""`kara measures`: which measures can be asked, and the way to add one of your own."""

from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from kara_tui.cli.output import Output
    from kara_tui.domain.measure import Measure
    from kara_tui.interchange.measure_shelf import MeasureShelf


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("measures", "List measures, or add one of your own")
    made.option(
        "action",
        choices=("list", "add"),
        meaning="list: show what can be asked; add: check a file and take it over",
    )
    made.option(
        "file", nargs="?", type=Path, metavar="FILE", meaning="for add (see docs/measures.md)"
    )
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """List measures, or add one."""
    options = parser().parse_args(given)
    if (options.action == "add") is (options.file is None):
        raise UsageProblem("add takes a file; list takes none.", "See kara measures --help.")
    from kara_tui.interchange.measure_shelf import MeasureShelf

    shelf = MeasureShelf(session.settings(options).home.measures)
    if options.action == "list":
        _list(shelf, session.out, as_json=options.json)
    else:
        _add(shelf, options.file, session.out, as_json=options.json)
    return exit_codes.FINE


def _list(shelf: "MeasureShelf", out: "Output", *, as_json: bool) -> None:
    misfits = shelf.misfits()
    if as_json:
        told = [_told(one) for one in shelf.every()]
        refused = [{"file": str(one.path), "why": one.why} for one in misfits]
        out.json({"measures": told, "refused": refused})
        return
    for one in shelf.every():
        items, tongues = len(one.items), ", ".join(one.languages)
        out.line(f"{one.name:<20}{one.version:>3}  {one.say(one.title)}")
        out.line(f"{'':<25}{items} items, {one.lowest} to {one.highest}, {tongues}")
        out.line(f"{'':<25}{one.licence}: {one.credit}")
    for misfit in misfits:
        out.note(f"Not used: {misfit.path}: {misfit.why}")


def _add(shelf: "MeasureShelf", file: Path, out: "Output", *, as_json: bool) -> None:
    from kara_tui.interchange.measure_file import file_bytes

    try:
        data = file_bytes(file.expanduser())
    except OSError as problem:
        raise Invalid("file", f"{file} cannot be read: {problem.strerror}.") from None
    try:
        measure, path = shelf.add(data)
    except Invalid as problem:
        raise Invalid(problem.field, f"{file}: {problem.sentence}", problem.advice) from None
    if as_json:
        out.json({"measure": _told(measure), "file": str(path)})
        return
    out.line(f"Added {measure.say(measure.title)} ({measure.name}, version {measure.version}).")
    out.line(f"{measure.missing_rule} Scores lie between {measure.lowest} and {measure.highest}.")
    out.note(f"It lies in {path}.")


def _told(measure: "Measure") -> dict[str, object]:
    return {
        "name": measure.name,
        "version": measure.version,
        "title": measure.say(measure.title),
        "items": len(measure.items),
        "languages": list(measure.languages),
        "lowest": str(measure.lowest),
        "highest": str(measure.highest),
        "licence": measure.licence,
        "credit": measure.credit,
    }
