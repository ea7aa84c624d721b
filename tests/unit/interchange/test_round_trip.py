"""What kara writes it reads back unchanged, in every format and for every field."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails, Gender, Interaction
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.text import clean_lines
from kara_tui.interchange import formats
from kara_tui.interchange.formats import Format, ReadResult

Reader = Callable[..., ReadResult]

WRITTEN = [Format.CSV, Format.VCARD, Format.FHIR]
TODAY = date(2026, 11, 21)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''+1", "'", "＝1", "a,b;c", 'say "hi"', "\\n;,"]

words = st.text(max_size=30) | st.sampled_from(FORMULAS)
texts = st.text(max_size=60) | st.sampled_from(FORMULAS).map(lambda one: f"{one}\r\n{one}")
phones = st.sampled_from(
    ["581 2345", "+354 691-2345", "(212) 555-2368", "+44 20 7946 0958", "112", "00354 5812345",
     "+39 06 698 12345", "581 2345 ext 12", "+1 212 555 2368 x9", ""]
)  # fmt: skip
numbers = st.sampled_from(["010130-2129", "0101302129", "890101-1239", "AB 12", "1234567890", ""])
typed = st.fixed_dictionaries(
    {
        "name": words.map(lambda one: f"{one} A"),
        "administrative_gender": st.sampled_from([one.value for one in Gender]),
        "gender_identity": words,
        "contact_email": st.sampled_from(["", "a+b@example.org", "Anna.J@DÆMI.is", "x@y.co"]),
        "phone": phones,
        "birth_date": st.dates(date(1900, 1, 1), TODAY).map(str) | st.just(""),
        "national_id": numbers,
        "address_line": words,
        "postal_code": st.sampled_from(["101", "141 34", "SW1A 1AA", "101 Town", ""]),
        "country_code": st.sampled_from(["IS", "US", "GB", "sviss", ""]),
        "language": st.sampled_from(["is", "pt-BR", "zh-Hant", "ice", ""]),
        "time_zone": st.sampled_from(["Atlantic/Reykjavik", "UTC", "America/New_York", ""]),
        "interaction_preference": st.sampled_from([one.value for one in Interaction]),
        "reason_by_professional": texts,
    }
)


@st.composite
def people(draw: st.DrawFn) -> ClientDetails:
    region = draw(st.sampled_from(["IS", "US"]))
    reading = read_details(draw(typed), ClientDetails(), Context(today=TODAY, region=region))
    reason = clean_lines(draw(texts))
    return replace(reading.details, reason_for_booking=reason)


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("region", ["IS", "GB"])
@settings(max_examples=150, deadline=None)
@given(clients=st.lists(people().filter(lambda one: one.name), max_size=3))
def test_every_field_survives_writing_and_reading(
    kind: Format, region: str, clients: list[ClientDetails]
) -> None:
    result = formats.read(formats.write(kind, clients), "", Context(today=TODAY, region=region))
    assert [draft.details for draft in result.drafts] == clients


@pytest.mark.parametrize("formula", ["=cmd|'/c calc'!A0", "+1", "-1", "@x", "＝1"])
def test_no_cell_that_is_written_is_a_formula_to_a_spreadsheet(formula: str) -> None:
    person = ClientDetails(name=formula, address_line=formula, phone="+3545812345")
    text = formats.write(Format.CSV, [person]).decode("utf-8-sig")
    _, row = csv.reader(StringIO(text))
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "＝"))]
    assert f"'{formula}" in row


def test_a_written_table_has_headings_that_people_understand() -> None:
    header = formats.write(Format.CSV, []).decode("utf-8-sig").strip()
    assert header.startswith('"Name","Gender","Gender in own words","E-mail","Phone"')


@settings(deadline=None)
@given(name=st.text(min_size=1, max_size=150))
def test_no_line_of_a_written_card_is_too_long(name: str) -> None:
    card = formats.write(Format.VCARD, [ClientDetails(name=name)])
    assert max(len(line) for line in card.split(b"\r\n")) <= 75


@pytest.mark.parametrize("kind", [Format.CSV, Format.VCARD])
def test_progress_reaches_the_end(kind: Format, context: Context) -> None:
    clients = [ClientDetails(name=f"Anna {number}") for number in range(50)]
    records = formats.records(formats.write(kind, clients), "", context)
    shares = [records.share for _ in records]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.2
    assert records.share == 1
