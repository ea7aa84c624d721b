"""One command line from beginning to end: what it asks for, and how it fails in words."""

import os
import sys

from kara_tui.cli import exit_codes
from kara_tui.cli.output import Output
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.cli.top import Top, help_text, split
from kara_tui.domain.errors import Conflict, Invalid, KaraError, StoreUnavailable
from kara_tui.vault.process_guard import guard_process


def run(given: list[str]) -> int:
    """Carry out a command line and return the exit code; never raises."""
    # Before all else: any command may come to hold a passphrase or a key.
    guard_process()
    out = Output()
    # What kara writes, others on this machine have no business reading.
    mask = os.umask(0o077)
    try:
        code = _run_told(given, out)
        out.flush()
        return code
    except BrokenPipeError:
        _forget_stdout()
        return exit_codes.PIPE_CLOSED
    finally:
        os.umask(mask)


def error_value(problem: KaraError) -> dict[str, object]:
    """Return an error as `--json` shows it."""
    told: dict[str, object] = {"code": problem.code, "sentence": problem.sentence}
    if problem.advice:
        told["advice"] = problem.advice
    if isinstance(problem, Invalid):
        told["field"] = problem.field
    if isinstance(problem, Conflict):
        told["theirs"] = problem.theirs
    return {"error": told}


def closed_to_us(problem: PermissionError) -> KaraError:
    """Return what is told of a file or folder into which its owner does not let kara look."""
    return StoreUnavailable(
        f"kara may not use {problem.filename or 'one of its files'}: {problem.strerror}.",
        "Nothing was changed. It may be somebody else's: name a folder of your own with --home.",
    )


def _told(problem: KaraError, given: list[str], out: Output) -> int:
    if "--json" in given:
        out.json_note(error_value(problem))
    else:
        out.note(f"kara: {problem}")
    return problem.exit_code


def _run_told(given: list[str], out: Output) -> int:
    try:
        return _dispatch(given, out)
    except KaraError as problem:
        return _told(problem, given, out)
    except PermissionError as problem:
        return _told(closed_to_us(problem), given, out)
    except KeyboardInterrupt:
        out.end_progress()
        return exit_codes.INTERRUPTED
    except BrokenPipeError:
        raise
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else exit_codes.FINE
    except Exception as fault:
        from kara_tui.fault_log import log_fault
        from kara_tui.home import find_home

        log = log_fault(fault, find_home(_home_in(given), os.environ))
        where = f"What happened is noted in {log}." if log else "It could not be noted anywhere."
        sentence = "Something went wrong that kara did not foresee."
        if "--json" in given:
            out.json_note({"error": {"code": "unexpected", "sentence": sentence, "advice": where}})
        else:
            out.note(f"kara: {sentence} {where}")
        return exit_codes.UNEXPECTED


def _dispatch(given: list[str], out: Output) -> int:
    top = split(given)
    if top.help:
        for line in help_text().splitlines():
            out.line(line)
        return exit_codes.FINE
    if top.version:
        from kara_tui import __version__

        out.line(f"kara {__version__}")
        return exit_codes.FINE
    session = Session(
        out,
        os.environ,
        home=top.home,
        store=top.store,
        demo=top.demo,
        passphrase_fd=top.passphrase_fd,
    )
    if top.command is None:
        from kara_tui.cli.workstation import run as run_screen

        return run_screen(session, at_fd=top.at_fd, locked=top.locked)
    return _command(top, session)


def _command(top: Top, session: Session) -> int:
    from kara_tui.cli.table import COMMANDS

    for one in COMMANDS:
        if one.name == top.command:
            return one.load().run(list(top.rest), session)
    names = ", ".join(one.name for one in COMMANDS)
    raise UsageProblem(f"There is no command “{(top.command or '')[:40]}”.", f"Commands: {names}.")


def _home_in(given: list[str]) -> str | None:
    for place, word in enumerate(given):
        if word.startswith("--home="):
            return word.partition("=")[2]
        if word == "--home" and place + 1 < len(given):
            return given[place + 1]
    return None


def _forget_stdout() -> None:
    # The interpreter flushes once more on its way out and would complain aloud.
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
