"""A practice in which everything private can be told at sight: its words begin with “zq”."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.authenticator import (
    AuthenticatorKind,
    AuthenticatorMeans,
    EnteredAuthenticator,
    HolderDetails,
)
from kara_tui.domain.client import Client
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.drafts import DraftContent, new_draft_key
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.money_views import ReceiptFacts
from kara_tui.domain.note_forms import NoteForm
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.private import opened
from kara_tui.domain.session import Session, SessionDetails
from kara_tui.operations.authenticators import AddAuthenticator
from kara_tui.operations.clients import UpdateClient
from kara_tui.operations.contacts import AddContact
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.payments import ReadReceipt
from tests.screens.payments.helpers import charged, held, paid
from tests.support.answering import answered
from tests.support.clock import NOON
from tests.support.notes import amended, signed, written
from tests.support.people import added, details, requested
from tests.support.sessions import blocked, scheduled

SIGN = "zq"
"""What every private word begins with, and no word of the program."""
NUMBER = "5810077"
"""The one number that is private, as it is typed everywhere."""
NAME = "Zqanna Zqvale"

_PRIVATE = {
    "reason_for_booking": "zqsleep is bad",
    "reason_by_professional": "zqgrief",
    "phone_typed": NUMBER,
    "phone": f"+354{NUMBER}",
    "contact_email": "zqanna@zqmail.example",
    "street": "Zqstreet 1",
    "gender_text": "zqgender",
    "country_code": "IS",
}


@dataclass(frozen=True)
class World:
    """Whom and what the screens show."""

    client: Client
    other: Client
    session: Session
    draft_note: NoteEntry
    signed_note: NoteEntry
    response: MeasureResponse
    receipt: ReceiptFacts

    @property
    def details(self) -> ClientDetails:
        """The client's own."""
        return opened(self.client.details)


async def furnished(backend: Backend) -> World:
    """Bring something private into every place that a screen shows."""
    known = set(ClientDetails.__dataclass_fields__)
    private: dict[str, Any] = {one: text for one, text in _PRIVATE.items() if one in known}
    client = await added(backend, NAME, **private)
    changed = replace(opened(client.details), reason_by_professional="zqloss")
    client = await backend(
        UpdateClient(client_id=client.id, version=client.version, details=changed)
    )
    other = await added(backend, "Zqbea Zqhill")
    await requested(backend, "Zqrun Zqfell", reason_for_booking="zqfear of heights")
    to = Addressee(name="Zqeva Zqdale", email="zqeva@zqmail.example")
    await backend(InviteClient(details=details(to.name, contact_email=to.email), addressee=to))
    place = SessionDetails(place="Zqroom", join_url="https://zqmeet.example", remark="zqkey")
    session = await scheduled(backend, client.id, NOON, details=place)
    await scheduled(backend, other.id, NOON + timedelta(days=7))
    await blocked(backend, NOON + timedelta(days=1), 60, "Zqdentist")
    draft = await written(backend, client, "zqnote of today", session_id=session.id)
    note = await signed(backend, client, "zqsigned before")
    note = await amended(backend, note.note, "zqamended")
    details_of_contact = ContactDetails(
        name="Zqmother", relationship="zqkin", phone_typed=NUMBER, note="zqnights"
    )
    await backend(AddContact(client_id=client.id, details=details_of_contact))
    entered = EnteredAuthenticator(
        kind=AuthenticatorKind.PROXY,
        means=AuthenticatorMeans.APP,
        details=HolderDetails(holder="Zqholder", kennitala="0101302129", relationship="zqkin"),
    )
    await backend(AddAuthenticator(client_id=client.id, entered=entered))
    await held(backend, client)
    charge = await charged(backend, client, "zqreport")
    payment = await paid(backend, charge)
    await charged(backend, client, "zqletter")
    receipt = await backend(ReadReceipt(client_id=client.id, payment_id=payment.id))
    response = await answered(backend, client.id, 1, 2, 3, 4, 5, remark="zqaloud")
    await _left_unfinished(backend, client)
    return World(client, other, session, draft, note, response, receipt)


async def _left_unfinished(backend: Backend, client: Client) -> None:
    content = DraftContent(typed={"text": "zqunfinished"})
    key = new_draft_key(NoteForm(client.id).name)
    await backend(SaveDraft(key=key, record_version=0, content=content))


def remark() -> Remark:
    """Return a private remark."""
    return Remark(text="zqremark")
