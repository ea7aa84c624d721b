"""`kara do`: every operation, with options made from its declaration."""

from argparse import Namespace
from typing import Any

from kara_tui.backend.wire import required_fields
from kara_tui.cli import exit_codes
from kara_tui.cli.operation_options import add_field_option, field_options
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.operations.base import ChangeOperation, Operation, command_name
from kara_tui.operations.table import operations, operations_by_command


def run(given: list[str], session: Session) -> int:
    """Carry out one operation, or list them all."""
    if not given or given[0].startswith("-"):
        return _overview(given, session)
    name, *words = given
    kind = operations_by_command().get(name)
    if kind is None:
        raise UsageProblem(f"There is no operation “{name[:40]}”.", "See kara do --list.")
    wants_help = bool({"-h", "--help"} & set(words))
    options = operation_parser(name, kind, explained=wants_help).parse_args(words)
    return _carry_out(kind, options, session)


def overview_parser() -> Parser:
    """Return the parser for `kara do` without an operation."""
    parser = Parser("do", "Carry out any single operation: kara do OPERATION [options]")
    parser.option("--list", action="store_true", meaning="list all operations")
    parser.json_option()
    return parser


def operation_parser(name: str, kind: type[Operation[Any]], *, explained: bool) -> Parser:
    """Return the parser of one operation's options.

    Args:
        name: Of the operation, on the command line.
        kind: Its declaration.
        explained: Whether somebody reads the help; it takes reading source files.
    """
    docs: dict[str, str] = {}
    if explained:
        from kara_tui.cli.operation_help import field_docs

        docs = field_docs(kind)
    parser = Parser(f"do {name}", kind.__doc__ or "")
    group = parser.add_argument_group("fields")
    needed = required_fields(kind)
    for option in field_options(kind):
        meaning = docs.get(option.field, "")
        mark = "Needed. " if option.field in needed else ""
        add_field_option(group, option, f"{mark}{meaning}".strip())
    parser.option(
        "--input", metavar="FILE", meaning="all fields as one JSON object; - for standard input"
    )
    parser.json_option()
    return parser


def _overview(given: list[str], session: Session) -> int:
    options = overview_parser().parse_args(given)
    from kara_tui.cli.operation_help import module_title, summary

    if options.json:
        for kind in operations():
            changes = issubclass(kind, ChangeOperation)
            session.out.json(
                {"name": command_name(kind), "summary": summary(kind), "changes": changes}
            )
        return exit_codes.FINE
    title = ""
    for kind in operations():
        if module_title(kind) != title:
            session.out.line(f"{'' if not title else chr(10)}{module_title(kind)}".strip())
            title = module_title(kind)
        session.out.line(f"  {command_name(kind):<26}{summary(kind)}")
    session.out.line("")
    session.out.line("kara do OPERATION --help tells what an operation needs.")
    return exit_codes.FINE


def _carry_out(kind: type[Operation[Any]], options: Namespace, session: Session) -> int:
    from kara_tui.cli.operation_input import operation_from
    from kara_tui.domain.clock import system_clock

    settings = session.settings(options)
    context = settings.reading_context(system_clock())
    operation = operation_from(kind, field_options(kind), options, context)
    result = session.with_backend(settings, lambda backend: backend(operation))
    _tell(operation, result, session, as_json=options.json)
    return exit_codes.FINE


def _tell(operation: Operation[Any], result: Any, session: Session, *, as_json: bool) -> None:
    if as_json:
        told: dict[str, Any] = {"operation": command_name(type(operation)), "result": result}
        if isinstance(operation, ChangeOperation):
            told["intent"] = operation.intent
        session.out.json(told)
        return
    from kara_tui.cli.readable import readable_lines

    for line in readable_lines(result):
        session.out.line(line)
    if isinstance(operation, ChangeOperation):
        session.out.line(f"{operation.past or 'Done'}. Intent: {operation.intent}")
        if operation.undoable:
            session.out.note(f"To take it back: kara do undo-move --move {operation.intent}")
