"""A pytest plugin: tables that tests hand in are printed at the end, whoever ran the tests."""

from collections.abc import Callable

import pytest

_TABLE = "table"


@pytest.fixture
def print_table(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a function that has a table printed at the end of the run."""

    def hand_in(table: str) -> None:
        record_property(_TABLE, table)

    return hand_in


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables, also those that other processes handed in."""
    for report in terminalreporter.getreports("passed"):
        for name, table in report.user_properties:
            if name == _TABLE:
                terminalreporter.write_line("")
                terminalreporter.write_line(str(table))
