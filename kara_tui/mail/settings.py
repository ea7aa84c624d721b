"""Which mail server takes the practice's mail, and how it is spoken to."""

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address

from kara_tui.domain.errors import Invalid

HIGHEST_PORT = 65535


class Security(StrEnum):
    """How the way to the mail server is encrypted."""

    STARTTLS = "starttls"
    """Begins in the clear and is encrypted before anything is said (usually port 587)."""
    TLS = "tls"
    """Encrypted from the first byte (usually port 465)."""
    NONE = "none"
    """Not at all; only for a server on this machine."""


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """A mail server, and in whose name mail leaves.

    Raises:
        Invalid: When they cannot work; its field is the setting's name.
    """

    host: str
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    """Empty for a server that asks for no login."""
    password: str = field(default="", repr=False)
    from_address: str
    from_name: str = ""

    def __post_init__(self) -> None:
        if not self.host:
            raise Invalid("host", "The mail server's name is missing.")
        if not 0 < self.port <= HIGHEST_PORT:
            raise Invalid("port", f"A port is a number from 1 to {HIGHEST_PORT}.")
        if "@" not in self.from_address:
            raise Invalid("from_address", "Mail needs an address that it comes from.")
        if self.security is Security.NONE and not is_loopback(self.host):
            raise Invalid(
                "security",
                f"Mail to {self.host} would travel in the clear.",
                "Set security to starttls or tls; none is for a server on this machine.",
            )


def is_loopback(host: str) -> bool:
    """Tell whether the name means this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
