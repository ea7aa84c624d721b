"""Made-up people, and the moves that bring them into a practice."""

from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Account, Client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import AccountId, uuid7
from kara_tui.domain.outbox import Addressee
from kara_tui.operations.clients import AddClient
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.requests import AskForService

PROFESSIONAL_NAME = "Dr Anna Jónsdóttir"


def details(name: str = "Áslaug Þórðardóttir", **fields: Any) -> ClientDetails:
    """Return what is told about somebody."""
    return ClientDetails(name=name, **fields)


def account(name: str = "Björn Ægisson", email: str = "bjorn@mail.example") -> Account:
    """Return the account of somebody who signs in."""
    return Account(id=AccountId(uuid7()), login_email=email, name=name)


def addressee(name: str = "Sóley Ólafsdóttir", email: str = "soley@mail.example") -> Addressee:
    """Return whom a mail goes to."""
    return Addressee(name=name, email=email)


async def added(backend: Backend, name: str = "Áslaug Þórðardóttir", **fields: Any) -> Client:
    """Add a client by hand."""
    return await backend(AddClient(details=details(name, **fields)))


async def requested(backend: Backend, name: str = "Björn Ægisson", **fields: Any) -> Client:
    """Let somebody ask for the service."""
    return await backend(AskForService(account=account(name), details=details(name, **fields)))


async def invited(backend: Backend, name: str = "Sóley Ólafsdóttir") -> Client:
    """Invite somebody."""
    return await backend(InviteClient(details=details(name), addressee=addressee(name)))
