"""Settings gathered from the file, the environment and flags; the later one wins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kara_tui.domain.errors import Invalid, KaraError
from kara_tui.domain.text import safe_text
from kara_tui.home import Home
from kara_tui.settings import (
    PASSWORD_VARIABLE,
    BackupSection,
    CalendarSection,
    LockSection,
    MailSection,
    ProfessionalSection,
    ScreenSection,
    Settings,
)
from kara_tui.settings_table import Setting, setting_table


@dataclass
class _Gathered:
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def take(self, setting: Setting, raw: Any, origin: str) -> None:
        try:
            self.values[setting.key] = setting.read(raw)
        except (ValueError, KeyError, KaraError):
            shown = safe_text(str(raw)[:60])
            self.complain(
                setting.key, f"{origin}: “{setting.key}” takes {setting.expects}, not “{shown}”."
            )
        else:
            self.origins[setting.key] = origin

    def complain(self, key: str, sentence: str) -> None:
        self.problems.append((key, sentence))


def load_settings(
    home: Home, environment: Mapping[str, str], flags: Mapping[str, str] | None = None
) -> Settings:
    """Return what is set; the environment overrules the file, and flags overrule both.

    Args:
        home: Where the settings file lies.
        environment: A variable such as `KARA_MAIL_HOST` sets `mail.host`.
        flags: By key, what the command line says; the flag is called `--` and the
            key's first part.

    Raises:
        Invalid: When anything is wrong: one sentence for each thing, all at once.
    """
    gathered = _Gathered()
    known = {one.key: one for one in setting_table()}
    _take_file(home.settings_file, known, gathered)
    for setting in known.values():
        if setting.variable in environment:
            gathered.take(setting, environment[setting.variable], setting.variable)
    for key, raw in (flags or {}).items():
        gathered.take(known[key], raw, f"--{key.partition('.')[0]}")
    _check_mail(gathered, home)
    if gathered.problems:
        raise Invalid(gathered.problems[0][0], " ".join(one for _, one in gathered.problems))
    return _settings(home, environment, gathered)


def _take_file(path: Path, known: dict[str, Setting], gathered: _Gathered) -> None:
    for key, raw in _flattened(_parsed(path, gathered)):
        if key in known:
            gathered.take(known[key], raw, str(path))
            if isinstance(value := gathered.values.get(key), Path):
                # A path in the file is meant from where the file lies.
                gathered.values[key] = path.parent / value
        else:
            gathered.complain(key, f"{path}: {_unknown(key, known)}")


def _parsed(path: Path, gathered: _Gathered) -> dict[str, Any]:
    try:
        if not path.exists():
            return {}
        import tomllib

        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        gathered.complain("file", f"{path} is not written in UTF-8.")
    except ValueError as problem:
        gathered.complain("file", f"{path} is not in the form of a settings file: {problem}.")
    except OSError as problem:
        gathered.complain("file", f"{path} cannot be read: {problem.strerror}.")
    return {}


def _flattened(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, content in table.items():
        if isinstance(content, dict):
            for name, raw in content.items():
                yield f"{section}.{name}", raw
        else:
            yield section, content


def _unknown(key: str, known: Mapping[str, Setting]) -> str:
    shown = safe_text(key[:60])
    if key == "mail.password":
        return (
            "“mail.password” does not belong in this file. Put the password into a file that"
            f" only you may read and name it as “password_file”, or set {PASSWORD_VARIABLE}."
        )
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    hint = f" Is “{near[0]}” meant?" if near else ""
    return f"nothing is called “{shown}”.{hint}"


def _check_mail(gathered: _Gathered, home: Home) -> None:
    values = gathered.values
    host = values.get("mail.host", "")
    where = gathered.origins.get("mail.host", str(home.settings_file))
    if not host:
        return
    if not values.get("mail.from_address"):
        gathered.complain(
            "mail.from_address", f"{where}: “mail.host” needs “mail.from_address” beside it."
        )
    if values.get("mail.security") == "none" and not _is_this_machine(host):
        origin = gathered.origins["mail.security"]
        gathered.complain(
            "mail.security",
            f"{origin}: “mail.security” takes none only for a server on this machine;"
            f" for {safe_text(host)} it takes starttls or tls.",
        )


def _is_this_machine(host: str) -> bool:
    from kara_tui.mail.settings import is_loopback

    return is_loopback(host)


def _settings(home: Home, environment: Mapping[str, str], gathered: _Gathered) -> Settings:
    def section(name: str) -> dict[str, Any]:
        start = f"{name}."
        values = gathered.values
        return {key[len(start) :]: values[key] for key in values if key.startswith(start)}

    store: Path = gathered.values.get("store.path", home.store)
    return Settings(
        home=home,
        store=store.absolute(),
        professional=ProfessionalSection(**section("professional")),
        mail=MailSection(**section("mail"), password_given=environment.get(PASSWORD_VARIABLE, "")),
        screen=ScreenSection(**section("screen")),
        lock=LockSection(**section("lock")),
        backup=BackupSection(**section("backup")),
        calendar=CalendarSection(**section("calendar")),
        origins=dict(gathered.origins),
    )
