"""Sessions on their way into a calendar file: what stands in it, and where it goes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import App

from kara_tui.domain.session import Session
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.save_dialog import Progress, SaveDialog, ToSave
from kara_tui.workflows.export_calendar import CalendarWish, export_calendar

_ANSWERS = (
    (False, "When, and nothing else: “Session”, “Busy”"),
    (True, "Names, services, places, links and remarks, too"),
)
_EXPLANATION = (
    "Whoever has the file, or a calendar that it is put into, reads all that stands in it."
)
_BARE = "It tells when time is taken, and nothing about anybody. Nothing in it is encrypted."
_PRIVATE = "With names, places and remarks, readable by whoever has it: nothing is encrypted."


def save_calendar(app: App[Any], desk: Desk, wish: CalendarWish, what: str, name: str) -> None:
    """Ask what is to stand in a calendar file, and where it goes, and write it.

    Args:
        app: The program.
        desk: Has the store.
        wish: Whose sessions.
        what: What it holds, in words that follow “Write”.
        name: What the file is called at first, without its ending; it names nobody.
    """

    def told(path: Path | None) -> None:
        if path is not None:
            app.notify(safe_text(str(path)), title="The calendar is written to", markup=False)

    def chosen(with_private: bool | None) -> None:
        if with_private is not None:
            full = replace(wish, with_private=with_private)
            app.push_screen(SaveDialog(_to_save(desk, full, what, name)), told)

    question = QuestionScreen("What shall the calendar tell?", _ANSWERS, _EXPLANATION)
    app.push_screen(question, chosen)


def save_session(app: App[Any], desk: Desk, session: Session) -> None:
    """Ask for a file, and write one session to it."""
    wish = CalendarWish(session_id=session.id)
    day = desk.local(session.starts_at).date().isoformat()
    save_calendar(app, desk, wish, "this session", f"session-{day}")


def save_sessions(app: App[Any], desk: Desk, session: Session) -> None:
    """Ask for a file, and write all sessions of the same client to it."""
    wish = CalendarWish(client_id=session.client_id)
    save_calendar(app, desk, wish, "this client's sessions", f"sessions-{desk.today()}")


def save_everything(app: App[Any], desk: Desk) -> None:
    """Ask for a file, and write all sessions and blocks to it."""
    what = "all sessions and blocked times"
    save_calendar(app, desk, CalendarWish(), what, f"calendar-{desk.today()}")


def _to_save(desk: Desk, wish: CalendarWish, what: str, name: str) -> ToSave:
    async def make(_path: Path, progress: Progress) -> bytes:
        progress("Writing the calendar …")
        return (await export_calendar(desk.backend, wish)).data

    return ToSave(
        question=f"Write {what} to a calendar file (iCalendar)",
        hint=_PRIVATE if wish.with_private else _BARE,
        name=name,
        ending=".ics",
        make=make,
    )
