"""`kara demo build`: writes a demonstration practice, of any size."""

from pathlib import Path

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser, whole_number
from kara_tui.cli.session import Session


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("demo", "Write a made-up practice into a new store")
    made.option("action", choices=["build"], meaning="what to do")
    made.option("path", type=Path, meaning="the store's file, which must not exist yet")
    made.option("--clients", type=whole_number, metavar="N", meaning="how many clients")
    return made


def run(given: list[str], session: Session) -> int:
    """Write the practice."""
    options = parser().parse_args(given)
    from kara_tui.bootstrap import build_demo

    path = options.path.expanduser().absolute()
    build_demo(
        path,
        options.clients,
        lambda done, total: session.out.progress(f"{done:,} of {total:,}"),
    )
    session.out.line(f"A made-up practice lies in {path}. Open it with: kara --store {path}")
    return exit_codes.FINE
