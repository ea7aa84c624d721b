"""The body of a profile: what is known on the left, what will be there beside it."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kara_tui.domain.client import Client
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_facts import (
    booking_facts,
    identity_facts,
    shown_details,
    treatment_facts,
    waiting_facts,
)
from kara_tui.widgets.fact_list import FactList

_TO_COME = (
    ("Wellbeing", "The client's own index over time will stand here."),
    ("Activities and notes", "Sessions and their notes will stand here."),
)
_TO_COME_BESIDE = (
    ("Payments", "What was charged and paid will stand here."),
    ("Contacts", "People close to the client will stand here."),
    ("Attachments", "Files on the client will stand here."),
)


class ProfileBody(VerticalScroll):
    """Shows a client's record; its `#form-slot` takes the form while the record is edited."""

    def __init__(self, name_hint: str) -> None:
        super().__init__(id="page")
        self._name_hint = name_hint

    def compose(self) -> ComposeResult:
        """Lay out the record as far as it is known before it has been read."""
        with Vertical(id="details"):
            yield Static(Content("Details"), classes="heading")
            yield FactList(waiting_facts(self._name_hint), widget_id="identity")
            yield Vertical(id="form-slot")
            yield Static(Content("Treatment"), classes="heading")
            yield FactList(widget_id="treatment")
            yield Static(Content("Booking"), classes="heading booking")
            yield FactList(widget_id="booking", classes="booking")
        with Vertical(id="course"):
            yield from _blocks(_TO_COME)
        with Vertical(id="beside"):
            yield from _blocks(_TO_COME_BESIDE)

    def show(self, client: Client, desk: Desk) -> None:
        """Show a record; the place that is scrolled to stays."""
        details = shown_details(client)
        self._facts("#identity").facts = identity_facts(details, client.account, desk)
        self._facts("#treatment").facts = treatment_facts(client, desk)
        self._facts("#booking").facts = booking_facts(details)

    def _facts(self, selector: str) -> FactList:
        return self.query_one(selector, FactList)


def _blocks(blocks: tuple[tuple[str, str], ...]) -> ComposeResult:
    for heading, sentence in blocks:
        yield Static(Content(heading), classes="heading")
        yield Static(Content(sentence), classes="to-come")
