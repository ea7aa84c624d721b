"""The list of charges and payments as a table for spreadsheets and accountants.

What a charge is for is not in it: that may tell why somebody comes.
"""

import csv
from collections.abc import Iterable
from datetime import tzinfo
from io import StringIO

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.money_views import ChargeRow
from kara_tui.interchange.csv_cells import guarded

HEADINGS = (
    "Due", "Client", "Amount", "Currency", "State", "Paid", "Method", "Receipt",
)  # fmt: skip


def heading() -> bytes:
    """Return the beginning of the table."""
    return _written([HEADINGS]).encode("utf-8-sig")


def rows(charges: Iterable[ChargeRow], zone: tzinfo) -> bytes:
    """Return rows of the table.

    Args:
        charges: In the order in which they shall stand.
        zone: In which the days of payments are told.
    """
    return _written(_cells(one, zone) for one in charges).encode()


def _cells(row: ChargeRow, zone: tzinfo) -> tuple[str, ...]:
    charge, payment = row.line.charge, row.line.payment
    paid = payment if payment is not None and payment.state.holds_money else None
    at = paid.paid_at.astimezone(zone).date().isoformat() if paid and paid.paid_at else ""
    return (
        charge.due_on.isoformat(),
        row.client.name if isinstance(row.client, ClientDetails) else "",
        charge.amount.plain,
        charge.amount.currency,
        charge.state.label,
        at,
        paid.method.label if paid else "",
        str(paid.receipt) if paid else "",
    )


def _written(lines: Iterable[Iterable[str]]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return out.getvalue()
