"""Errors that only the command line knows."""

from typing import ClassVar

from kara_tui.cli import exit_codes
from kara_tui.domain.errors import KaraError


class UsageProblem(KaraError):
    """The command line was not understood."""

    code: ClassVar[str] = "usage"
    exit_code: ClassVar[int] = exit_codes.USAGE


class NoTerminal(KaraError):
    """There is nothing to draw the workstation on."""

    code: ClassVar[str] = "no_terminal"
    exit_code: ClassVar[int] = exit_codes.NO_TERMINAL
