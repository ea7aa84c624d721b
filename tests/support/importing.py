"""Small files of people, and a short way to import them."""

from datetime import date

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import Duplicates
from kara_tui.domain.private import opened
from kara_tui.operations.clients import ListClients
from kara_tui.workflows.import_clients import ClientImport, ImportOptions
from kara_tui.workflows.import_report import ImportReport
from kara_tui.workflows.import_source import ImportSource

CONTEXT = Context(today=date(2026, 3, 2))
HEADER = "Name,E-mail,Date of birth,Kennitala,Phone\n"
ANNA = "Anna Jónsdóttir,anna@mail.example,1.3.1987,,581 2345\n"


def table(*rows: str, header: str = HEADER) -> ImportSource:
    """Return a file with these lines."""
    return ImportSource("people.csv", (header + "".join(rows)).encode())


async def imported(
    backend: Backend,
    source: ImportSource,
    duplicates: Duplicates = Duplicates.SKIP,
    *,
    columns: tuple[str, ...] | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import a file and return what became of it."""
    options = ImportOptions(duplicates=duplicates, columns=columns, dry_run=dry_run)
    work = ClientImport(backend, source, CONTEXT, options)
    async for _ in work.steps():
        pass
    return work.report


async def people(backend: Backend) -> list[ClientDetails]:
    """Return what is told about everybody."""
    page = await backend(ListClients(stages=tuple(Stage), limit=1000))
    return [opened(row.details) for row in page.rows]
