"""A message becomes a letter that says what was meant, and nothing that anybody slipped in."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import CannotDeliver
from kara_tui.domain.ids import ClientId, MessageId, uuid7
from kara_tui.domain.outbox import Addressee, OutboxMessage, Sender
from kara_tui.mail.letter import as_eml, letter

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ID = MessageId(UUID("019cae3f-0000-7000-8000-000000000001"))
ANNA = Sender(name="Dr Anna Jónsdóttir", address="anna@example.org")
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


def message(
    name: str = "Þóra Ægisdóttir",
    email: str = "thora@example.com",
    subject: str = "Your request was accepted",
    body: str = "Hello,\n\nsee you soon.\n",
) -> OutboxMessage:
    return OutboxMessage(
        id=ID,
        client_id=ClientId(uuid7()),
        kind="invite",
        to=Addressee(name=name, email=email),
        subject=subject,
        body=body,
        created_at=NOW,
        not_before=NOW,
    )


def read_back(mail: EmailMessage) -> EmailMessage:
    parsed = message_from_bytes(mail.as_bytes(), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def words(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def test_icelandic_names_subjects_and_words_arrive_as_they_were_written() -> None:
    mail = read_back(
        letter(message(subject="Þér er boðið", body="Kæra Þóra,\nvelkomin."), ANNA, NOW)
    )
    assert mail["To"].addresses[0].display_name == "Þóra Ægisdóttir"
    assert mail["From"].addresses[0].display_name == "Dr Anna Jónsdóttir"
    assert mail["Subject"] == "Þér er boðið"
    assert words(mail) == "Kæra Þóra,\nvelkomin.\n"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"


def test_the_same_message_always_bears_the_same_id() -> None:
    first = letter(message(), ANNA, NOW)
    later = letter(message(subject="other"), ANNA, datetime(2026, 4, 1, tzinfo=UTC))
    assert first["Message-ID"] == later["Message-ID"] == f"<{ID}@example.org>"


def test_nothing_of_the_letter_travels_in_8_bits_or_in_endless_lines() -> None:
    raw = letter(message(body="þ" * 5000 + "\n" + "x" * 5000), ANNA, NOW).as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998


def test_an_icelandic_domain_is_written_the_way_mail_servers_look_it_up() -> None:
    mail = letter(message(email="thora@dæmi.is"), ANNA, NOW)
    assert mail["To"].addresses[0].addr_spec == "thora@xn--dmi-yla.is"


@pytest.mark.parametrize(
    "email",
    ["", "thora", "þóra@example.com", "a@example.com\r\nBcc: b@example.com", "a@b@example.com"],
)
def test_an_address_that_is_none_is_refused_for_good(email: str) -> None:
    with pytest.raises(CannotDeliver, match="address of the addressee") as refusal:
        letter(message(email=email), ANNA, NOW)
    assert refusal.value.permanent


@given(name=st.text(max_size=80), subject=st.text(max_size=200), sender=st.text(max_size=80))
def test_no_name_and_no_subject_adds_a_header(name: str, subject: str, sender: str) -> None:
    injected = "\r\nBcc: everybody@example.com\r\n\r\nhello"
    sent = letter(
        message(name=name + injected, subject=subject + injected),
        Sender(name=sender + injected, address="anna@example.org"),
        NOW,
    )
    mail = read_back(sent)
    assert set(mail.keys()) == HEADERS
    assert [one.addr_spec for one in mail["To"].addresses] == ["thora@example.com"]
    assert [one.addr_spec for one in mail["From"].addresses] == ["anna@example.org"]
    assert words(mail) == "Hello,\n\nsee you soon.\n"


def test_an_exported_message_opens_as_a_draft_even_before_there_are_settings() -> None:
    mail = message_from_bytes(as_eml(message(), Sender()), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["From"] is None
    assert mail["To"].addresses[0].addr_spec == "thora@example.com"
    assert mail["Message-ID"] == f"<{ID}@kara.invalid>"
