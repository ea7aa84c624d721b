"""The command line: `kara`, and everything it can be asked for without a screen."""

import sys


def main(given: list[str] | None = None) -> int:
    """Carry out a command line and return the process's exit code (docs/commands.md).

    Args:
        given: The words after `kara`; those of this process when absent.
    """
    words = sys.argv[1:] if given is None else given
    if words in (["--version"], ["-V"]):
        from kara_tui import __version__

        sys.stdout.write(f"kara {__version__}\n")
        return 0
    from kara_tui.cli.running import run

    return run(words)
