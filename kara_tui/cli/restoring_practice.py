"""`kara import` of a whole practice: into an empty store, all of it or nothing."""

from argparse import Namespace
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session

if TYPE_CHECKING:
    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.protocol import Backend
    from kara_tui.settings import Settings


def restore(options: Namespace, session: Session, settings: "Settings") -> int:
    """Put the practice of an archive into the store.

    Raises:
        UsageProblem: When other files or options stand beside it.
    """
    if len(options.files) > 1 or options.dry_run or options.columns is not None:
        raise UsageProblem(
            "The archive of a practice is imported by itself, and as a whole.",
            "See kara import --help.",
        )
    (path,) = options.files

    async def work(backend: "Backend", files: "FileSafe") -> dict[str, int]:
        from kara_tui.backend.whole_practice import restore_practice

        rename = not settings.professional.name
        return await restore_practice(backend, path, rename=rename, files=files)

    counts = session.with_files(settings, work)
    if options.json:
        session.out.json({"file": str(path), "restored": counts})
    else:
        for name, count in counts.items():
            session.out.line(f"{name:<10}{count:>9,}")
        session.out.note(f"The practice of {path} is in {settings.store} now.")
    return exit_codes.FINE
