"""Windows: whatever part of a list is asked for is a part of the one whole list."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid
from kara_tui.domain.listing import SortBy
from kara_tui.operations.clients import CloseTreatment, CountClients, ListClients
from tests.support.people import added, invited, requested
from tests.support.practice import Practice

_STAGES = (Stage.ACTIVE, Stage.REQUESTED, Stage.INVITED, Stage.DEACTIVATED)
_FIRST = ("Anna", "Áki", "Björn", "Þór", "Ösp", "Anna")
_LAST = ("Jónsdóttir", "Ægisson", "Smith")


async def _fill(practice: Practice) -> None:
    for place in range(26):
        name = f"{_FIRST[place % 6]} {_LAST[place % 3]}"
        born = None if place % 4 == 0 else date(1960 + place % 5, 1, 1)
        client = await added(practice.backend, name, birth_date=born)
        if place % 5 == 0:
            await practice.backend(CloseTreatment(client_id=client.id, version=1))
        practice.clock.forward(timedelta(seconds=place % 2))
    for place in range(4):
        await requested(practice.backend, f"Anna {_LAST[place % 3]}")
    await invited(practice.backend, "Áki Smith")


_QUESTIONS = st.builds(
    ListClients,
    stages=st.lists(st.sampled_from(_STAGES), max_size=4).map(tuple),
    search=st.sampled_from(["", "anna", "a", "smi", "on an", "ösp smith", "nobody", "1"]),
    sort_by=st.sampled_from(SortBy),
    descending=st.booleans(),
    offset=st.integers(-3, 40),
    limit=st.integers(-1, 45),
)


class WindowContract:
    """What a window onto a list shows."""

    @pytest.mark.parametrize("few", [0, 3, 2000])
    async def test_any_window_is_a_part_of_the_whole_list(
        self, practice: Practice, monkeypatch: pytest.MonkeyPatch, few: int
    ) -> None:
        # How many hits count as few decides only how they are found, never which.
        monkeypatch.setattr("kara_tui.db.client_list.FEW", few)
        await _fill(practice)
        examples: list[ListClients] = []
        _collect(examples)
        assert examples
        for question in examples:
            await _window_fits(practice, question)

    async def test_a_window_past_the_end_shows_the_last_rows_there_are(
        self, practice: Practice
    ) -> None:
        last = await added(practice.backend, "Zoë")
        await added(practice.backend, "Anna")
        page = await practice.backend(ListClients(offset=500))
        assert (page.offset, page.total) == (1, 2)
        assert [row.id for row in page.rows] == [last.id]

    async def test_an_empty_list_is_an_empty_window(self, practice: Practice) -> None:
        for search in ("", "a", "anna"):
            page = await practice.backend(ListClients(search=search))
            assert (page.offset, page.rows, page.total) == (0, (), 0)

    async def test_several_lists_are_read_as_one(self, practice: Practice) -> None:
        await _fill(practice)
        page = await practice.backend(ListClients(stages=_STAGES, limit=1000))
        assert page.total == len(page.rows) == 31
        twice = ListClients(stages=(Stage.REQUESTED, Stage.REQUESTED))
        assert (await practice.backend(twice)).total == 4

    async def test_numbers_too_large_for_any_store_are_told_in_words(
        self, practice: Practice
    ) -> None:
        await added(practice.backend, "Anna")
        for search in ("", "a"):
            with pytest.raises(Invalid):
                await practice.backend(ListClients(search=search, offset=10**30))


def _collect(examples: list[ListClients]) -> None:
    @settings(max_examples=120, suppress_health_check=list(HealthCheck), database=None)
    @given(_QUESTIONS)
    def collect(question: ListClients) -> None:
        examples.append(question)

    collect()


async def _window_fits(practice: Practice, question: ListClients) -> None:
    whole = await practice.backend(
        ListClients(
            stages=question.stages,
            search=question.search,
            sort_by=question.sort_by,
            descending=question.descending,
            limit=1000,
        )
    )
    page = await practice.backend(question)
    limit = max(1, question.limit)
    assert page.rows == whole.rows[page.offset : page.offset + limit], question
    if question.offset < len(whole.rows):
        assert page.offset == max(0, question.offset), question
    assert page.total in {None, len(whole.rows)}, question
    counted = await practice.backend(CountClients(stages=question.stages, search=question.search))
    assert counted == len(whole.rows), question
