"""What the form of an invite comes to: problems beside the fields, or the invite itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kara_tui.domain.client_fields import client_field
from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import ClientField, Context
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.letters import Letter, invite_letter
from kara_tui.domain.matching import Verdict, compare
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.private import opened
from kara_tui.domain.text import clean_line, clean_lines
from kara_tui.operations.invites import InviteClient

PERSONAL = "personal_line"
LONGEST_PERSONAL = 500
CODE_TO_COME = "(made when you send)"

_NOBODY = "(name)"


@dataclass(frozen=True)
class InviteReading:
    """A form of an invite, read."""

    details: ClientDetails
    personal: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    """Why a field cannot be taken, by field name."""

    def invite(self) -> InviteClient:
        """Return the invite; only to be asked for when there are no problems."""
        name, email = self.details.name, self.details.contact_email
        addressee = Addressee(name=name, email=email)
        return InviteClient(details=self.details, addressee=addressee, personal_line=self.personal)

    def letter(self, professional: str) -> Letter:
        """Return the mail as far as it can be told before it is sent."""
        name = self.details.name or _NOBODY
        return invite_letter(name, professional, self.personal, CODE_TO_COME)


def invite_fields() -> tuple[ClientField, ...]:
    """Return the fields of the form."""
    return (
        client_field("name"),
        replace(client_field("contact_email"), required=True, hint="The invite goes there"),
        ClientField(
            PERSONAL,
            "A line of your own",
            "Stands above the invite's own text; may stay empty",
            longest=LONGEST_PERSONAL,
            lines=True,
        ),
    )


def read_invite(typed: Mapping[str, str], context: Context) -> InviteReading:
    """Read the form; never raises, and tells about all fields at once."""
    known = {name: typed.get(name, "") for name in ("name", "contact_email")}
    reading = read_details(known, ClientDetails(), context)
    problems = dict(reading.problems)
    if not clean_line(known["contact_email"][:1000]) and "contact_email" not in problems:
        problems["contact_email"] = "An invite needs an address to go to."
    line = typed.get(PERSONAL, "")
    personal = clean_lines(line[: LONGEST_PERSONAL * 4])
    if len(line) > LONGEST_PERSONAL * 4 or len(personal) > LONGEST_PERSONAL:
        problems[PERSONAL] = (
            f"This takes at most {LONGEST_PERSONAL} characters; this has {len(line):,}."
        )
    return InviteReading(reading.details, personal[:LONGEST_PERSONAL], problems)


def alike_in_words(details: ClientDetails, found: Sequence[LookAlike]) -> str:
    """Return who is known already and may be the same person; empty when nobody is."""
    told: list[str] = []
    for one in found:
        if isinstance(one.details, bytes):
            continue
        known = opened(one.details)
        match = compare(details, known)
        name = clean_line(known.name)
        if match.email is Verdict.MATCH:
            told.insert(0, f"{name} is known to you already, with this e-mail address.")
        elif match.name is Verdict.MATCH:
            told.append(f"Somebody called {name} is known to you already.")
    more = f" And {len(told) - 1} more." if len(told) > 1 else ""
    return told[0] + more if told else ""
