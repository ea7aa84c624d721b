"""The pictures of the README: the demonstration practice, as it is drawn."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kara_tui.app import WorkstationApp
from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import open_local
from kara_tui.demo.build import build_demo
from kara_tui.screens.desk import Desk

KEY = b"only for pictures".ljust(32, b".")
SIZE = (110, 30)
SHOTS: dict[str, tuple[str, ...]] = {
    "clients": (),
    "search": ("slash", "t", "h", "o"),
    "requests": ("2",),
    "profile": ("enter",),
    "edit": ("enter", "e"),
}


def write_screenshots(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    with TemporaryDirectory() as work:
        store = Path(work) / "demo.db"
        build_demo(store, KEY, clock=lambda: moment)
        for name, keys in SHOTS.items():
            picture = asyncio.run(_shot(store, keys, moment))
            (folder / f"{name}.svg").write_text(_alone(picture), encoding="utf-8")
            print(f"wrote docs/screenshots/{name}.svg")


def _alone(picture: str) -> str:
    """Return the picture without the fonts that it would fetch from elsewhere."""
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)


async def _shot(store: Path, keys: tuple[str, ...], moment: datetime) -> str:
    backend = LocalBackend(lambda: open_local(store, KEY, "", lambda: moment))
    app = WorkstationApp(Desk(backend, clock=lambda: moment))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        return app.export_screenshot(title="kara")
