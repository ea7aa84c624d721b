"""A practice that looks the same on every day and on every machine."""

from datetime import date, timedelta
from typing import Any

from kara_tui.domain.details import Gender, Interaction
from kara_tui.domain.history import Role
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import CloseTreatment, SetTreatmentState
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ClaimDueMessages, Outcome, RecordDelivery
from tests.support.people import added, addressee, details, requested
from tests.support.practice import LocalPractice

NAMES = (
    "Agnieszka Wójcik",
    "Anne-Marie O’Dónal-Þórsteinsdóttir af Hólum",
    "Áslaug Þórðardóttir",
    "Bjarni Magnússon",
    "Cécile Beauchêne",
    "Czesław Kołodziej",
    "Dagný Sæmundsdóttir",
    "Ðóra Ýr Æsudóttir",
    "Elżbieta Gęsicka",
    "Friðrik Þór Kjartansson",
    "Guðmundur Ýmir Jónasson",
    "Hallgrímur Örn",
    "Íris Lind Pálsdóttir",
    "Jón Jónsson",
    "Katrín Lóa",
    "Þórdís Líf Sigurðardóttir",
    "Örn Ægisson",
    "山田 太郎",
    "김철수",
    "محمد عبد الله",
    "שרה כהן",
    "Ελένη Παπαδοπούλου",
    "Nguyễn Thị Minh Khai",
    "Bo X",
)


async def furnish(practice: LocalPractice) -> None:
    """Bring people into all four lists."""
    for number, name in enumerate(NAMES):
        client = await added(practice.backend, name, **_details(number))
        practice.clock.forward(timedelta(days=9))
        if number % 5 == 1:
            held = TreatmentState.ON_HOLD
            await practice.backend(
                SetTreatmentState(client_id=client.id, version=client.version, state=held)
            )
        elif number % 6 == 5:
            ended = TreatmentState.CANCELLED if number % 4 == 1 else TreatmentState.CLOSED
            await practice.backend(
                CloseTreatment(client_id=client.id, version=client.version, state=ended)
            )
    await _requests(practice)
    await _invites(practice)


def _details(number: int) -> dict[str, Any]:
    phones = ("555 1234", "+44 7700 900394", "+33 6 39 98 66 17", "")
    phone = phones[number % 4]
    return {
        "administrative_gender": Gender.FEMALE,
        "birth_date": None if number % 7 == 6 else date(1950 + number * 2, 1 + number % 12, 3),
        "phone_typed": phone,
        "phone": phone.replace(" ", ""),
        "contact_email": "" if number % 3 == 2 else f"person{number}@mail.example",
    }


async def _requests(practice: LocalPractice) -> None:
    await requested(
        practice.backend,
        "Jón Jónsson",
        reason_for_booking="I have not been sleeping well since the spring, and it wears me down.",
        birth_date=date(1976, 2, 3),
        contact_email="person13@mail.example",
        national_id="0302762399",
        interaction_preference=Interaction.REMOTE,
    )
    practice.clock.forward(timedelta(days=2))
    await requested(practice.backend, "Wawrzyniec Brzęczykowski", reason_for_booking="Work.")
    practice.clock.forward(timedelta(hours=5))


async def _invites(practice: LocalPractice) -> None:
    for name, outcome in (
        ("Sóley Ólafsdóttir", Outcome.DELIVERED),
        ("田所 小夜子", Outcome.REFUSED),
    ):
        invite = InviteClient(
            details=details(name, contact_email="somebody@mail.example"), addressee=addressee()
        )
        await practice.backend(invite)
        practice.clock.forward(timedelta(minutes=5))
        courier = practice.workstation(Role.SYSTEM)
        [mail] = await courier(ClaimDueMessages())
        record = RecordDelivery(message_id=mail.id, version=mail.version, outcome=outcome)
        await courier(record)
        practice.clock.forward(timedelta(days=13))
