"""`kara export calendar`: sessions as other programs show them."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session

if TYPE_CHECKING:
    from uuid import UUID

    from kara_tui.backend.protocol import Backend
    from kara_tui.settings import Settings
    from kara_tui.workflows.export_calendar import CalendarFile


def write_calendar(
    session: Session, settings: "Settings", options: Namespace, write: Callable[[bytes], object]
) -> str:
    """Write a calendar file, and return what was written in words.

    Raises:
        UsageProblem: When an id is none.
        KaraError: When there is no such client or session, or the store fails.
    """
    from kara_tui.cli.audit import client_id_from
    from kara_tui.domain.ids import SessionId
    from kara_tui.workflows.export_calendar import CalendarWish, export_calendar

    wish = CalendarWish(
        client_id=client_id_from(options.client) if options.client else None,
        session_id=SessionId(_id_from(options.session)) if options.session else None,
        with_private=options.with_private,
    )

    async def work(backend: "Backend") -> "CalendarFile":
        return await export_calendar(backend, wish)

    file = session.with_backend(settings, work)
    write(file.data)
    sessions = f"{file.sessions:,} session" + "s" * (file.sessions != 1)
    blocks = f" and {file.blocks:,} block" + "s" * (file.blocks != 1)
    return f"{sessions}{blocks if wish.is_whole else ''} are"


def _id_from(text: str) -> "UUID":
    from uuid import UUID

    try:
        return UUID(text)
    except ValueError:
        raise UsageProblem(
            f"A session's id is needed, not “{text[:40]}”.",
            "“kara do list-sessions” shows the ids.",
        ) from None
