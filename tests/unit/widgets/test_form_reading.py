"""What a form comes to, and what it leaves alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.client_fields import client_fields, typed_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.reconciling import Side, differences, reconciled
from kara_tui.widgets.form_reading import read_form, touched
from tests.support.hostile import steers_a_terminal

CONTEXT = Context(today=date(2026, 3, 2))
_PLACES = st.sampled_from(["", "Langholtsvegur 1", "Hafnarstræti 2"])
_NUMBERS = st.sampled_from(["", "+3545812345", "+3545812346"])
_DATES = st.sampled_from([None, date(1987, 3, 1), date(2001, 12, 31)])
_RECORDS = st.builds(
    ClientDetails,
    name=st.sampled_from(["Anna", "Anna Sif", "Björk"]),
    phone=_NUMBERS,
    birth_date=_DATES,
    address_line=_PLACES,
    postal_code=st.sampled_from(["", "104", "not a code"]),
    country_code=st.sampled_from(["", "IS", "PL"]),
    reason_for_booking=st.just("In my own words"),
)
_TYPED = st.dictionaries(
    st.sampled_from([one.name for one in client_fields()]), st.text(max_size=60), max_size=4
)


@given(_RECORDS)
def test_a_form_that_nobody_touched_changes_nothing(record: ClientDetails) -> None:
    typed = typed_details(record)

    assert touched(typed, record) == {}
    reading = read_form(typed, record, CONTEXT)
    assert not reading.problems
    assert reading.details == record


@given(_RECORDS, _TYPED)
def test_whatever_is_typed_reads_without_a_crash_and_nothing_steers(
    record: ClientDetails, typed: dict[str, str]
) -> None:
    reading = read_form({**typed_details(record), **typed}, record, CONTEXT)

    assert reading.details.reason_for_booking == record.reason_for_booking
    for name in set(typed) - set(reading.problems):
        shown = typed_details(reading.details)[name].replace("\n", "")
        assert not set(steers_a_terminal(shown)) - {"0x200e", "0x200f", "0x61c"}


def test_a_country_that_no_longer_fits_the_postal_code_is_told() -> None:
    record = ClientDetails(name="Anna", postal_code="80-001", country_code="PL")
    typed = {**typed_details(record), "country_code": "Iceland"}

    assert "postal_code" in read_form(typed, record, CONTEXT).problems


@given(_RECORDS, _RECORDS, _RECORDS)
def test_nothing_is_overwritten_unseen(
    base: ClientDetails, theirs: ClientDetails, mine: ClientDetails
) -> None:
    found = {one.field: one.suggested for one in differences(base, theirs, mine)}

    for one in client_fields():
        old, other, own = (getattr(each, one.name) for each in (base, theirs, mine))
        if other != old and own != old and other != own:
            assert found[one.name] is None
        elif other == own:
            assert one.name not in found
        else:
            assert found[one.name] is (Side.MINE if own != old else Side.THEIRS)


@given(_RECORDS, _RECORDS, _RECORDS, st.integers(0, 2**14 - 1))
def test_each_field_ends_as_it_was_chosen(
    base: ClientDetails, theirs: ClientDetails, mine: ClientDetails, choices: int
) -> None:
    found = differences(base, theirs, mine)
    sides = list(Side)
    chosen = {one.field: sides[choices >> place & 1] for place, one in enumerate(found)}

    merged = reconciled(theirs, mine, chosen)

    for name, side in chosen.items():
        source = mine if side is Side.MINE else theirs
        assert getattr(merged, name) == getattr(source, name)
    for one in client_fields():
        if one.name not in chosen:
            assert getattr(merged, one.name) == getattr(theirs, one.name)


def test_a_phone_number_travels_with_what_was_typed() -> None:
    base = ClientDetails(name="Anna")
    mine = ClientDetails(name="Anna", phone="+3545812345", phone_typed="581 2345")

    assert reconciled(base, mine, {"phone": Side.MINE}) == mine
