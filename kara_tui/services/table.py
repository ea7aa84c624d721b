"""The table of all handlers: each module of operations has its handlers under the same name."""

from functools import lru_cache
from importlib import import_module
from typing import Any

from kara_tui.operations.base import Operation
from kara_tui.operations.table import areas
from kara_tui.services.handling import Handler


@lru_cache(maxsize=1)
def handlers() -> dict[type[Operation[Any]], Handler]:
    """Return the handler of every operation."""
    modules = [import_module(f"kara_tui.services.{area}") for area in areas()]
    found = [one for module in modules for one in vars(module).values()]
    return {one.kind: one for one in found if isinstance(one, Handler)}
