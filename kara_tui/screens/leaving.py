"""What becomes of text that is not saved."""

from enum import Enum

from kara_tui.screens.question import QuestionScreen


class Leaving(Enum):
    """What becomes of it."""

    STAY = "stay"
    KEEP = "keep"
    DISCARD = "discard"


def leaving_question(*, is_open: bool = True) -> QuestionScreen[Leaving]:
    """Return the question what becomes of unsaved text, in an open form or from earlier."""
    if is_open:
        return QuestionScreen(
            "Some of what you typed is not saved.",
            (
                (Leaving.STAY, "Go on editing"),
                (Leaving.KEEP, "Leave, and keep the text for later"),
                (Leaving.DISCARD, "Leave, and discard the text for good"),
            ),
        )
    return QuestionScreen(
        "Discard the unsaved text for good?",
        (
            (Leaving.STAY, "Keep it"),
            (Leaving.DISCARD, "Discard the text for good"),
        ),
    )
