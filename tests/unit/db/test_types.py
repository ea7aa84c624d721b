"""Ids and moments come back as they went in, and a moment without a zone is refused."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, make_url

from kara_tui.db.types import Id, Moment
from kara_tui.domain.ids import uuid7

_SQLITE: Dialect = make_url("sqlite://").get_dialect()()
_POSTGRESQL: Dialect = make_url("postgresql://").get_dialect()()


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_is_kept_in_utc(moment: datetime) -> None:
    try:
        expected = moment.astimezone(UTC)
    except OverflowError:
        return
    kept = Moment().process_bind_param(moment, _SQLITE)
    assert kept == expected
    assert kept is not None
    bare = kept.replace(tzinfo=None)
    assert Moment().process_result_value(bare, _SQLITE) == expected


def test_a_moment_of_another_zone_comes_back_in_utc() -> None:
    far = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=9)))
    back = Moment().process_result_value(far, _POSTGRESQL)
    assert back == far
    assert back is not None
    assert back.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        Moment().process_bind_param(datetime.fromisoformat("2026-03-02T12:00"), _SQLITE)


def test_nothing_stays_nothing() -> None:
    for kind in (Id(), Moment()):
        assert kind.process_bind_param(None, _SQLITE) is None
        assert kind.process_result_value(None, _SQLITE) is None


@given(st.uuids())
def test_an_id_is_sixteen_bytes_in_sqlite_and_native_in_postgresql(one: UUID) -> None:
    kept = Id().process_bind_param(one, _SQLITE)
    assert kept == one.bytes
    assert Id().process_result_value(kept, _SQLITE) == one
    assert Id().process_bind_param(one, _POSTGRESQL) is one
    assert Id().process_result_value(one, _POSTGRESQL) is one


@given(st.integers(0, 2**48 - 1))
def test_ids_carry_their_time_and_stand_in_its_order(milliseconds: int) -> None:
    one = uuid7(milliseconds)
    assert one.version == 7
    assert one.variant == "specified in RFC 4122"
    assert one.int >> 80 == milliseconds
    assert uuid7(milliseconds) != one
