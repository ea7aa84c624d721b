"""`kara files`: the files on a client's profile, listed, added, and written elsewhere."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.protocol import Backend
    from kara_tui.domain.attachment import Attachment
    from kara_tui.domain.ids import ClientId


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("files", "List, add or save the files on a client's profile")
    made.option("what", choices=["list", "add", "save"], meaning="what to do")
    made.option("id", metavar="CLIENT", meaning="the client's id")
    made.option(
        "file",
        nargs="?",
        default="",
        metavar="FILE",
        meaning="after “add” the file's path, after “save” its id as “list --json” shows it",
    )
    made.option(
        "--output",
        metavar="PATH",
        meaning="of “save”: where to (default: here, under its own name)",
    )
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Do what is asked for; a file is saved whole or not at all, and never over another one."""
    from kara_tui.cli.audit import client_id_from

    options = parser().parse_args(given)
    source = Path(options.file).expanduser()
    if (options.what == "list") == bool(options.file):
        needs = "takes no file" if options.file else "needs a file"
        raise UsageProblem(f"“{options.what}” {needs}.", "See kara files --help.")
    client_id = client_id_from(options.id)

    async def work(backend: "Backend", files: "FileSafe") -> "tuple[Attachment, ...]":
        if options.what == "add":
            return (await files.add(client_id, source, _progress(session)),)
        if options.what == "save":
            return (await _save(session, options, client_id, backend, files),)
        from kara_tui.operations.attachments import ListAttachments

        return await backend(ListAttachments(client_id=client_id))

    done = session.with_files(session.settings(options), work)
    session.out.end_progress()
    _tell(session, options, done)
    return exit_codes.FINE


async def _save(
    session: Session,
    options: Namespace,
    client_id: "ClientId",
    backend: "Backend",
    files: "FileSafe",
) -> "Attachment":
    from kara_tui.domain.errors import NotFound
    from kara_tui.domain.private import opened
    from kara_tui.operations.attachments import ListAttachments

    for one in await backend(ListAttachments(client_id=client_id)):
        if str(one.id) == options.file:
            name = opened(one.details).name
            await files.save(one, _target(options.output or name), _progress(session))
            return one
    raise NotFound("There is no such file on this profile.", "See kara files list CLIENT --json.")


def _target(path: str) -> Path:
    return Path(path).expanduser().absolute()


def _progress(session: Session) -> "Callable[[int, int], None]":
    from kara_tui.domain.file_kinds import size_words

    def tell(done: int, total: int) -> None:
        session.out.progress(f"{size_words(done)} of {size_words(total)}")

    return tell


def _tell(session: Session, options: Namespace, found: "tuple[Attachment, ...]") -> None:
    from kara_tui.domain.file_kinds import kind_words, size_words
    from kara_tui.domain.private import opened

    if options.json:
        told = [
            {"id": one.id, "added": one.created_at, "details": opened(one.details)} for one in found
        ]
        session.out.json(told if options.what == "list" else told[0])
        return
    for one in found:
        details = opened(one.details)
        kind, size = kind_words(details.media_type), size_words(details.size)
        if options.what == "list":
            session.out.line(f"{one.created_at:%Y-%m-%d}  {size:>9}  {kind:<20}  {details.name}")
        else:
            done = "is on the profile" if options.what == "add" else "is written, in the clear"
            session.out.note(f"{details.name} ({kind}, {size}) {done}.")
