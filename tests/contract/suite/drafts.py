"""Drafts and layouts: what was typed or chosen is there the next time."""

from datetime import timedelta

import pytest

from kara_tui.domain.drafts import DraftContent, new_draft_key
from kara_tui.operations.drafts import DiscardDraft, FindDrafts, ListDrafts, SaveDraft
from kara_tui.operations.history import ListChanges
from tests.support.practice import Practice


def _typed(**typed: str) -> DraftContent:
    return DraftContent(typed=typed)


class DraftContract:
    """What becomes of an unfinished form."""

    async def test_what_was_typed_is_there_on_the_next_start(self, practice: Practice) -> None:
        typed = _typed(name="Þór", reason_by_professional="one\n\n  two")
        kept = await practice.backend(SaveDraft(key="client:1", record_version=4, content=typed))
        found = await practice.workstation()(FindDrafts(form="client:1"))
        assert found == (kept,)
        assert (kept.record_version, kept.at) == (4, practice.clock.now)
        assert kept.content == typed

    async def test_a_form_keeps_its_latest_draft_only(self, practice: Practice) -> None:
        for name in ("A", "An", "Anna"):
            practice.clock.forward(timedelta(seconds=1))
            await practice.backend(SaveDraft(key="k", record_version=0, content=_typed(name=name)))
        (draft,) = await practice.backend(ListDrafts())
        assert draft.content == _typed(name="Anna")

    async def test_drafts_stand_newest_first(self, practice: Practice) -> None:
        for key in ("first", "second", "third"):
            practice.clock.forward(timedelta(seconds=1))
            await practice.backend(SaveDraft(key=key, record_version=0, content=_typed()))
        listed = await practice.backend(ListDrafts())
        assert [draft.key for draft in listed] == ["third", "second", "first"]

    async def test_a_discarded_draft_is_gone_and_only_that_one(self, practice: Practice) -> None:
        for key in ("one", "other"):
            await practice.backend(SaveDraft(key=key, record_version=0, content=_typed()))
        assert await practice.backend(DiscardDraft(key="one")) is True
        assert await practice.backend(DiscardDraft(key="one")) is False
        assert await practice.backend(FindDrafts(form="one")) == ()
        assert [draft.key for draft in await practice.backend(ListDrafts())] == ["other"]

    async def test_typing_is_no_history(self, practice: Practice) -> None:
        await practice.backend(SaveDraft(key="k", record_version=0, content=_typed(name="A")))
        assert await practice.backend(ListChanges()) == ()

    async def test_every_time_a_form_is_open_makes_a_draft_of_its_own(
        self, practice: Practice
    ) -> None:
        first, second = new_draft_key("client:1"), new_draft_key("client:1")
        for key in (first, second, new_draft_key("client:12"), "client:1x", "CLIENT:1~a"):
            practice.clock.forward(timedelta(seconds=1))
            await practice.backend(SaveDraft(key=key, record_version=0, content=_typed(name=key)))
        found = await practice.backend(FindDrafts(form="client:1"))
        assert [one.key for one in found] == [second, first]
        assert {one.form for one in found} == {"client:1"}
        assert await practice.backend(DiscardDraft(key=first)) is True
        [left] = await practice.backend(FindDrafts(form="client:1"))
        assert left.key == second

    @pytest.mark.parametrize("form", ["", "~", "%", "client:_", "a~b", "client:%~"])
    async def test_a_form_with_a_strange_name_finds_its_own_only(
        self, practice: Practice, form: str
    ) -> None:
        for name in (form, "other"):
            wish = SaveDraft(key=f"{name}~1", record_version=0, content=_typed(name=name))
            await practice.backend(wish)
        found = await practice.backend(FindDrafts(form=form))
        assert [one.key for one in found] == [f"{form}~1"]

    async def test_unfinished_text_is_kept_to_the_last_blank_however_long(
        self, practice: Practice
    ) -> None:
        text = "\n  Dear " + "ð" * 250_000 + "\n\nand then \n"
        content = DraftContent(typed={"text": text}, begun={"text": "before "}, writer="here")
        await practice.backend(SaveDraft(key="note:1~a", record_version=0, content=content))
        [found] = await practice.workstation()(FindDrafts(form="note:1"))
        assert found.content == content
