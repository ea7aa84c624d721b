"""Reading the words of a sub-command."""

import argparse
from dataclasses import dataclass
from typing import Any, NoReturn

from kara_tui.cli.problems import UsageProblem


@dataclass(frozen=True)
class Told:
    """What help and documentation say about one option."""

    words: str
    """As it is typed, such as `--limit N`."""
    meaning: str


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are sentences, and which never guesses at options."""

    def __init__(self, name: str, summary: str) -> None:
        super().__init__(
            prog=f"kara {name}",
            description=summary,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.told: list[Told] = []
        """The command's own options, in their order."""
        place = self.add_argument_group("where")
        place.add_argument("--home", metavar="DIR", help="keep everything under this folder")
        place.add_argument("--store", metavar="PATH", help="the store to use")

    def option(self, *flags: str, meaning: str, **how: Any) -> None:
        """Offer an option, or take a word, as `add_argument` does."""
        self.add_argument(*flags, help=meaning.replace("%", "%%"), **how)
        named = ", ".join(flags) if flags[0].startswith("-") else ""
        takes = how.get("metavar") or " or ".join(how.get("choices", ()))
        self.told.append(Told(f"{named} {takes}".strip() or flags[0].upper(), meaning))

    def json_option(self) -> None:
        """Offer output for programs."""
        self.option("--json", action="store_true", meaning="write JSON, for programs")

    def error(self, message: str) -> NoReturn:
        """Say what was not understood.

        Raises:
            UsageProblem: Always.
        """
        sentence = f"{message[:1].upper()}{message[1:]}".rstrip(".")
        raise UsageProblem(f"{sentence}.", f"See {self.prog} --help.")


def whole_number(text: str) -> int:
    """Return a number of rows or records, at least 1.

    Raises:
        ArgumentTypeError: When the text is none.
    """
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:10]) < 10**9:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is needed, not “{text[:20]}”")
    return int(text)
