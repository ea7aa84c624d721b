"""Search: what a person types finds whom they mean, whatever the case and the accents."""

import pytest

from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid
from kara_tui.operations.clients import AddClient, CountClients, ListClients, UpdateClient
from tests.support.hostile import HOSTILE
from tests.support.people import added, details, requested
from tests.support.practice import Practice

_PEOPLE = (
    details("Þórður Ægisson", contact_email="Doddi@Mail.example", phone="+3545812345"),
    details("Sigríður Björnsdóttir", national_id="0101302129", national_id_system="IS"),
    details("Søren Łukasz Đoković", national_id="123-45-6789"),
    details("René Müller", contact_email="rene@þór.example", phone="+4915199887766"),
    details("山田 太郎", phone="+81355556666"),
    details("100% O'Neill_Smith", contact_email="o_neill@mail.example"),
)


async def _found(practice: Practice, search: str) -> list[str]:
    page = await practice.backend(ListClients(search=search))
    counted = await practice.backend(CountClients(search=search))
    assert counted == len(page.rows)
    return [row.details.name for row in page.rows if not isinstance(row.details, bytes)]


class SearchContract:
    """What a search finds."""

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("thordur", "Þórður Ægisson"),
            ("ÞÓRÐUR", "Þórður Ægisson"),
            ("aegis", "Þórður Ægisson"),
            ("ægis", "Þórður Ægisson"),
            ("sson tho", "Þórður Ægisson"),
            ("doddi@mail", "Þórður Ægisson"),
            ("DODDI@MAIL.EXAMPLE", "Þórður Ægisson"),
            ("581 2345", "Þórður Ægisson"),
            ("+354 581-2345", "Þórður Ægisson"),
            ("5812345", "Þórður Ægisson"),
            ("bjorns", "Sigríður Björnsdóttir"),
            ("sigrid", "Sigríður Björnsdóttir"),
            ("010130-2129", "Sigríður Björnsdóttir"),
            ("010130 2129", "Sigríður Björnsdóttir"),
            ("0101302129", "Sigríður Björnsdóttir"),
            ("soren lukasz dokovic", "Søren Łukasz Đoković"),
            ("123-45-6789", "Søren Łukasz Đoković"),
            ("123456789", "Søren Łukasz Đoković"),
            ("23-45-67", "Søren Łukasz Đoković"),
            ("muller", "René Müller"),
            ("rene mu", "René Müller"),
            ("þór.example", "René Müller"),
            ("thor.example", "René Müller"),
            ("山", "山田 太郎"),
            ("太郎", "山田 太郎"),
            ("  \t Müller  ", "René Müller"),
            ("100%", "100% O'Neill_Smith"),
            ("00%", "100% O'Neill_Smith"),
            ("l_s", "100% O'Neill_Smith"),
            ("o'n", "100% O'Neill_Smith"),
        ],
    )
    async def test_what_is_typed_finds_whom_it_means(
        self, practice: Practice, typed: str, name: str
    ) -> None:
        for one in _PEOPLE:
            await practice.backend(AddClient(details=one))
        assert await _found(practice, typed) == [name]

    @pytest.mark.parametrize("typed", ["zzz", "thordur bjorns", "5%1", "_", "%%", "þ_r", '"', "\\"])
    async def test_wildcards_and_strangers_find_nobody(
        self, practice: Practice, typed: str
    ) -> None:
        for one in (*_PEOPLE[:5],):
            await practice.backend(AddClient(details=one))
        assert await _found(practice, typed) == []

    async def test_an_empty_search_finds_everybody(self, practice: Practice) -> None:
        for one in _PEOPLE:
            await practice.backend(AddClient(details=one))
        for typed in ("", "   ", "\u200b", "\n"):
            assert len(await _found(practice, typed)) == len(_PEOPLE)

    async def test_search_stays_within_the_lists_that_are_shown(self, practice: Practice) -> None:
        await added(practice.backend, "Anna Active")
        request = await requested(practice.backend, "Anna Asks")
        page = await practice.backend(ListClients(stages=(Stage.REQUESTED,), search="anna"))
        assert [row.id for row in page.rows] == [request.id]
        both = ListClients(stages=(Stage.ACTIVE, Stage.REQUESTED), search="anna")
        assert (await practice.backend(both)).total == 2

    async def test_a_corrected_name_is_found_and_the_old_one_no_longer(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Wrongname")
        await practice.backend(
            UpdateClient(client_id=client.id, version=1, details=details("Rightname"))
        )
        assert await _found(practice, "wrongname") == []
        assert await _found(practice, "rightname") == ["Rightname"]

    @pytest.mark.parametrize("threat", HOSTILE)
    async def test_no_search_does_harm(self, practice: Practice, threat: str) -> None:
        await added(practice.backend, "Anna")
        text = HOSTILE[threat]
        if len(text) > 1000:
            with pytest.raises(Invalid, match="at most"):
                await practice.backend(ListClients(search=text))
            return
        assert len((await practice.backend(ListClients(search=text))).rows) <= 1

    async def test_a_search_of_a_whole_pasted_book_is_refused_in_words(
        self, practice: Practice
    ) -> None:
        await added(practice.backend, "Anna")
        for book in ("a" * 60_000, "ab " * 3_000, "ab" * 5_000_000):
            with pytest.raises(Invalid, match="at most"):
                await practice.backend(ListClients(search=book))
            with pytest.raises(Invalid, match="at most"):
                await practice.backend(CountClients(search=book))
