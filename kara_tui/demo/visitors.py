"""Those who stand at the door of the demonstration practice: requests, and open invites."""

from dataclasses import dataclass
from datetime import date, timedelta

from kara_tui.domain.details import ClientDetails, Gender, Interaction


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who is not a client yet."""

    details: ClientDetails
    ago: timedelta
    """How long ago they asked, or were invited."""
    look_alike: bool = False
    """Whether they are a client already, under another name: theirs is put behind it."""
    refused: str = ""
    """What the mail server said about their address."""


REQUESTS = (
    Visitor(
        ago=timedelta(hours=2, minutes=10),
        details=ClientDetails(
            name="Sólrún Dögg Þorvarðardóttir",
            administrative_gender=Gender.FEMALE,
            contact_email="solrun.dogg@example.com",
            phone="+3545550142",
            phone_typed="555 0142",
            birth_date=date(1994, 5, 17),
            country_code="IS",
            language="is",
            reason_for_booking=(
                "Ég á erfitt með svefn og kvíði fyrir öllu.\n"
                "Vinkona mín mælti með þér. Er laus tími eftir klukkan 16?"
            ),
            interaction_preference=Interaction.ON_SITE,
        ),
    ),
    Visitor(
        ago=timedelta(days=1, hours=3),
        details=ClientDetails(
            name="Wawrzyniec Brzęczykowski",
            administrative_gender=Gender.MALE,
            contact_email="w.brzeczykowski@example.org",
            phone="+3545550187",
            phone_typed="+354 555 0187",
            country_code="IS",
            language="pl",
            reason_for_booking="I work night shifts and cannot switch off. Polish or English.",
            interaction_preference=Interaction.REMOTE,
        ),
    ),
    Visitor(
        ago=timedelta(days=6, hours=5),
        look_alike=True,
        details=ClientDetails(
            name="Hólm",
            country_code="IS",
            language="is",
            reason_for_booking=(
                "I came to you some years ago, before I changed my name. "
                "Now my mother is ill and I would like to come again."
            ),
            interaction_preference=Interaction.UNDECIDED,
        ),
    ),
    Visitor(
        ago=timedelta(days=19, hours=1),
        details=ClientDetails(
            name="רבקה אלמוג",
            administrative_gender=Gender.FEMALE,
            contact_email="rivka.almog@example.net",
            birth_date=date(1978, 11, 2),
            country_code="IS",
            language="he",
            reason_for_booking="מאז המעבר לאיסלנד קשה לי לישון. אפשר גם באנגלית.",
            interaction_preference=Interaction.REMOTE,
        ),
    ),
)
"""Newest first."""

INVITED = (
    Visitor(
        ago=timedelta(hours=3),
        details=ClientDetails(
            name="Hjörleifur Mímisson", contact_email="hjorleifur.mimison@example.com"
        ),
        refused=(
            "The mail server does not accept the addressee (550: no such mailbox here). "
            "Check the address, then send it again."
        ),
    ),
    Visitor(
        ago=timedelta(days=28, hours=4),
        details=ClientDetails(name="田所 小夜子", contact_email="tadokoro.sayoko@example.org"),
    ),
)
"""The second one is about to run out."""
