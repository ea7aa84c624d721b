"""A warning in the top line is seen in every terminal, however many clients there are."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.listing import Overview
from kara_tui.widgets.top_bar import TopBar
from tests.screens.home.workstation import opened
from tests.support.people import PROFESSIONAL_NAME

_DRILL = "no backup was tried for 412 days: kara drill"


def _overview(clients: int, undelivered: int) -> Overview:
    return Overview(
        professional=PROFESSIONAL_NAME,
        active=clients,
        requested=clients // 100,
        invited=clients // 200,
        deactivated=clients * 2,
        undelivered=undelivered,
    )


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 40)])
@pytest.mark.parametrize("clients", [0, 1000, 123_456])
@pytest.mark.parametrize("undelivered", [0, 1234])
@pytest.mark.parametrize("chosen", list(Stage)[:4])
async def test_the_drill_that_is_due_is_seen(
    backend: Backend, size: tuple[int, int], clients: int, undelivered: int, chosen: Stage
) -> None:
    async with opened(backend, size=size) as work:
        bar = work.home.query_one(TopBar)
        bar.overview, bar.caution, bar.chosen = _overview(clients, undelivered), _DRILL, chosen
        assert "drill" in work.tabs
        assert ("! 1,234" in work.tabs) is bool(undelivered)
        assert len(work.tabs) <= size[0] - 2
        where = work.tabs.split("!")[0]
        assert f"{getattr(_overview(clients, 0), chosen.value):,}" in where


async def test_narrow_lines_keep_the_lists_by_their_keys(backend: Backend) -> None:
    async with opened(backend, size=(60, 20)) as work:
        bar = work.home.query_one(TopBar)
        bar.overview = _overview(123_456, 1234)
        bar.caution = _DRILL
        line = " ".join(work.tabs.split())
        assert line == "Clients 123,456 2 3 4 kara drill ! 1,234"


async def test_what_is_under_way_is_told_without_a_warning(backend: Backend) -> None:
    async with opened(backend, size=(60, 20)) as work:
        bar = work.home.query_one(TopBar)
        bar.overview, bar.caution = _overview(1000, 0), "backup: the practice 40%"
        assert work.tabs.endswith(" 40%")
        assert "!" not in work.tabs
