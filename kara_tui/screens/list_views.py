"""What is searched in the lists and how they are sorted, kept over a lock.

A search may hold a name, so it waits in the store, and nothing but the number of its draft is
handed to the program that is started anew.
"""

from dataclasses import dataclass

from textual.widgets import Input

from kara_tui.domain.client import TABS, Stage
from kara_tui.domain.drafts import (
    LISTS_FORM,
    DraftContent,
    draft_key,
    new_draft_key,
    session_of,
)
from kara_tui.domain.listing import SortBy
from kara_tui.domain.private import opened
from kara_tui.operations.drafts import DiscardDraft, FindDrafts, SaveDraft
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import ListPane

_BACKWARDS = "-"


@dataclass(frozen=True)
class ListView:
    """How one list is looked at."""

    search: str
    sort_by: SortBy
    descending: bool
    stages: tuple[Stage, ...]
    """More than the list's own when its closed entries are shown as well."""


def view_of(pane: ListPane) -> ListView | None:
    """Return how a list is looked at; None when it is looked at as at the start."""
    first = ListView("", pane.STARTS_BY, pane.NEWEST_FIRST, pane.STAGES)
    view = ListView(pane.search, pane.sort_by, pane.descending, pane.stages)
    return None if view == first else view


def look_again(pane: ListPane, view: ListView) -> None:
    """Look at a list as somebody did before; it may not be on the screen yet."""
    pane.search, pane.stages = view.search, view.stages
    pane.sort_by, pane.descending = view.sort_by, view.descending
    if pane.is_mounted:
        pane.query_one(Input).value = view.search
        pane.start_over()


async def keep_views(desk: Desk, views: dict[Stage, ListView]) -> str:
    """Put views into the store; return the number under which they wait, empty for none.

    Raises:
        KaraError: When the store cannot take them.
    """
    if not views:
        return ""
    key = new_draft_key(LISTS_FORM)
    typed = {name: text for stage, view in views.items() for name, text in _told(stage, view)}
    await desk.backend(SaveDraft(key=key, record_version=0, content=DraftContent(typed=typed)))
    return session_of(key)


async def take_views(desk: Desk, session: str) -> dict[Stage, ListView]:
    """Return views that were kept under a number, and throw them out of the store.

    Raises:
        KaraError: When the store cannot be read.
    """
    views: dict[Stage, ListView] = {}
    for draft in await desk.backend(FindDrafts(form=LISTS_FORM)):
        if draft.key == draft_key(LISTS_FORM, session):
            views = _read(opened(draft.content).typed)
        # Others were left by a program that was killed while it was locked.
        await desk.backend(DiscardDraft(key=draft.key))
    return views


def _told(stage: Stage, view: ListView) -> tuple[tuple[str, str], ...]:
    return (
        (f"{stage.value}.search", view.search),
        (f"{stage.value}.sort", (_BACKWARDS if view.descending else "") + view.sort_by.value),
        (f"{stage.value}.stages", " ".join(view.stages)),
    )


def _read(typed: dict[str, str]) -> dict[Stage, ListView]:
    return {stage: _view(stage, typed) for stage in TABS if f"{stage.value}.sort" in typed}


def _view(stage: Stage, typed: dict[str, str]) -> ListView:
    search, sort, stages = (
        typed.get(f"{stage.value}.{name}", "") for name in ("search", "sort", "stages")
    )
    return ListView(
        search,
        SortBy(sort.removeprefix(_BACKWARDS)),
        sort.startswith(_BACKWARDS),
        tuple(map(Stage, stages.split())),
    )
