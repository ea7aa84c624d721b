"""Cells of a table that a spreadsheet takes for what they are: text.

A cell that begins like a formula gets an apostrophe in front of it, and so does one that looks
as if it had one already; whoever reads the table takes one away again.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """Return a cell as it is written."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a written cell held."""
    return cell[1:] if _GUARDED.match(cell) else cell
