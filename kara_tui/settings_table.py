"""Every setting, declared once: its key, what it expects, how it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kara_tui.domain.client import RecordClass
from kara_tui.domain.text import clean_line
from kara_tui.settings import USUAL_PORTS


@dataclass(frozen=True)
class Setting:
    """One thing that can be set."""

    key: str
    """Section and name, such as `mail.host`."""
    meaning: str
    expects: str
    """What may stand there, in words that follow “takes”."""
    read: Callable[[Any], Any]
    """Reads what a file or a variable holds.

    Raises ValueError or KaraError for what it does not take."""

    @property
    def variable(self) -> str:
        """The environment's name for it."""
        return f"KARA_{self.key.upper().replace('.', '_')}"


@lru_cache(maxsize=1)
def setting_table() -> tuple[Setting, ...]:
    """Return all settings, in the order in which they are shown."""
    return (
        Setting("professional.name", "Your name, as clients read it", "a name", _line),
        Setting(
            "professional.region",
            "How phone numbers without a country code are read",
            "a country's two-letter code, such as IS",
            _region,
        ),
        Setting(
            "professional.time_zone",
            "Where your days begin and end; empty for the machine's zone",
            "a time zone, such as Atlantic/Reykjavik",
            _time_zone,
        ),
        Setting(
            "professional.language", "Your language", "a tag such as en, is or pt-BR", _language
        ),
        Setting(
            "professional.record_class",
            "What new records are: kept by law, or erased when the client asks for it",
            "health_record or private_practice",
            _record_class,
        ),
        Setting("store.path", "The file that holds your practice", "the path of a file", _path),
        Setting("mail.host", "The mail server; empty to keep mail queued", "a host name", _host),
        Setting(
            "mail.port", "Its port; 0 for the usual one", "a whole number from 0 to 65535", _port
        ),
        Setting(
            "mail.security",
            "How the way there is protected; none only for this machine",
            "starttls, tls or none",
            _security,
        ),
        Setting("mail.user", "Whom you sign in as there", "a user name", _line),
        Setting("mail.from_address", "Where your mail comes from", "an e-mail address", _address),
        Setting("mail.from_name", "The name beside that address", "a name", _line),
        Setting(
            "mail.password_file",
            "The file that holds the password; only you may read it",
            "the path of a file",
            _path,
        ),
        Setting("screen.theme", "How the workstation looks", "the name of a theme", _line),
        Setting("screen.mouse", "Whether the mouse does anything", "true or false", _switch),
        Setting(
            "backup.folder",
            "Where backups of your own practice go; empty for “backups” beside it",
            "the path of a folder",
            _optional_path,
        ),
        Setting(
            "calendar.file",
            "A calendar (.ics) kept up to date for other programs to subscribe to; empty for none",
            "the path of a file",
            _optional_path,
        ),
        Setting(
            "calendar.with_private",
            "Whether it tells names, services, places, links and remarks, and not only when",
            "true or false",
            _switch,
        ),
        Setting(
            "lock.after_minutes",
            "After how long without a key the practice locks itself",
            "a whole number from 1 to 30",
            _lock_minutes,
        ),
    )


def _line(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError
    text = clean_line(raw[:1000])
    if len(text) > 200:
        raise ValueError
    return text


def _lock_minutes(raw: Any) -> int:
    minutes = int(raw) if isinstance(raw, str) and raw.isdecimal() else raw
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= 30:
        raise ValueError
    return minutes


def _region(raw: Any) -> str:
    from kara_tui.domain.countries import countries

    code = _line(raw).upper()
    if code not in countries():
        raise ValueError
    return code


def _time_zone(raw: Any) -> str:
    from kara_tui.domain.contact_fields import read_time_zone

    text = _line(raw)
    return read_time_zone(text) if text else ""


def _language(raw: Any) -> str:
    from kara_tui.domain.contact_fields import read_language

    return read_language(_line(raw))


def _record_class(raw: Any) -> RecordClass:
    return RecordClass(_line(raw).lower())


def _path(raw: Any) -> Path:
    if not isinstance(raw, str) or not raw.strip() or "\x00" in raw:
        raise ValueError
    return Path(raw).expanduser()


def _optional_path(raw: Any) -> Path | None:
    return None if raw == "" else _path(raw)


def _host(raw: Any) -> str:
    text = _line(raw)
    if any(mark in text for mark in " /@"):
        raise ValueError
    return text


def _port(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise ValueError
    port = int(raw)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def _security(raw: Any) -> str:
    word = _line(raw).lower()
    if word not in USUAL_PORTS:
        raise ValueError
    return word


def _address(raw: Any) -> str:
    text = _line(raw)
    before, at, after = text.rpartition("@")
    if text and (not before or not at or not after or " " in text):
        raise ValueError
    return text


def _switch(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    return known[_line(raw).lower()]
