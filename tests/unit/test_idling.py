"""When the workstation locks by itself."""

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.idling import ASLEEP_SECONDS, Idling


class Clocks:
    """A machine that is awake for a while, and asleep for a while."""

    def __init__(self) -> None:
        self.awake = 1000.0
        self.passed = 5000.0

    def work(self, seconds: float) -> None:
        self.awake += seconds
        self.passed += seconds

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


def _idling(clocks: Clocks, after: float = 300) -> Idling:
    return Idling(after, awake=lambda: clocks.awake, passed=lambda: clocks.passed)


@given(st.lists(st.floats(0, 299), max_size=20))
def test_whoever_touches_a_key_in_time_is_left_alone(pauses: list[float]) -> None:
    clocks = Clocks()
    idling = _idling(clocks)
    for pause in pauses:
        clocks.work(pause)
        assert not idling.is_over()
        idling.touch()


def test_it_is_over_when_nobody_touches_a_key() -> None:
    clocks = Clocks()
    idling = _idling(clocks)
    clocks.work(299.9)
    assert not idling.is_over()
    clocks.work(0.2)
    assert idling.is_over()


def test_sleep_ends_it_however_short_the_pause_was() -> None:
    clocks = Clocks()
    idling = _idling(clocks)
    clocks.sleep(ASLEEP_SECONDS + 1)
    idling.touch()
    assert idling.is_over()


def test_zero_means_never() -> None:
    clocks = Clocks()
    idling = _idling(clocks, after=0)
    clocks.sleep(10_000)
    clocks.work(10_000)
    assert not idling.is_over()
