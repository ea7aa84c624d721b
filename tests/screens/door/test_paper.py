"""The recovery code and its picture fit on every terminal, with the keys below them."""

import pytest

from kara_tui.backend.door import RecoveryPaper
from kara_tui.backend.protocol import Backend
from kara_tui.screens.recovery_paper import PaperScreen
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.recovery_qr import qr_lines
from tests.screens.home.workstation import Workstation, opened

_CODE = RecoveryCode.new()
_PAPER = RecoveryPaper(_CODE.spelled(), qr_lines(_CODE))
_KEYS = "enter Written down   F2 Code or QR code   F10 Quit"


def _drawn(work: Workstation) -> list[str]:
    """The lines of the picture that can be seen, without what is around them."""
    lines = work.screen_text().replace("│", "").splitlines()
    return [line.strip() for line in lines if "▀" in line]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
@pytest.mark.parametrize("before", [(60, 20), (140, 40)])
async def test_nothing_of_it_is_cut_off(
    backend: Backend, before: tuple[int, int], size: tuple[int, int]
) -> None:
    async with opened(backend, size=before) as work:
        await work.app.push_screen(PaperScreen(_PAPER))
        await work.settle()
        await work.pilot.resize_terminal(*size)
        await work.until(lambda: _KEYS in work.screen_text())
        assert all(group in work.screen_text() for group in _CODE.spelled().split("-"))
        await work.press("f2")
        await work.until(lambda: "█▀▀▀▀▀█" in work.screen_text())
        assert _KEYS in work.screen_text()
        whole = [line.strip() for line in _PAPER.picture if line.strip()]
        assert _drawn(work) == whole
