"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FixedClock:
    """Answers the same time until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.now = at

    def __call__(self) -> datetime:
        return self.now

    def forward(self, step: timedelta) -> datetime:
        """Let time pass at once; returns what time it is then."""
        self.now += step
        return self.now
