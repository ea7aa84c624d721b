"""What the tests of the practice's own screens share."""

from datetime import UTC
from typing import Any

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.screens.desk import Desk
from kara_tui.widgets.record_fields import RecordFields
from tests.screens.profile.helpers import press, until
from tests.support.clock import FixedClock
from tests.support.one_screen import OneScreenApp, painted, settled


def desk(backend: Backend) -> Desk:
    """Return what screens work with: in UTC, at noon on Monday 2 March 2026."""
    return Desk(backend, FixedClock(), zone=UTC)


def fields(pilot: Pilot[None]) -> RecordFields[Any]:
    """Return the fields of the open form."""
    return pilot.app.screen.query_one(RecordFields)


async def closed(pilot: Pilot[None], *keys: str) -> list[Any]:
    """Press keys, wait until they have closed the screen, and return what it was left with."""
    app = pilot.app
    assert isinstance(app, OneScreenApp)
    await press(pilot, *keys)
    await until(pilot, lambda: bool(app.results))
    return app.results


async def seen(pilot: Pilot[None], words: str) -> str:
    """Wait until some words are on the terminal; return all that is there, in one line."""
    await until(pilot, lambda: words in one_line(pilot))
    return one_line(pilot)


def one_line(pilot: Pilot[None]) -> str:
    """Return what stands on the terminal, without its lines, borders and wide spaces."""
    return " ".join(painted(pilot).replace("▌", " ").replace("\xa0", " ").split())


async def typed(pilot: Pilot[None], name: str, text: str) -> None:
    """Put a text into a field of the open form, in place of what stands there."""
    fields(pilot).focus_field(name)
    fields(pilot).field(name).put(text)
    await settled(pilot)
