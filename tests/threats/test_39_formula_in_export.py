"""What a client writes is text in the professional's spreadsheet, too."""

import csv
from datetime import date
from io import StringIO

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context
from kara_tui.interchange.formats import Format, read, write
from kara_tui.workflows.export_clients import export_clients
from tests.support.people import added

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://x.example")',
    "'=1+1",
    "＝1+1",
)


def _cells(table: bytes) -> list[str]:
    rows = csv.reader(StringIO(table.decode("utf-8-sig")))
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("formula", FORMULAS)
async def test_39_no_cell_of_an_export_begins_like_a_formula(
    formula: str, backend: Backend
) -> None:
    """Threat: a formula in an exported table. Control: such a cell begins with an apostrophe."""
    await added(backend, formula, address_line=formula, reason_by_professional=formula)
    pieces: list[bytes] = []
    async for _ in export_clients(backend, Format.CSV, (Stage.ACTIVE,), pieces.append):
        pass
    cells = _cells(b"".join(pieces))
    assert any(formula in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠"))] == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_39_and_reads_back_as_it_was(formula: str) -> None:
    person = ClientDetails(name=formula)
    back = read(write(Format.CSV, [person]), "clients.csv", Context(today=date(2026, 3, 2)))
    assert [draft.details.name for draft in back.drafts] == [formula]
