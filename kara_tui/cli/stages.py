"""The lists by the names that the command line gives them."""

from kara_tui.cli.parser import Parser
from kara_tui.domain.client import CLOSED_REQUESTS_AND_INVITES, TABS, Stage

STAGES: dict[str, tuple[Stage, ...]] = {
    "active": (Stage.ACTIVE,),
    "requests": (Stage.REQUESTED,),
    "invites": (Stage.INVITED,),
    "deactivated": (Stage.DEACTIVATED,),
    "closed": CLOSED_REQUESTS_AND_INVITES,
}
"""`closed` are the closed requests and invites, which no tab shows."""

ALL = "all"


def add_stage_option(parser: Parser, *, everybody: bool) -> None:
    """Offer the choice of a list.

    Args:
        parser: Of the command.
        everybody: Whether all four lists together may be chosen, and are when none is.
    """
    choices = [*STAGES, ALL] if everybody else [*STAGES]
    usual = choices[-1] if everybody else choices[0]
    parser.option(
        "--stage",
        choices=choices,
        default=usual,
        metavar="LIST",
        meaning=f"which list: {', '.join(choices)} (default: {usual})",
    )


def stages_of(name: str) -> tuple[Stage, ...]:
    """Return the stages that a list's name stands for."""
    return TABS if name == ALL else STAGES[name]
