"""`kara doctor`: whether the practice's files are well, line by line."""

from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import key_of_store
from kara_tui.domain.errors import PracticeLocked, StoreUnavailable, VaultDamaged
from kara_tui.domain.health import Finding, is_well

if TYPE_CHECKING:
    from kara_tui.settings import Settings


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("doctor", "Look whether the practice's files and backups are well")
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Look at everything; the exit code says whether all is well."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    from kara_tui.db.health import Patient, look_at
    from kara_tui.domain.clock import system_clock

    key, why_not = _key(session, settings)
    patient = Patient(
        store=settings.store,
        backups=settings.backup_folder,
        now=system_clock(),
        key=key,
        key_trouble=why_not,
    )
    findings: list[Finding] = []
    for one in look_at(patient):
        findings.append(one)
        if not options.json:
            session.out.line(f"{one.verdict.value:<5} {one.about:<10} {one.words}")
    well = is_well(tuple(findings))
    if options.json:
        session.out.json({"well": well, "findings": findings})
    return exit_codes.FINE if well else exit_codes.NOT_WELL


def _key(session: Session, settings: "Settings") -> tuple[bytes | None, str]:
    """Return the key of the practice, and what is wrong with its key file, if that is why not."""
    try:
        return key_of_store(session, settings), ""
    except PracticeLocked as problem:
        session.out.note(str(problem))
        return None, ""
    except (StoreUnavailable, VaultDamaged) as problem:
        return None, problem.sentence
