"""Mail settings that cannot work, or would send mail in the clear, are refused at once."""

from typing import Any

import pytest

from kara_tui.domain.errors import Invalid
from kara_tui.mail.settings import MailSettings, Security
from kara_tui.workflows.deliver_mail import why_not_sent


def settings(**changed: Any) -> MailSettings:
    given = {"host": "mail.example.org", "from_address": "anna@example.org"} | changed
    return MailSettings(**given)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "127.9.9.9"])
def test_a_server_on_this_machine_may_go_without_encryption(host: str) -> None:
    assert settings(host=host, security=Security.NONE).host == host


@pytest.mark.parametrize("host", ["mail.example.org", "192.168.1.2", "localhost.example.org"])
def test_no_other_server_may(host: str) -> None:
    with pytest.raises(Invalid, match="in the clear") as refusal:
        settings(host=host, security=Security.NONE)
    assert refusal.value.field == "security"


@pytest.mark.parametrize(
    ("field", "value"),
    [("host", ""), ("port", 0), ("port", 65536), ("from_address", ""), ("from_address", "anna")],
)
def test_what_cannot_work_names_its_setting(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        settings(**{field: value})
    assert refusal.value.field == field


def test_the_password_is_never_shown() -> None:
    assert "opensesame" not in repr(settings(user="anna", password="opensesame"))


def test_without_a_mail_server_the_reason_is_told() -> None:
    assert why_not_sent(settings()) == ""
    assert "export" in why_not_sent(None)
