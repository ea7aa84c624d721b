"""What a mail server answers is quoted shortly and never reaches the terminal raw."""

import smtplib

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.mail.refusals import told
from kara_tui.mail.settings import MailSettings

SETTINGS = MailSettings(host="mail.example.org", from_address="anna@example.org")


@given(code=st.integers(400, 599), answer=st.binary(max_size=2000))
def test_any_answer_becomes_a_short_harmless_sentence(code: int, answer: bytes) -> None:
    refusal = told(smtplib.SMTPDataError(code, answer), SETTINGS)
    assert len(str(refusal)) < 400
    assert all(mark.isprintable() or mark == "�" or ord(mark) > 0x9F for mark in str(refusal))
    assert refusal.permanent == (code >= 500)


def test_a_steering_answer_is_disarmed() -> None:
    refusal = told(smtplib.SMTPDataError(550, b"\x1b]0;owned\x07no\r\nsuch user"), SETTINGS)
    assert "\x1b" not in str(refusal)
    assert "such user" in str(refusal)
