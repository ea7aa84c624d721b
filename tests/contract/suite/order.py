"""Order: lists are sorted as an Icelandic reader expects, the same way every time."""

from datetime import date, timedelta

import pytest

from kara_tui.domain.listing import ClientRow, SortBy
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import ListClients, SetTreatmentState
from tests.support.people import added
from tests.support.practice import Practice

_IN_ORDER = (
    "Anna",
    "Anna Bára",
    "Annabel",
    "Áki",
    "Davíð",
    "Ðóra",
    "Egill",
    "Élise",
    "Oddur",
    "Óðinn",
    "Zoë",
    "Þór",
    "Ægir",
    "Össur",
    "Дмитрий",
    "山田 太郎",
)


def _names(rows: tuple[ClientRow, ...]) -> list[str]:
    return [row.details.name for row in rows if not isinstance(row.details, bytes)]


class OrderContract:
    """What lists are sorted by."""

    async def test_names_stand_in_icelandic_order(self, practice: Practice) -> None:
        for name in reversed(_IN_ORDER):
            await added(practice.backend, name)
        up = await practice.backend(ListClients())
        assert _names(up.rows) == list(_IN_ORDER)
        down = await practice.backend(ListClients(descending=True))
        assert _names(down.rows) == list(reversed(_IN_ORDER))

    async def test_case_and_blanks_do_not_part_what_belongs_together(
        self, practice: Practice
    ) -> None:
        for name in ("ANNA C", "anna b", "Anna  A"):
            await added(practice.backend, name)
        rows = (await practice.backend(ListClients())).rows
        assert _names(rows) == ["Anna A", "anna b", "ANNA C"]

    async def test_birth_dates_stand_oldest_first_and_the_unknown_together(
        self, practice: Practice
    ) -> None:
        born = {"C": date(1990, 5, 1), "A": date(1950, 1, 1), "B": date(1990, 4, 30)}
        for name, day in born.items():
            await added(practice.backend, name, birth_date=day)
        await added(practice.backend, "Unknown")
        rows = (await practice.backend(ListClients(sort_by=SortBy.BIRTH_DATE))).rows
        assert [name for name in _names(rows) if name != "Unknown"] == ["A", "B", "C"]
        assert _names(rows).index("Unknown") in {0, 3}

    async def test_since_stands_longest_first(self, practice: Practice) -> None:
        for name in ("First", "Second", "Third"):
            await added(practice.backend, name)
            practice.clock.forward(timedelta(seconds=1))
        rows = (await practice.backend(ListClients(sort_by=SortBy.SINCE))).rows
        assert _names(rows) == ["First", "Second", "Third"]

    async def test_states_stand_together_and_by_name_within(self, practice: Practice) -> None:
        for name in ("D", "C", "B", "A"):
            client = await added(practice.backend, name)
            if name in {"B", "D"}:
                state = TreatmentState.ON_HOLD
                await practice.backend(
                    SetTreatmentState(client_id=client.id, version=1, state=state)
                )
        rows = (await practice.backend(ListClients(sort_by=SortBy.STATE))).rows
        assert _names(rows) == ["A", "C", "B", "D"]

    @pytest.mark.parametrize("sort_by", SortBy)
    async def test_the_same_question_always_gets_the_same_order(
        self, practice: Practice, sort_by: SortBy
    ) -> None:
        for _ in range(12):
            await added(practice.backend, "Anna", birth_date=date(2000, 1, 1))
        up = (await practice.backend(ListClients(sort_by=sort_by))).rows
        assert (await practice.workstation()(ListClients(sort_by=sort_by))).rows == up
        down = await practice.backend(ListClients(sort_by=sort_by, descending=True))
        assert down.rows == up[::-1]
