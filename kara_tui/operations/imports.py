"""Operations on imports: many clients at once, and the layouts of files met before."""

from dataclasses import dataclass

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.importing import ImportLayout, NewClient
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class FilledGaps:
    """An existing client whose gaps an import fills."""

    client_id: ClientId
    version: int
    details: Private[ClientDetails]
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportClients(ChangeOperation[int]):
    """Add many clients and fill gaps of others in one transaction; returns how many in all."""

    route = Route("POST", "/imports", allowed=PROFESSIONAL)
    past = "Clients imported"

    added: tuple[NewClient, ...] = ()
    merged: tuple[FilledGaps, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FindImportLayout(Operation[tuple[ImportLayout, ...]]):
    """Read how the columns of such a file were assigned last time: one layout, or none."""

    route = Route("GET", "/import-layouts/{signature}", allowed=PROFESSIONAL)

    signature: str


@dataclass(frozen=True, kw_only=True)
class SaveImportLayout(ChangeOperation[ImportLayout]):
    """Remember how the columns of such a file are assigned."""

    route = Route("PUT", "/import-layouts/{signature}", allowed=PROFESSIONAL)
    past = "Column layout remembered"

    signature: str
    columns: tuple[str, ...]
