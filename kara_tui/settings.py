"""What the user has set, checked: from the settings file, the environment and flags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from kara_tui.domain.client import RecordClass
from kara_tui.domain.field_kinds import Context
from kara_tui.home import Home

PASSWORD_VARIABLE = "KARA_MAIL_PASSWORD"

DEFAULT = "default"
"""The origin of a value that nobody has set."""


USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""How the way to a mail server may be protected, and where one listens then."""


@dataclass(frozen=True, kw_only=True)
class ProfessionalSection:
    """Who works here, and where."""

    name: str = ""
    """As clients read it; empty until somebody says it."""
    region: str = "IS"
    """ISO 3166 code: how phone numbers without a country code are read."""
    time_zone: str = ""
    """IANA name; empty for the machine's own."""
    language: str = "en"
    """BCP 47 tag."""
    record_class: RecordClass = RecordClass.HEALTH_RECORD
    """What new records are."""

    @property
    def zone(self) -> tzinfo:
        """The zone in which days begin and end for the professional."""
        if not self.time_zone:
            return datetime.now(UTC).astimezone().tzinfo or UTC
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, kw_only=True)
class MailSection:
    """The way out for mail. Without a host, mail stays queued."""

    host: str = ""
    port: int = 0
    """Zero for the usual one."""
    security: str = "starttls"
    """One of `USUAL_PORTS`."""
    user: str = ""
    from_address: str = ""
    from_name: str = ""
    password_file: Path | None = None
    """A file that only its owner may read; its first line is the password."""
    password_given: str = field(default="", repr=False)
    """From the environment."""

    @property
    def ready(self) -> bool:
        """Whether mail can be sent at all."""
        return bool(self.host)

    @property
    def usual_port(self) -> int:
        """The port to use."""
        return self.port or USUAL_PORTS[self.security]

    def password(self) -> str:
        """Return the password; empty when there is none.

        Raises:
            Invalid: When the file that holds it cannot be read, or others may read it.
        """
        if self.password_given or self.password_file is None:
            return self.password_given
        from kara_tui.settings_secrets import read_secret

        return read_secret(self.password_file, "mail.password_file")


@dataclass(frozen=True, kw_only=True)
class ScreenSection:
    """How the workstation looks and listens."""

    theme: str = ""
    """Name of a theme; empty for the usual one."""
    mouse: bool = True


@dataclass(frozen=True, kw_only=True)
class LockSection:
    """When the workstation locks by itself."""

    after_minutes: int = 5
    """How long nobody may touch a key or the mouse."""


@dataclass(frozen=True, kw_only=True)
class BackupSection:
    """Where backups go."""

    folder: Path | None = None
    """None for the folder `backups` beside the store."""


@dataclass(frozen=True, kw_only=True)
class CalendarSection:
    """The calendar file that other programs read."""

    file: Path | None = None
    """None to write none."""
    with_private: bool = False
    """Whether it tells more than when time is taken."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that is set, with where each value comes from."""

    home: Home
    store: Path
    professional: ProfessionalSection = ProfessionalSection()
    mail: MailSection = MailSection()
    screen: ScreenSection = ScreenSection()
    lock: LockSection = LockSection()
    backup: BackupSection = BackupSection()
    calendar: CalendarSection = CalendarSection()
    origins: Mapping[str, str] = field(default_factory=dict)
    """By key such as `mail.host`: the file, a variable or a flag; nothing for a default."""

    @property
    def backup_folder(self) -> Path:
        """Where backups of the store go; those of another store never among one's own."""
        chosen = self.backup.folder if self._is_own else None
        return (chosen or self.store.parent / "backups").absolute()

    @property
    def calendar_file(self) -> Path | None:
        """Which file is kept up to date; no other practice ever writes into it."""
        chosen = self.calendar.file if self._is_own else None
        return chosen and chosen.absolute()

    @property
    def _is_own(self) -> bool:
        """Whether this is the practice that the settings are meant for."""
        return self.store != self.home.demo_store and not self.origin("store.path").startswith("--")

    def origin(self, key: str) -> str:
        """Return where the value of a key comes from."""
        return self.origins.get(key, DEFAULT)

    def reading_context(self, now: datetime) -> Context:
        """Return what reading a client's fields depends on."""
        today = now.astimezone(self.professional.zone).date()
        return Context(today=today, region=self.professional.region)
