"""E-mail, phone, language, time zone, country: read strictly but kindly."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.contact_fields import (
    read_email,
    read_language,
    read_phone,
    read_time_zone,
)
from kara_tui.domain.countries import countries, country_code, country_name
from kara_tui.domain.errors import Invalid
from tests.support.refusals import refusal


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Anna@MAIL.Example", "Anna@mail.example"),
        ("a.b+c@sub.mail.example", "a.b+c@sub.mail.example"),
        ("anna@þór.example", "anna@þór.example"),
    ],
)
def test_an_address_keeps_its_name_and_its_domain_is_lower_case(typed: str, address: str) -> None:
    assert read_email(typed) == address
    assert read_email(address) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", "anna", "anna@", "@mail.example", "a b@mail.example", "a@b", "a@b..example"),
        *("Anna <anna@mail.example>", "a@mail.example, b@mail.example", "a@[127.0.0.1]"),
        "x" * 300,
    ],
)
def test_what_takes_no_mail_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="not an e-mail address"):
        read_email(typed)


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    for read in (read_email, read_language, read_time_zone, _read_phone):
        refused = refusal(partial(read, typed))
        assert refused is None or str(refused)


def _read_phone(text: str) -> object:
    return read_phone(text, "IS")


@pytest.mark.parametrize(
    ("typed", "region", "e164"),
    [
        ("581 2345", "IS", "+3545812345"),
        ("581-2345", "IS", "+3545812345"),
        ("+354 581 2345", "US", "+3545812345"),
        ("00354 5812345", "IS", "+3545812345"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("+81 3 5555 6666", "IS", "+81355556666"),
    ],
)
def test_a_phone_number_is_read_from_where_it_is_typed(typed: str, region: str, e164: str) -> None:
    phone = read_phone(typed, region)
    assert phone.e164 == e164
    assert read_phone(phone.international, region).e164 == e164


def test_a_possible_number_that_nobody_has_is_taken_with_a_warning() -> None:
    assert "check" in read_phone("000 0000", "IS").warning
    assert read_phone("581 2345", "IS").warning == ""


@pytest.mark.parametrize("typed", ["", "hello", "1", "+354 5", "1" * 40])
def test_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        read_phone(typed, "IS")


def test_languages_and_zones_are_known_whatever_their_case() -> None:
    assert read_language("IS") == "is"
    assert read_language("pt-BR") == "pt-BR"
    assert read_time_zone("atlantic/REYKJAVIK") == "Atlantic/Reykjavik"
    assert read_time_zone("america/new york") == "America/New_York"


@pytest.mark.parametrize("code", sorted(countries()))
def test_a_country_is_found_by_its_code_and_its_name(code: str) -> None:
    name = country_name(code)
    assert country_code(code) == country_code(code.lower()) == code
    assert country_code(name) == country_code(f" {name.upper()} ") == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Ísland", "IS"), ("island", "IS"), ("Þýskaland", "DE"), ("U.K.", "GB"), ("usa", "US")],
)
def test_countries_have_other_names_too(typed: str, code: str) -> None:
    assert country_code(typed) == code


@given(st.text(max_size=20))
def test_what_is_no_country_has_no_code(typed: str) -> None:
    code = country_code(typed)
    assert code is None or code in countries()


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert country_name("XQ") == "XQ"
    assert country_code("Atlantis") is None
