"""Whom a mail about sessions goes to, and what it adds."""

from kara_tui.domain.client import Client
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.session import SessionDetails
from kara_tui.domain.session_letters import Notice


def notice_to(client: Client | None, details: SessionDetails | None = None) -> Notice | None:
    """Return whom to tell; None for a client without an address for automatic mail.

    Args:
        client: Whom the session is with.
        details: Where the session is; its place or address to join leaves with the mail.
    """
    if client is None or client.account is None:
        return None
    known = client.details
    name = client.account.name if isinstance(known, bytes) else known.name
    where = (details.join_url or details.place) if details else ""
    return Notice(
        to=Addressee(name=name or client.account.name, email=client.account.login_email),
        time_zone="" if isinstance(known, bytes) else known.time_zone,
        where=where,
    )
