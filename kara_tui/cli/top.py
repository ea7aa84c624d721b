"""The words before the name of a sub-command."""

from dataclasses import dataclass

from kara_tui.cli.problems import UsageProblem

TOP_OPTIONS = (
    ("--demo", "", "use the demonstration practice, which lies apart from your own store"),
    ("--home", "DIR", "keep settings, stores and logs under this folder (or set KARA_HOME)"),
    ("--store", "PATH", "use another store"),
    ("--passphrase-fd N", "", "read the passphrase from this file descriptor"),
    ("--version, -V", "", "show the version"),
    ("--help, -h", "", "show this help"),
)
"""Option, what it takes, what it does."""


_VALUES = {
    "--home": "a path",
    "--store": "a path",
    "--passphrase-fd": "the number of an open file descriptor",
    "--at-fd": "the number of an open file descriptor",
}
"""Options that take a value, and which."""


@dataclass
class Top:
    """A command line, taken apart at the sub-command's name."""

    home: str | None = None
    store: str | None = None
    demo: bool = False
    passphrase_fd: int | None = None
    locked: bool = False
    """Whether the program starts anew because somebody locked it."""
    at_fd: int | None = None
    """Where the program that was locked says where its user was (see domain/place.py)."""
    help: bool = False
    version: bool = False
    command: str | None = None
    """None for the workstation."""
    rest: tuple[str, ...] = ()


def split(given: list[str]) -> Top:
    """Take a command line apart.

    Raises:
        UsageProblem: When an option is not known or lacks its value.
    """
    top = Top()
    words = list(given)
    while words:
        word, equals, value = words.pop(0).partition("=")
        if not word.startswith("-"):
            top.command, top.rest = word + equals + value, tuple(words)
            return top
        if word in _VALUES:
            if not equals:
                value = words.pop(0) if words else ""
            if not value:
                raise UsageProblem(f"{word} needs {_VALUES[word]}.", "See kara --help.")
            _take(top, word, value)
        else:
            _switch(top, word + equals + value)
    return top


def help_text() -> str:
    """Return what `kara --help` shows."""
    from kara_tui.cli.table import COMMANDS

    options = "\n".join(f"  {f'{name} {takes}':<18}{does}" for name, takes, does in TOP_OPTIONS)
    commands = "\n".join(f"  {one.name:<18}{one.summary}" for one in COMMANDS)
    return (
        "kara – your clients, sessions and notes, on your own machine\n\n"
        "  kara              Open the workstation\n"
        f"{commands}\n\noptions:\n{options}\n\n"
        "kara COMMAND --help tells more about a command. Exit codes: docs/commands.md"
    )


def _take(top: Top, word: str, value: str) -> None:
    if word.endswith("-fd"):
        if not (value.isascii() and value.isdigit() and len(value) < 5):
            raise UsageProblem(f"{word} needs {_VALUES[word]}.", "See kara --help.")
        setattr(top, word[2:].replace("-", "_"), int(value))
    else:
        setattr(top, word[2:], value)


def _switch(top: Top, word: str) -> None:
    if word in {"--demo", "--locked"}:
        setattr(top, word[2:], True)
    elif word in {"--help", "-h"}:
        top.help = True
    elif word in {"--version", "-V"}:
        top.version = True
    else:
        raise UsageProblem(f"There is no option {word[:60]}.", "See kara --help.")
