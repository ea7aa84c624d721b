"""What was refused, as a value to look at."""

from collections.abc import Callable

from kara_tui.domain.errors import Invalid


def refusal(work: Callable[[], object]) -> Invalid | None:
    """Do something and return why it was refused; None when it was not."""
    try:
        work()
    except Invalid as why:
        return why
    return None
