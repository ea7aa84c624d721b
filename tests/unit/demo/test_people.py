"""People of the demonstration: many, different, well-formed, and none of them real."""

import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from kara_tui.demo.people import people
from kara_tui.domain.client_fields import typed_details
from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails, Gender
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.kennitala import read_kennitala

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def crowd() -> list[ClientDetails]:
    return list(islice(people(7, TODAY), 10_000))


def scripts(name: str) -> set[str]:
    return {unicodedata.name(mark, "?").split()[0] for mark in name if mark.isalpha()}


def test_the_same_seed_and_day_give_the_same_people(crowd: list[ClientDetails]) -> None:
    assert list(islice(people(7, TODAY), 500)) == crowd[:500]
    assert list(islice(people(8, TODAY), 500)) != crowd[:500]


def test_every_one_of_them_could_have_been_typed_into_the_form(crowd: list[ClientDetails]) -> None:
    for one in crowd[:1500]:
        reading = read_details(typed_details(one), ClientDetails(), Context(TODAY))
        assert reading.problems == {}
        assert reading.details == replace(one, reason_for_booking="")
        assert reading.warnings.keys() <= {"phone"}


def test_kennitalas_are_right_and_kept_for_people_who_do_not_exist(
    crowd: list[ClientDetails],
) -> None:
    given = [one for one in crowd if one.national_id]
    assert len(given) > 3000
    for one in given:
        kennitala = read_kennitala(one.national_id)
        assert (kennitala.birth_date, kennitala.hint) == (one.birth_date, "")
        assert one.national_id[6:8] in {"14", "15"}


def test_no_mail_can_reach_anybody(crowd: list[ClientDetails]) -> None:
    domains = {one.contact_email.partition("@")[2] for one in crowd if one.contact_email}
    assert domains == {"example.org", "example.com", "example.net"}


def test_addresses_and_kennitalas_occur_once_and_names_seldom_twice(
    crowd: list[ClientDetails],
) -> None:
    for name in ("contact_email", "national_id"):
        counted = Counter(getattr(one, name) for one in crowd if getattr(one, name))
        assert counted.most_common(1)[0][1] == 1
    names = Counter(one.name for one in crowd)
    assert names.most_common(1)[0][1] <= 10
    assert len(names) > 7000
    assert Counter(one.name for one in crowd[:190]).most_common(1)[0][1] <= 2


def test_icelanders_are_called_after_a_parent(crowd: list[ClientDetails]) -> None:
    ends = {Gender.FEMALE: "dóttir", Gender.MALE: "son", Gender.OTHER: "bur"}
    icelanders = [
        one for one in crowd if one.language == "is" and one.administrative_gender in ends
    ]
    assert all(one.name.endswith(ends[one.administrative_gender]) for one in icelanders)
    last = {one.name.split()[-1] for one in icelanders}
    assert {"Sigurðsson", "Sigurðardóttir", "Harðardóttir", "Önnudóttir", "Magnússon"} <= last
    assert not {"Sigurðsdóttir", "Sigurðarson", "Magnúsarson", "Annadóttir"} & last


def test_the_first_ones_put_every_list_to_the_test(crowd: list[ClientDetails]) -> None:
    first = [one.name for one in crowd[:189]]
    seen = set().union(*map(scripts, first))
    assert {"LATIN", "CYRILLIC", "ARABIC", "HEBREW", "CJK", "HANGUL"} <= seen
    assert min(map(len, first)) == 1
    assert max(map(len, first)) > 80


def test_they_are_of_every_age_and_some_tell_little(crowd: list[ClientDetails]) -> None:
    ages = [TODAY.year - one.birth_date.year for one in crowd if one.birth_date]
    assert min(ages) >= 16
    assert max(ages) > 75
    assert any(not one.contact_email for one in crowd[:189])
    assert any(not one.birth_date for one in crowd[:189])
