"""Where in the workstation somebody is, in a word that survives a restart."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.client import Stage
from kara_tui.domain.drafts import (
    INVITE_FORM,
    NEW_CLIENT_FORM,
    RemarkKind,
    client_form,
    draft_key,
    remark_form,
)
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId

HIDDEN = "01"
"""Stands in a place where names are hidden."""


class Front(StrEnum):
    """What lies over the list, or over the profile."""

    NEW_CLIENT = "new-client"
    INVITE = "invite"
    IMPORT = "import"
    AGENDA = "agenda"
    MAIL = "mail"
    PAYMENTS = "payments"
    PRACTICE_LOG = "log"
    HOURS = "hours"
    BLOCKS = "blocks"
    SERVICES = "services"
    UNFINISHED = "unfinished"
    NOTE = "note"
    CLOSE = "remark-close"
    DECLINE = "remark-decline"
    RECORD_CLASS = "remark-class"
    ERASURE = "remark-erase"

    @property
    def remark(self) -> RemarkKind | None:
        """What the remark is for that is typed there; None where none is."""
        start, _, kind = self.value.partition("-")
        return RemarkKind(kind) if start == "remark" else None

    @classmethod
    def of_remark(cls, kind: RemarkKind) -> "Front":
        """Return the question in which a remark of this kind is typed."""
        return cls(f"remark-{kind}")


@dataclass(frozen=True)
class Place:
    """A list, a client's profile over it, and the form in it. Tells nothing about a person."""

    stage: Stage = Stage.ACTIVE
    client_id: ClientId | None = None
    session: str = ""
    """The one time that the profile's form was open, whose text is gone on with, if any."""
    front: Front | None = None
    """What lies over both."""
    whom: ClientId | None = None
    """The client whom it concerns, if it concerns one."""
    text: str = ""
    """The one time that its form was open."""
    lists: str = ""
    """The draft that says what was searched in the lists, and how they were sorted, if any."""
    hidden: str = ""
    """`HIDDEN` when names and private texts are hidden; else empty."""
    trail: str = ""
    """The way through the clients that led there (see domain/trail.py)."""

    @property
    def draft(self) -> str:
        """The key of the text to go on with in the profile; empty for none."""
        if self.client_id is None or not self.session:
            return ""
        return draft_key(client_form(self.client_id), self.session)

    @property
    def front_draft(self) -> str:
        """The key of the text to go on with in what lies over it; empty for none."""
        if self.front is None or not self.text:
            return ""
        if self.front.remark is not None and self.whom is not None:
            return draft_key(remark_form(self.front.remark, self.whom), self.text)
        forms = {Front.NEW_CLIENT: NEW_CLIENT_FORM, Front.INVITE: INVITE_FORM}
        form = forms.get(self.front, "")
        return draft_key(form, self.text) if form else ""

    def __str__(self) -> str:
        path = "/".join(str(one) for one in (self.stage, self.client_id, self.session) if one)
        over = {
            "front": self.front,
            "whom": self.whom,
            "text": self.text,
            "lists": self.lists,
            "hidden": self.hidden,
            "trail": self.trail,
        }
        told = "&".join(f"{name}={value}" for name, value in over.items() if value)
        return f"{path}?{told}" if told else path

    @classmethod
    def read(cls, text: str) -> "Place":
        """Return the place that a text names.

        Raises:
            Invalid: When it names none.
        """
        path, _, told = text.partition("?")
        stage, slash, rest = path.partition("/")
        client, _, session = rest.partition("/")
        over = dict(one.partition("=")[::2] for one in told.split("&") if one)
        front, whom = over.pop("front", ""), over.pop("whom", "")
        try:
            for one in (session, *over.values()):
                bytes.fromhex(one)
            return cls(
                Stage(stage),
                ClientId(UUID(client)) if slash else None,
                session,
                Front(front) if front else None,
                ClientId(UUID(whom)) if whom else None,
                **over,
            )
        except (ValueError, TypeError):
            raise Invalid(
                "at", f"“{text[:60]}” is no place in the workstation.", "A place is a list's name."
            ) from None
