"""Where a command writes a file to: standard output, or a file that appears when it is complete."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kara_tui.cli.output import Output
from kara_tui.domain.errors import Invalid

STDOUT = "-"


@contextmanager
def write_to(out: Output, target: str, *, force: bool) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes pieces to a target.

    Args:
        out: The command's own output.
        target: A path, or - for standard output.
        force: Whether a file that is there is written over.

    Raises:
        Invalid: When there is a file already, or it cannot be written.
    """
    if target == STDOUT:
        yield out.raw
        return
    from kara_tui.cli.whole_file import writing_whole

    path = Path(target).expanduser()
    if path.exists() and not force:
        raise Invalid(
            "output",
            f"There is a file called {path} already; nothing was written.",
            "Choose another name, or add --force to write over it.",
        )
    with writing_whole(path) as write:
        yield write
