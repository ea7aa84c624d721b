"""What the process's exit code tells a script."""

from kara_tui.domain import errors

FINE = 0
UNEXPECTED = 1
USAGE = 2
SOME_RECORDS = 12
NO_TERMINAL = 13
HISTORY_NOT_WHOLE = 20
NOT_WELL = 18
INTERRUPTED = 130
PIPE_CLOSED = 141

_ERRORS = (
    errors.NotFound,
    errors.NotAllowed,
    errors.NotAllowedNow,
    errors.Invalid,
    errors.Conflict,
    errors.TimeTaken,
    errors.StoreUnavailable,
    errors.Offline,
    errors.StillSealed,
    errors.CannotDeliver,
    errors.WrongKey,
    errors.VaultDamaged,
    errors.TooSoon,
    errors.PracticeLocked,
)


def exit_code_table() -> tuple[tuple[int, str, str], ...]:
    """Return every exit code with its name in `--json` errors and what it means."""
    told = [(one.exit_code, one.code, (one.__doc__ or "").strip()) for one in _ERRORS]
    return (
        (FINE, "", "All went well."),
        (UNEXPECTED, "unexpected", "Something that kara did not foresee; a log says where."),
        (USAGE, "usage", "The command line was not understood."),
        *told,
        (SOME_RECORDS, "", "`import`, `rescue`: some records could not be taken."),
        (NOT_WELL, "", "`doctor` only: something needs to be looked after."),
        (HISTORY_NOT_WHOLE, "", "`audit verify` only: history is not as it was written."),
        (NO_TERMINAL, "no_terminal", "The workstation needs a terminal that it can draw on."),
        (INTERRUPTED, "", "Interrupted with ctrl+c."),
        (PIPE_CLOSED, "", "Whoever read the output stopped reading."),
    )
