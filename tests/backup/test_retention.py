"""Which backups stay: seven days, five weeks, twelve months, and always the newest."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.retention import MOST, kept
from tests.support.clock import NOON

_MOMENTS = st.integers(-3000 * 24, 1000 * 24).map(lambda hours: NOON + timedelta(hours=hours))
_ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


def _daily(days: int) -> list[datetime]:
    return [NOON - timedelta(days=ago) for ago in range(days)]


def _periods(zone: timezone) -> tuple[Callable[[datetime], object], ...]:
    return (
        lambda at: at.astimezone(zone).date(),
        lambda at: at.astimezone(zone).isocalendar()[:2],
        lambda at: (at.astimezone(zone).year, at.astimezone(zone).month),
    )


@given(st.lists(_MOMENTS, min_size=1, max_size=80), _MOMENTS, _ZONES)
def test_the_newest_is_never_deleted_and_never_more_than_24_are_kept(
    made: list[datetime], now: datetime, zone: timezone
) -> None:
    stay = kept(made, now, zone)
    assert max(made) in stay
    assert stay <= set(made)
    assert len(stay) <= MOST == 24


@given(st.lists(_MOMENTS, min_size=1, max_size=80), _ZONES)
def test_each_kept_backup_is_the_newest_of_its_day(made: list[datetime], zone: timezone) -> None:
    for one in kept(made, max(made), zone):
        same_day = [
            other for other in made if other.astimezone(zone).date() == one.astimezone(zone).date()
        ]
        assert one == max(same_day)


@given(st.lists(_MOMENTS, min_size=1, max_size=80), _ZONES)
def test_the_last_days_weeks_and_months_each_have_their_newest(
    made: list[datetime], zone: timezone
) -> None:
    stay = kept(made, max(made), zone)
    for period, most in zip(_periods(zone), (7, 5, 12), strict=True):
        newest = {period(one): one for one in sorted(made)}
        assert set(sorted(newest.values())[-most:]) <= stay


@given(st.lists(_MOMENTS, min_size=1, max_size=60), _MOMENTS)
def test_a_wrong_clock_pushes_no_true_backup_out_but_one(
    made: list[datetime], now: datetime
) -> None:
    true = [one for one in made if one <= now]
    lost = kept(true, now) - kept(made, now)
    assert len(lost) <= 3  # one day, one week, one month given to the newest


def test_a_year_with_a_wrong_clock_does_not_cost_the_true_backups() -> None:
    true = _daily(30)
    false = [NOON + timedelta(days=365 + ahead) for ahead in range(300)]
    lost = kept(true, NOON) - kept([*true, *false], NOON)
    assert len(lost) <= 3, "one day, one week and one month give way to the newest file of all"
    assert not lost & set(true[:6])


@given(st.lists(_MOMENTS, min_size=1, max_size=80))
def test_what_was_let_go_does_not_change_what_is_kept(made: list[datetime]) -> None:
    once = kept(made, max(made))
    assert kept(once, max(made)) == once


def test_a_year_of_daily_backups_becomes_seven_days_five_weeks_twelve_months() -> None:
    stay = sorted(kept(_daily(400), NOON), reverse=True)
    assert stay[:7] == _daily(7)
    # The newest of the last two weeks and months are among the seven days.
    assert len(stay) == 7 + (5 - 2) + (12 - 2)
    assert stay[-1] == datetime(2025, 4, 30, 12, tzinfo=UTC)


def test_time_alone_deletes_nothing() -> None:
    made = _daily(7)
    assert kept(made, NOON + timedelta(days=4000)) == set(made)
