"""`kara settings`: what is set, and where each value comes from."""

from pathlib import Path
from typing import Any

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.settings import PASSWORD_VARIABLE, Settings


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("settings", "Show what is set, and where each value comes from")
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Show the settings."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    rows = [*_rows(settings), ("mail.password", *_password(settings))]
    if options.json:
        session.out.json(
            {
                "file": str(settings.home.settings_file),
                "settings": {
                    key: {"value": _plain(value), "from": origin} for key, value, origin in rows
                },
            }
        )
        return exit_codes.FINE
    for key, value, origin in rows:
        session.out.line(f"{key:<26}{_shown(value):<32} {origin}")
    state = "" if settings.home.settings_file.exists() else " (not there yet)"
    session.out.line("")
    session.out.line(f"Settings file: {settings.home.settings_file}{state}")
    return exit_codes.FINE


def _rows(settings: Settings) -> list[tuple[str, Any, str]]:
    from kara_tui.settings_table import setting_table

    rows = []
    for one in setting_table():
        section, _, name = one.key.partition(".")
        part = getattr(settings, section)
        value = part if section == "store" else getattr(part, name)
        if one.key == "backup.folder":
            # Where they go, and not only what somebody has set.
            value = settings.backup_folder
        rows.append((one.key, value, settings.origin(one.key)))
    return rows


def _password(settings: Settings) -> tuple[str, str]:
    if settings.mail.password_given:
        return "set", PASSWORD_VARIABLE
    if settings.mail.password_file:
        return "in a file", settings.origin("mail.password_file")
    return "", "default"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "–" if value in ("", None) else str(value)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value
