"""Matching: how much two records speak of the same person, and how they become one."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.details import ClientDetails, Gender
from kara_tui.domain.matching import (
    Verdict,
    best_match,
    compare,
    identities,
    merged_details,
)

_WORDS = st.sampled_from(["", "Anna", "ANNA", "Björn", "+3545812345", "IS"])
_SOMEBODY = st.builds(
    ClientDetails,
    name=_WORDS,
    administrative_gender=st.sampled_from(Gender),
    contact_email=st.sampled_from(["", "a@mail.example", "A@mail.example", "b@mail.example"]),
    phone=st.sampled_from(["", "+3545812345", "+3548998877"]),
    phone_typed=st.sampled_from(["", "581 2345", "899 8877"]),
    birth_date=st.sampled_from([None, date(1987, 3, 1), date(1990, 1, 1)]),
    national_id=st.sampled_from(["", "0101302129", "AB 1"]),
    national_id_system=st.sampled_from(["", "IS"]),
    reason_for_booking=_WORDS,
)


@given(_SOMEBODY, _SOMEBODY)
def test_comparing_is_the_same_from_both_sides(one: ClientDetails, other: ClientDetails) -> None:
    assert compare(one, other) == compare(other, one)


@given(_SOMEBODY)
def test_nobody_differs_from_themselves(one: ClientDetails) -> None:
    match = compare(one, one)
    verdicts = {match.name, match.birth_date, match.email, match.national_id}
    assert Verdict.DIFFERS not in verdicts
    assert (match.name is Verdict.MISSING) == (not one.name)


@given(_SOMEBODY, _SOMEBODY)
def test_the_same_person_always_shares_a_key(one: ClientDetails, other: ClientDetails) -> None:
    if compare(one, other).same_person:
        assert set(identities(one)) & set(identities(other))


def test_each_criterion_is_told() -> None:
    one = ClientDetails(name="Þór", birth_date=date(1987, 3, 1), contact_email="T@mail.example")
    other = ClientDetails(name="ÞÓR", birth_date=date(1988, 3, 1), national_id="0101302129")
    match = compare(one, other)
    assert match.name is Verdict.MATCH
    assert match.birth_date is Verdict.DIFFERS
    assert match.email is Verdict.MISSING
    assert match.national_id is Verdict.MISSING
    assert (match.same_person, match.matches) == (False, 1)


def test_a_name_alone_does_not_make_the_same_person() -> None:
    anna = ClientDetails(name="Anna")
    assert not compare(anna, anna).same_person
    born = replace(anna, birth_date=date(1987, 3, 1))
    assert compare(born, born).same_person
    assert compare(ClientDetails(national_id="AB 1"), ClientDetails(national_id="AB 1")).same_person


def test_the_best_match_agrees_in_most() -> None:
    anna = ClientDetails(name="Anna", contact_email="a@mail.example", national_id="AB 1")
    by_mail = ClientDetails(name="Other", contact_email="a@mail.example")
    by_all = replace(anna, phone="+3545812345")
    found = best_match(anna, [ClientDetails(name="Anna"), by_mail, by_all])
    assert found is not None
    assert found[0] == 2
    assert best_match(anna, [ClientDetails(name="Anna")]) is None
    assert best_match(anna, []) is None


@given(_SOMEBODY, _SOMEBODY)
def test_merging_replaces_nothing_and_is_done_once(
    existing: ClientDetails, incoming: ClientDetails
) -> None:
    blank = ClientDetails()
    merged = merged_details(existing, incoming)
    for one in fields(ClientDetails):
        before, after = getattr(existing, one.name), getattr(merged, one.name)
        if before != getattr(blank, one.name):
            assert after == before
        else:
            assert after in {before, getattr(incoming, one.name)}
    assert merged_details(merged, incoming) == merged


@given(_SOMEBODY, _SOMEBODY)
def test_a_number_is_never_shown_as_that_of_the_other(
    existing: ClientDetails, incoming: ClientDetails
) -> None:
    merged = merged_details(existing, incoming)
    pairs = {(one.phone, one.phone_typed) for one in (existing, incoming)}
    ids = {(one.national_id, one.national_id_system) for one in (existing, incoming)}
    if existing.phone or not existing.phone_typed:
        assert (merged.phone, merged.phone_typed) in pairs
    if existing.national_id or not existing.national_id_system:
        assert (merged.national_id, merged.national_id_system) in ids
