"""The fields of a client: whatever is typed is read, or told what is wrong with it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.client_fields import client_field, client_fields, shown_value, typed_details
from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails, Gender, Interaction, changed_fields
from kara_tui.domain.field_kinds import Context
from tests.support.hostile import HOSTILE, steers_a_terminal

CONTEXT = Context(today=date(2026, 3, 2))
_NAMES = [one.name for one in client_fields()]
_ANY = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60),
    st.sampled_from(sorted(HOSTILE.values())),
    st.from_regex(r"[0-9./ -]{1,16}", fullmatch=True),
    st.from_regex(r"[a-z.]{1,8}@[a-zþ.-]{1,12}", fullmatch=True),
)
_FULL = {
    "name": " Þórunn  Ösp ",
    "administrative_gender": "Female",
    "gender_identity": "",
    "contact_email": "Thorunn@MAIL.example",
    "phone": "581 2345",
    "birth_date": "1.1.1930",
    "national_id": "010130-2129",
    "address_line": "Laugavegur 1",
    "postal_code": "101",
    "country_code": "ísland",
    "language": "IS",
    "time_zone": "atlantic/reykjavik",
    "interaction_preference": "on site",
    "reason_by_professional": "one\r\ntwo",
}


def _read(**typed: str) -> ClientDetails:
    reading = read_details(typed, ClientDetails(), CONTEXT)
    assert not reading.problems
    return reading.details


def _problem(name: str, typed: str) -> str:
    reading = read_details({name: typed}, ClientDetails(), CONTEXT)
    assert reading.details == ClientDetails()
    return reading.problems[name]


def test_a_form_filled_in_as_people_do_is_understood() -> None:
    assert _read(**_FULL) == ClientDetails(
        name="Þórunn Ösp",
        administrative_gender=Gender.FEMALE,
        contact_email="Thorunn@mail.example",
        phone="+3545812345",
        phone_typed="581 2345",
        birth_date=date(1930, 1, 1),
        national_id="0101302129",
        national_id_system="IS",
        address_line="Laugavegur 1",
        postal_code="101",
        country_code="IS",
        language="is",
        time_zone="Atlantic/Reykjavik",
        interaction_preference=Interaction.ON_SITE,
        reason_by_professional="one\ntwo",
    )


def test_what_is_shown_for_typing_reads_as_the_same_again() -> None:
    details = _read(**_FULL)
    assert read_details(typed_details(details), details, CONTEXT).details == details


@given(st.dictionaries(st.sampled_from(_NAMES), _ANY))
def test_any_text_is_taken_or_told_per_field(typed: dict[str, str]) -> None:
    base = ClientDetails(name="Before", postal_code="", birth_date=date(1980, 1, 1))
    reading = read_details(typed, base, CONTEXT)
    assert set(reading.problems) <= {*typed, "postal_code"}
    assert all(reading.problems.values())
    for name in reading.problems:
        assert getattr(reading.details, name) == getattr(base, name)
    for name in typed.keys() - reading.problems.keys():
        value = getattr(reading.details, name)
        if isinstance(value, str):
            assert len(value) <= client_field(name).longest
            assert not set(steers_a_terminal(value)) - {"0xa", "0x200e", "0x200f", "0x61c"}


@given(st.dictionaries(st.sampled_from(_NAMES), _ANY))
def test_what_was_read_reads_the_same_again(typed: dict[str, str]) -> None:
    once = read_details(typed, ClientDetails(name="Anna"), CONTEXT).details
    again = read_details(typed_details(once), once, CONTEXT)
    assert again.details == once


@given(st.lists(st.sampled_from(_NAMES), unique=True), _ANY)
def test_fields_that_are_not_typed_stay_as_they_are(names: list[str], text: str) -> None:
    base = _read(**_FULL)
    reading = read_details(dict.fromkeys(names, text), base, CONTEXT)
    follow = {"phone": "phone_typed", "national_id": "national_id_system"}
    may_change = {*names, *(follow[name] for name in names if name in follow), "postal_code"}
    assert set(changed_fields(base, reading.details)) <= may_change


@pytest.mark.parametrize("name", _NAMES)
def test_ten_pasted_megabytes_are_refused_at_once(name: str) -> None:
    flood = "1" * 10_000_000
    began = time.perf_counter()
    reading = read_details({name: flood}, ClientDetails(), CONTEXT)
    assert time.perf_counter() - began < 0.5
    assert "at most" in reading.problems[name]


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("name", "", "Name is needed."),
        ("name", "\u200b \x00", "Name is needed."),
        ("name", "x" * 201, "at most 200"),
        ("administrative_gender", "woman", "Female, Male, Other, Unknown"),
        ("contact_email", "anna", "not an e-mail address"),
        ("contact_email", "anna@mail", "not an e-mail address"),
        ("phone", "hello", "not a phone number"),
        ("phone", "12", "another length"),
        ("birth_date", "31.2.1990", "not a date"),
        ("birth_date", "1.1.2999", "in the future"),
        ("national_id", "3002872349", "is none"),
        ("country_code", "Atlantis", "No country is called"),
        ("language", "Icelandic!", "A language is a tag"),
        ("time_zone", "Mars/Olympus", "No time zone"),
    ],
)
def test_what_is_wrong_is_said_in_words(name: str, typed: str, why: str) -> None:
    assert why in _problem(name, typed)


def test_an_icelandic_postal_code_has_three_digits_and_others_are_free() -> None:
    typed = {"postal_code": "1011 AB", "country_code": "IS"}
    assert "three digits" in read_details(typed, ClientDetails(), CONTEXT).problems["postal_code"]
    assert _read(postal_code="1011 AB", country_code="NL").postal_code == "1011 AB"


def test_a_kennitala_fills_in_the_birth_date_and_warns_when_another_is_known() -> None:
    reading = read_details({"national_id": "010130-2129"}, ClientDetails(), CONTEXT)
    assert reading.details.birth_date == date(1930, 1, 1)
    assert "from the kennitala" in reading.echoes["birth_date"]
    known = ClientDetails(birth_date=date(1931, 1, 1))
    reading = read_details({"national_id": "010130-2129"}, known, CONTEXT)
    assert reading.details.birth_date == date(1931, 1, 1)
    assert "1 January 1930" in reading.warnings["birth_date"]


@pytest.mark.parametrize("number", ["0101992190", "3112602190", "0101892198"])
def test_a_kennitala_of_the_future_or_the_distant_past_fills_in_nothing(number: str) -> None:
    reading = read_details({"national_id": number}, ClientDetails(), CONTEXT)
    assert reading.details.birth_date is None
    assert reading.warnings["national_id"]


def test_an_emptied_field_is_empty_with_all_that_belongs_to_it() -> None:
    blank = dict.fromkeys(_FULL, "") | {"name": "Anna"}
    reading = read_details(blank, _read(**_FULL), CONTEXT)
    assert reading.details == ClientDetails(name="Anna")


def test_the_clients_own_words_are_no_field_to_fill_in() -> None:
    assert "reason_for_booking" not in _NAMES


def test_a_profile_says_what_is_known_in_words() -> None:
    details = _read(**_FULL)
    shown = {one.name: shown_value(one, details) for one in client_fields()}
    assert shown["birth_date"] == "1 January 1930"
    assert shown["country_code"] == "Iceland"
    assert shown["national_id"] == "010130-2129"
    assert shown["interaction_preference"] == "On site"
    assert shown_value(client_field("administrative_gender"), ClientDetails()) == ""


def test_there_is_no_field_of_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        client_field("password")
