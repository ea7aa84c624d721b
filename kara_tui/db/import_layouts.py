"""The column layouts of imported files in the database."""

from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from kara_tui.db.codec import decode_columns, encode
from kara_tui.db.journal import Journal
from kara_tui.db.tables import import_layouts
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ProfessionalId
from kara_tui.domain.importing import ImportLayout


class ImportLayouts:
    """The layouts that one professional's imports used, inside one transaction."""

    def __init__(
        self, connection: Connection, professional_id: ProfessionalId, journal: Journal
    ) -> None:
        self._connection = connection
        self._owner = professional_id
        self._journal = journal

    def find(self, signature: str) -> tuple[ImportLayout, ...]:
        """Return the layout of files with this signature: one, or none."""
        rows = self._connection.execute(
            select(import_layouts.c.columns).where(
                import_layouts.c.professional_id == self._owner,
                import_layouts.c.signature == signature,
            )
        )
        return tuple(
            ImportLayout(signature=signature, columns=decode_columns(columns))
            for columns in rows.scalars()
        )

    def save(self, layout: ImportLayout) -> ImportLayout:
        """Remember a layout in place of an earlier one."""
        mine = (
            import_layouts.c.professional_id == self._owner,
            import_layouts.c.signature == layout.signature,
        )
        self._connection.execute(delete(import_layouts).where(*mine))
        self._connection.execute(
            insert(import_layouts).values(
                professional_id=self._owner,
                signature=layout.signature,
                columns=encode(layout.columns),
            )
        )
        # A layout has no id of its own; history names it by its signature.
        entity_id = uuid5(NAMESPACE_OID, layout.signature)
        self._journal.note(Entity.IMPORT_LAYOUT, [(entity_id, 1, ("columns",))])
        return layout
