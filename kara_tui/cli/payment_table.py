"""The list of charges for a terminal and for pipes."""

from typing import TYPE_CHECKING

from kara_tui.cli.session import Session
from kara_tui.domain.amounts import number_locale, show_amount
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ChargeRow
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.payments import ListCharges
from kara_tui.settings import Settings
from kara_tui.workflows.export_payments import charge_windows

if TYPE_CHECKING:
    from kara_tui.backend.protocol import Backend

_HEADINGS = ("Due", "Amount", "State", "Paid", "Method", "Receipt", "Client")
_WIDTHS = (10, 16, 13, 10, 16, 7, 0)
"""Names come last, where nothing has to be cut for them."""
_TO_THE_RIGHT = {"Amount", "Receipt"}


def show_charges(
    session: Session, settings: Settings, asked: ListCharges, most: int | None, *, as_json: bool
) -> None:
    """Write a list of charges, and what all of them come to.

    Args:
        session: Where to.
        settings: How amounts and days are written.
        asked: Which list.
        most: How many rows at most; all of them when None.
        as_json: Whether for programs, one charge to a line.
    """

    async def work(backend: "Backend") -> None:
        shown = 0
        table = _Table(settings)
        async for rows in charge_windows(backend, asked, most):
            if as_json:
                for row in rows:
                    session.out.json(row)
            else:
                for line in table.lines(rows):
                    session.out.line(line)
            shown += len(rows)
        if not as_json:
            await _tell_sums(backend, shown)

    async def _tell_sums(backend: "Backend", shown: int) -> None:
        page = await backend(asked)
        if not page.total:
            session.out.note("No charge is found.")
            return
        locale = number_locale(settings.professional.language, settings.professional.region)
        come_to = " + ".join(show_amount(one, locale) for one in page.sums)
        more = "" if shown == page.total else f" {shown:,} are shown; --all shows all."
        session.out.note(f"{page.total:,} charges: {come_to}.{more}")

    session.with_backend(settings, work)


class _Table:
    def __init__(self, settings: Settings) -> None:
        professional = settings.professional
        self._zone = professional.zone
        self._locale = number_locale(professional.language, professional.region)
        self._begun = False

    def lines(self, rows: tuple[ChargeRow, ...]) -> list[str]:
        """Return rows as lines, the headings before the first."""
        head = [] if self._begun else [_line(_HEADINGS)]
        self._begun = True
        return head + [_line(self._cells(row)) for row in rows]

    def _cells(self, row: ChargeRow) -> tuple[str, ...]:
        charge, payment = row.line.charge, row.line.payment
        paid = payment if payment is not None and payment.state.holds_money else None
        at = paid.paid_at if paid else None
        return (
            charge.due_on.isoformat(),
            self._amount(charge.amount),
            charge.state.label,
            at.astimezone(self._zone).date().isoformat() if at else "",
            paid.method.label if paid else "",
            str(paid.receipt) if paid else "",
            safe_text(opened(row.client).name),
        )

    def _amount(self, amount: Money) -> str:
        return show_amount(amount, self._locale).replace("\u00a0", " ")


def _line(cells: tuple[str, ...]) -> str:
    fitted = [
        cell.rjust(width) if heading in _TO_THE_RIGHT else cell.ljust(width)
        for heading, width, cell in zip(_HEADINGS, _WIDTHS, cells, strict=True)
    ]
    return "  ".join(fitted).rstrip()
