"""A pytest plugin: where CI is set, a run in which anything was skipped has failed."""

import os

import pytest

_LEFT_OUT = ("skipped", "xfailed", "xpassed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a test was left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None:
        return
    left_out = sum(len(reporter.stats.get(kind, ())) for kind in _LEFT_OUT)
    if left_out:
        reporter.write_line("")
        reporter.write_line(f"{left_out} left out: in CI every test has to run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
