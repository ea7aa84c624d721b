"""`kara payments`: what is owed and paid, as a list, a table or a receipt."""

from argparse import Namespace
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser, whole_number
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.cli.target import STDOUT, write_to

if TYPE_CHECKING:
    from datetime import date

    from kara_tui.backend.protocol import Backend
    from kara_tui.domain.money_views import ReceiptFacts
    from kara_tui.operations.payments import ListCharges
    from kara_tui.settings import Settings

FIRST = 50
"""So many charges are shown when nobody says how many."""

_SHOWN = ("unpaid", "paid", "written_off", "voided", "all")


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("payments", "Show or export what is owed and paid, or write a receipt")
    made.option(
        "what",
        choices=["list", "export", "receipt"],
        meaning="the charges, to read; the same as CSV; the receipt of one payment",
    )
    made.option("id", nargs="?", default="", meaning="the receipt's number, after “receipt”")
    made.option(
        "--show",
        choices=_SHOWN,
        metavar="WHICH",
        meaning=f"which charges: {', '.join(_SHOWN)} (default: unpaid for “list”, else all)",
    )
    made.option("--search", default="", metavar="TEXT", meaning="only of clients found by this")
    made.option("--from", dest="due_from", metavar="DAY", meaning="only what is due from this day")
    made.option(
        "--until", dest="due_until", metavar="DAY", meaning="only what is due until this day"
    )
    made.option(
        "--limit", type=whole_number, metavar="N", meaning=f"how many at most (default: {FIRST})"
    )
    made.option("--all", action="store_true", meaning="all of them")
    made.option("--format", choices=["text", "pdf"], meaning="of a receipt (default: text)")
    made.option(
        "--language", metavar="TAG", meaning="of a receipt: is or en (default: your own language)"
    )
    made.option(
        "--name-service", action="store_true", meaning="say on the receipt which service it was"
    )
    made.option("--output", metavar="FILE", meaning="where to; - for standard output (the default)")
    made.option("--force", action="store_true", meaning="write over a file that is there")
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Show the list, write the table or the receipt."""
    options = parser().parse_args(given)
    if (options.what == "receipt") != bool(options.id):
        needs = "needs its number" if options.what == "receipt" else "takes no number"
        raise UsageProblem(f"“{options.what}” {needs}.", "See kara payments --help.")
    settings = session.settings(options)
    if options.what == "list":
        from kara_tui.cli.payment_table import show_charges

        most = None if options.all else options.limit or FIRST
        show_charges(session, settings, _asked(options, settings), most, as_json=options.json)
    elif options.what == "export":
        _export(session, settings, options)
    else:
        _write_receipt(session, settings, options)
    return exit_codes.FINE


def _asked(options: Namespace, settings: "Settings") -> "ListCharges":
    from kara_tui.domain.money_views import ChargesShown
    from kara_tui.operations.payments import ListCharges

    usual = "unpaid" if options.what == "list" else "all"
    return ListCharges(
        shown=ChargesShown(options.show or usual),
        due_from=_day(options.due_from, "from", settings),
        due_until=_day(options.due_until, "until", settings),
        search=options.search,
    )


def _day(text: str | None, option: str, settings: "Settings") -> "date | None":
    if not text:
        return None
    from kara_tui.domain.clock import system_clock
    from kara_tui.domain.dates import read_day

    today = system_clock().astimezone(settings.professional.zone).date()
    return read_day(text, option, today=today)


def _export(session: Session, settings: "Settings", options: Namespace) -> None:
    from kara_tui.workflows.export_payments import export_payments

    with write_to(session.out, options.output or STDOUT, force=options.force) as write:

        async def work(backend: "Backend") -> int:
            done = 0
            asked, zone = _asked(options, settings), settings.professional.zone
            async for done in export_payments(backend, asked, zone, write):
                session.out.progress(f"{done:,} charges")
            session.out.end_progress()
            return done

        done = session.with_backend(settings, work)
    if options.output not in {None, STDOUT}:
        session.out.note(f"{done:,} charges are written to {options.output}.")


def _write_receipt(session: Session, settings: "Settings", options: Namespace) -> None:
    as_pdf = options.format == "pdf"
    target = options.output or STDOUT
    if as_pdf and target == STDOUT and session.out.to_terminal:
        raise UsageProblem("A PDF is not shown on a terminal.", "Name a file: --output.")
    facts = _facts(session, settings, options.id)
    if options.json:
        session.out.json(facts)
        return
    data = _receipt(facts, settings, options, as_pdf=as_pdf)
    with write_to(session.out, target, force=options.force) as write:
        write(data)
    if target != STDOUT:
        session.out.note(f"The receipt is written to {target}. Nothing in it is encrypted.")


def _facts(session: Session, settings: "Settings", number: str) -> "ReceiptFacts":
    from kara_tui.operations.payments import FindReceipt, ReadReceipt

    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise UsageProblem(
            f"A receipt's number is needed, not “{number[:20]}”.",
            "“kara payments list --show paid” shows the numbers.",
        )

    async def work(backend: "Backend") -> "ReceiptFacts":
        payment = await backend(FindReceipt(number=int(number)))
        return await backend(ReadReceipt(client_id=payment.client_id, payment_id=payment.id))

    return session.with_backend(settings, work)


def _receipt(
    facts: "ReceiptFacts", settings: "Settings", options: Namespace, *, as_pdf: bool
) -> bytes:
    from kara_tui.domain.amounts import number_locale
    from kara_tui.domain.clock import system_clock
    from kara_tui.interchange.receipt import ReceiptStyle, receipt, receipt_text

    professional = settings.professional
    style = ReceiptStyle(
        language=options.language or professional.language,
        locale=number_locale(professional.language, professional.region),
        zone=professional.zone,
        made_at=system_clock(),
        names_service=options.name_service,
    )
    made = receipt(facts, style)
    if not as_pdf:
        return receipt_text(made).encode()
    from kara_tui.interchange.receipt_pdf import receipt_pdf

    return receipt_pdf(made)
