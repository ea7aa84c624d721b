"""Handlers of the operations on unfinished forms."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.drafts import Draft
from kara_tui.operations.drafts import DiscardDraft, FindDrafts, ListDrafts, SaveDraft
from kara_tui.services.handling import handles


@handles(SaveDraft)
def save_draft(op: SaveDraft, unit: UnitOfWork) -> Draft:
    return unit.drafts.save(
        Draft(key=op.key, record_version=op.record_version, at=unit.now, content=op.content)
    )


@handles(ListDrafts)
def list_drafts(_op: ListDrafts, unit: UnitOfWork) -> tuple[Draft, ...]:
    return unit.drafts.all()


@handles(FindDrafts)
def find_drafts(op: FindDrafts, unit: UnitOfWork) -> tuple[Draft, ...]:
    return unit.drafts.all(op.form)


@handles(DiscardDraft)
def discard_draft(op: DiscardDraft, unit: UnitOfWork) -> bool:
    return unit.drafts.discard(op.key)
