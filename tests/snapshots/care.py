"""A practice in which people are treated: sessions, notes, answers, fees, a contact, a file."""

from datetime import timedelta

from kara_tui.demo.care import Slot, client_care, practice_care
from kara_tui.domain.attachment import AttachmentDetails
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.ids import uuid7
from kara_tui.operations.attachments import AddAttachment
from kara_tui.operations.contacts import AddContact
from tests.support.people import added, requested
from tests.support.practice import LocalPractice

PEOPLE = (
    ("Áslaug Þórðardóttir", Slot(0, 13)),
    ("Bjarni Magnússon", Slot(0, 10)),
    ("Cécile Beauchêne", Slot(2, 9)),
    ("Dagný Sæmundsdóttir", Slot(3, 14)),
)


async def treat(practice: LocalPractice) -> None:
    """Let people come for six weeks; the first of them comes in an hour."""
    now = practice.clock.now
    told = [*practice_care(now - timedelta(days=90))]
    for place, (name, slot) in enumerate(PEOPLE):
        practice.clock.now = now - timedelta(days=80)
        client = await added(
            practice.backend, name, phone="+3545812345", reason_by_professional="Sleeps badly."
        )
        told += client_care(place + 4, client.id, slot, 6, now)
        if place == 0:
            told += [
                (
                    now - timedelta(days=70),
                    AddContact(
                        client_id=client.id,
                        details=ContactDetails(
                            name="Katla Áslaugardóttir",
                            relationship="Daughter",
                            phone="+3548998877",
                            is_emergency=True,
                        ),
                    ),
                ),
                (
                    now - timedelta(days=40),
                    AddAttachment(
                        client_id=client.id,
                        attachment_id=uuid7(),
                        sealed_size=81_000,
                        key=b"\x01" + bytes(80),
                        details=AttachmentDetails(
                            name="Referral.pdf", media_type="application/pdf", size=80_000
                        ),
                    ),
                ),
            ]
    for at, operation in sorted(told, key=lambda one: one[0]):
        practice.clock.now = at
        await practice.backend(operation)
    practice.clock.now = now
    await requested(practice.backend, "Elżbieta Gęsicka")
