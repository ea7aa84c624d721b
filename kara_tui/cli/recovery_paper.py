"""A recovery code shown on a terminal, which keeps nothing of it, and typed back from paper."""

from typing import TYPE_CHECKING

from kara_tui.domain.errors import PracticeLocked

if TYPE_CHECKING:
    from kara_tui.cli.output import Output
    from kara_tui.vault.recovery_code import RecoveryCode


def shown_and_typed_back(code: "RecoveryCode", out: "Output") -> str:
    """Show a code once, and return what is typed from the paper.

    On a terminal it stands on the second screen, with its picture for a phone's camera, and is
    gone before it is typed back: the terminal's scrollback never has it.

    Raises:
        PracticeLocked: When nobody types.
    """
    with out.second_screen() as wipe:
        if wipe is None:
            out.line(f"Recovery code: {code.spelled()}")
            out.note("Write it down: it is shown this once. Then type it from the paper.")
        else:
            _show(code, out)
            wipe()
            out.note("Now type it from the paper.")
        out.flush()
        return _typed()


def _show(code: "RecoveryCode", out: "Output") -> None:
    from kara_tui.vault.recovery_qr import qr_lines

    # The picture first: on a small terminal the words are what must not scroll out of sight.
    for line in qr_lines(code):
        out.black_on_white(line)
    out.line(f"Recovery code: {code.spelled()}")
    out.note("Write it down, or take a picture of it on paper: it is shown this once.")
    out.note("Then press enter.")
    out.flush()
    _typed()


def _typed() -> str:
    try:
        return input()
    except EOFError:
        raise PracticeLocked(
            "The code was not typed back, so it does not hold.", "Nothing was changed."
        ) from None
