"""Unfinished forms in the database.

They are a journal of keystrokes and no record of the practice, so they leave no trace in
`changes`.
"""

from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.engine import Connection

from kara_tui.db.codec import decode, encode
from kara_tui.db.tables import drafts
from kara_tui.domain.drafts import Draft, DraftContent, draft_keys_of
from kara_tui.domain.ids import ProfessionalId


class Drafts:
    """The unfinished forms of one professional, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def save(self, draft: Draft) -> Draft:
        """Keep a draft in place of an earlier one with the same key."""
        self.discard(draft.key)
        self._connection.execute(
            insert(drafts).values(
                professional_id=self._owner,
                key=draft.key,
                record_version=draft.record_version,
                at=draft.at,
                content=encode(draft.content),
            )
        )
        return draft

    def all(self, form: str | None = None) -> tuple[Draft, ...]:
        """Return drafts, newest first; only those of one form when it is given."""
        question = select(drafts).where(drafts.c.professional_id == self._owner)
        if form is not None:
            key, start = draft_keys_of(form)
            begins = func.substr(drafts.c.key, 1, len(start)) == start
            question = question.where(or_(drafts.c.key == key, begins))
        newest_first = (drafts.c.at.desc(), drafts.c.key.desc())
        rows = self._connection.execute(question.order_by(*newest_first))
        return tuple(_draft(row) for row in rows)

    def discard(self, key: str) -> bool:
        """Throw a draft away; tell whether there was one."""
        result = self._connection.execute(
            delete(drafts).where(drafts.c.professional_id == self._owner, drafts.c.key == key)
        )
        return bool(result.rowcount)


def _draft(row: Any) -> Draft:
    return Draft(
        key=row.key,
        record_version=row.record_version,
        at=row.at,
        content=decode(row.content, DraftContent),
    )
