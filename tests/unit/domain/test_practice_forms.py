"""The forms over blocks and services: what they begin with, and what they come to."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.amounts import number_locale
from kara_tui.domain.block_form import BlockForm, BlockValues, block_values
from kara_tui.domain.block_rhythm import AS_IT_IS, NEVER, RHYTHMS, rhythm_in, rule_for
from kara_tui.domain.details import Interaction
from kara_tui.domain.drafts import client_of
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, typed_values
from kara_tui.domain.form_reading import FormReading, read_fields
from kara_tui.domain.ids import ServiceId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.practice_forms import PracticeForm, PracticeFormKind, practice_form
from kara_tui.domain.service import Service, ServiceDetails
from kara_tui.domain.service_form import ServiceValues, service_form, service_values
from kara_tui.domain.working_time import BlockDetails, TimeBlock
from tests.support.sessions import BERLIN, ICELAND, no_id

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
"""A Friday."""
CONTEXT = Context(today=NOW.date())
REPEATING = [value for value, _ in RHYTHMS if value != NEVER]


def _block(rule: str = "", **more: Any) -> TimeBlock:
    given: dict[str, Any] = {
        "starts_at": NOON,
        "ends_at": NOON + timedelta(hours=1),
        "time_zone": ICELAND,
        "details": BlockDetails(title="Lunch", remark="With Jón"),
    }
    return TimeBlock(id=no_id(), created_at=NOW, rule=rule, **(given | more))


def _form(base: BlockValues | None = None) -> BlockForm:
    return BlockForm(now=NOW, time_zone=ICELAND, base=base or BlockValues())


def _read(form: BlockForm, **typed: str) -> FormReading[BlockValues]:
    all_typed = typed_values(form.fields(), form.base) | typed
    return form.check(read_fields(form.fields(), all_typed, form.base, CONTEXT), CONTEXT)


def test_a_block_is_read_with_its_rhythm() -> None:
    typed = {"starts_at": "fri 12-13", "title": "Lunch", "repeats": "workdays", "times": "10"}
    reading = _read(_form(), **typed)
    assert not reading.problems
    assert reading.details.starts_at == NOON
    assert reading.details.rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=10"
    assert reading.echoes["times"].endswith("Friday, 10 times")


def test_a_block_that_nobody_ends_repeats_for_two_years_and_that_is_said() -> None:
    reading = _read(_form(), starts_at="fri 12-13", repeats="week")
    assert reading.details.rule == "FREQ=WEEKLY;UNTIL=20281126"
    assert reading.echoes["times"] == "every Friday until 26 November 2028"


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"starts_at": "sat 12-13", "repeats": "workdays"}, "repeats", "Monday and Friday"),
        ({"starts_at": "fri 12-13", "repeats": "week", "times": "1.1.2020"}, "times", "before"),
        ({"starts_at": "fri 12-13", "repeats": "daily", "times": "9999"}, "times", "3,000"),
        ({"starts_at": "fri 12-13", "repeats": "daily", "times": "1.1.2060"}, "times", "3000"),
        ({"starts_at": "fri 12-13", "repeats": "week", "times": "often"}, "times", "no"),
        ({"starts_at": "", "repeats": "week"}, "starts_at", "needed"),
    ],
)
def test_a_rhythm_that_cannot_be_meant_is_told_at_its_field(
    typed: dict[str, str], field: str, why: str
) -> None:
    problems = _read(_form(), **typed).problems
    assert set(problems) == {field}
    assert why in problems[field]


def test_what_is_not_asked_for_is_no_problem() -> None:
    form = _form()
    assert not _read(form, starts_at="fri 12-13", times="nonsense").problems
    assert form.hidden({"repeats": NEVER}) == ("times",)
    assert form.hidden({"repeats": "week"}) == ()


@settings(max_examples=25)
@given(st.sampled_from(REPEATING), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_every_rhythm_is_known_again_in_the_rule_that_it_makes(rhythm: str, day: date) -> None:
    first = datetime.combine(day, time(12))
    if rhythm == "workdays" and first.weekday() > 4:
        with pytest.raises(Invalid):
            rule_for(rhythm, first, None, None)
        return
    assert rhythm_in(rule_for(rhythm, first, 5, None), first) == rhythm
    assert rhythm_in(rule_for(rhythm, first, None, day), first) == rhythm


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=WEEKLY;COUNT=4",
        "FREQ=DAILY;INTERVAL=3;COUNT=4",
        "FREQ=DAILY;UNTIL=20261201T115959Z",
    ],
)
def test_a_form_that_nobody_touches_changes_nothing(rule: str) -> None:
    starts_at = NOON + timedelta(seconds=30)
    block = _block(rule, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    values = block_values(block)
    reading = _read(_form(values))
    assert not reading.problems
    assert reading.details == values
    assert reading.details.details == block.details


def test_a_rule_from_elsewhere_stays_as_it_is_when_the_time_moves() -> None:
    form = _form(block_values(_block("FREQ=DAILY;INTERVAL=3;COUNT=4")))
    assert form.base.repeats == AS_IT_IS
    moved = _read(form, starts_at="2026-11-28 9:00-10:00").details
    assert moved.rule == "FREQ=DAILY;INTERVAL=3;COUNT=4"
    assert _read(form, repeats=NEVER).details.rule == ""
    assert AS_IT_IS not in dict(RHYTHMS)


def test_the_hour_that_comes_twice_is_not_lost_in_the_form() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    block = _block(starts_at=second, ends_at=second + timedelta(hours=1), time_zone=BERLIN)
    form = BlockForm(now=NOW, time_zone=BERLIN, base=block_values(block))
    assert _read(form).details.starts_at == second


def _service(**more: Any) -> Service:
    given: dict[str, Any] = {"minutes": 50, "price": Money(minor=18500, currency="ISK")}
    details = ServiceDetails(name="Conversation")
    fields = given | {"interaction": Interaction.REMOTE} | more
    return Service(id=ServiceId(no_id()), created_at=NOW, details=details, **fields)


def _service_reading(language: str, region: str, **typed: str) -> FormReading[ServiceValues]:
    fields = service_form(number_locale(language, region), "ISK" if region == "IS" else "EUR")
    given = {"name": "Conversation", "minutes": "50", "price": "", "interaction": "remote"} | typed
    return read_fields(fields, given, ServiceValues(), CONTEXT)


@pytest.mark.parametrize(
    ("region", "typed", "minor", "currency"),
    [
        ("IS", "18.500", 18500, "ISK"),
        ("IS", "18500 kr.", 18500, "ISK"),
        ("IS", "120 EUR", 12000, "EUR"),
        ("DE", "120,50", 12050, "EUR"),
        ("DE", "1.250,00 €", 125000, "EUR"),
    ],
)
def test_a_price_is_read_as_it_is_written_there(
    region: str, typed: str, minor: int, currency: str
) -> None:
    reading = _service_reading("en", region, price=typed)
    assert reading.details.price == Money(minor=minor, currency=currency)


@pytest.mark.parametrize("typed", ["", "0", "free", "Frítt", "0 kr."])
def test_a_service_may_cost_nothing(typed: str) -> None:
    reading = _service_reading("en", "IS", price=typed)
    assert not reading.problems
    assert reading.details.price is None


def test_what_cannot_be_a_service_is_told_at_its_fields() -> None:
    reading = _service_reading("en", "IS", name=" ", minutes="soon", price="-5")
    assert set(reading.problems) == {"name", "minutes", "price"}


@pytest.mark.parametrize(
    "price", [Money(minor=18500, currency="ISK"), Money(minor=12050, currency="EUR"), None]
)
def test_a_service_that_nobody_touches_stays_the_same(price: Money | None) -> None:
    values = service_values(_service(price=price))
    fields = service_form(number_locale("en", "IS"), "ISK")
    assert read_fields(fields, typed_values(fields, values), values, CONTEXT).details == values


def test_every_form_of_the_practice_is_known_by_its_name_and_taken_for_no_clients() -> None:
    for kind in PracticeFormKind:
        for about in (None, uuid7()):
            form = PracticeForm(kind, about)
            assert practice_form(str(form)) == form
            assert client_of(str(form)) is None
    for other in ("", "client:new", "block:", "block-x:practice", "note:practice", ":practice"):
        assert practice_form(other) is None
