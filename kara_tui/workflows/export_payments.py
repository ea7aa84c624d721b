"""The list of charges and payments written to a table."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import tzinfo

from kara_tui.backend.protocol import Backend
from kara_tui.domain.money_views import ChargeRow
from kara_tui.interchange import payments_csv
from kara_tui.operations.payments import ListCharges
from kara_tui.operations.records import Copied, NoteExport
from kara_tui.workflows.windows import WINDOW


async def charge_windows(
    backend: Backend, asked: ListCharges, most: int | None = None
) -> AsyncIterator[tuple[ChargeRow, ...]]:
    """Yield the rows of a list of charges in windows.

    Args:
        backend: Whose charges.
        asked: Which list.
        most: How many rows at most; all of them when absent.
    """
    offset = 0
    while most is None or offset < most:
        limit = WINDOW if most is None else min(WINDOW, most - offset)
        page = await backend(replace(asked, offset=offset, limit=limit))
        # Behind its end, a list answers with its last window.
        if page.offset != offset or not page.rows:
            return
        yield page.rows
        offset += len(page.rows)
        if offset >= page.total:
            return


async def export_payments(
    backend: Backend, asked: ListCharges, zone: tzinfo, write: Callable[[bytes], object]
) -> AsyncIterator[int]:
    """Write a list of charges as CSV, piece by piece; yield how many are written so far.

    Args:
        backend: Whose charges.
        asked: Which of them; its window is passed over.
        zone: In which the days of payments are told.
        write: Takes one piece of the file after another.

    Raises:
        KaraError: When the store fails.
    """
    await backend(NoteExport(what=Copied.PAYMENTS))
    write(payments_csv.heading())
    done = 0
    async for rows in charge_windows(backend, asked):
        write(payments_csv.rows(rows, zone))
        done += len(rows)
        yield done
    yield done
