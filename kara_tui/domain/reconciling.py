"""Two people changed one record: what each of them changed, and what comes of a choice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kara_tui.domain.client_fields import client_field, client_fields
from kara_tui.domain.details import ClientDetails


class Side(StrEnum):
    """Whose value is taken."""

    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True)
class Difference:
    """One field in which the two versions differ."""

    field: str
    """Its name in `client_fields`."""
    suggested: Side | None
    """The only side that changed it; None when both did, so that somebody has to choose."""


def differences(
    base: ClientDetails, theirs: ClientDetails, mine: ClientDetails
) -> tuple[Difference, ...]:
    """Return the fields in which two versions made of the same base differ."""
    found = []
    for one in client_fields():
        old, other, own = (_parts(one.name, version) for version in (base, theirs, mine))
        if other == own:
            continue
        sides = {Side.THEIRS: other != old, Side.MINE: own != old}
        changed = [side for side, moved in sides.items() if moved]
        found.append(Difference(one.name, changed[0] if len(changed) == 1 else None))
    return tuple(found)


def reconciled(
    theirs: ClientDetails, mine: ClientDetails, chosen: Mapping[str, Side]
) -> ClientDetails:
    """Return their version with those fields replaced for which mine was chosen."""
    parts: dict[str, Any] = {}
    for name, side in chosen.items():
        if side is Side.MINE:
            parts |= _parts(name, mine)
    return replace(theirs, **parts)


def text_differences(
    typed: Mapping[str, str], begun: Mapping[str, str], now: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Return the fields in which a text from earlier differs from what is saved by now.

    Args:
        typed: The text, by field name.
        begun: What was saved when the typing began. A field that is not in it is in doubt.
        now: What is saved.
    """
    return tuple(
        Difference(name, Side.MINE if begun.get(name) == now.get(name, "") else None)
        for name, text in typed.items()
        if text != now.get(name, "")
    )


def _parts(field: str, details: ClientDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in client_field(field).parts}
