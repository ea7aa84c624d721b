"""Every kind of record that a practice keeps beside the clients' own."""

from kara_tui.domain.attachment import Attachment
from kara_tui.domain.authenticator import Authenticator
from kara_tui.domain.charge import Charge
from kara_tui.domain.contact import Contact
from kara_tui.domain.credit import Credit
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.note import Amendment, Note
from kara_tui.domain.payment import Payment
from kara_tui.domain.record import Record
from kara_tui.domain.service import Service
from kara_tui.domain.session import Series, Session
from kara_tui.domain.working_time import TimeBlock, WorkingHours

RECORD_KINDS: tuple[type[Record], ...] = (
    Service,
    WorkingHours,
    TimeBlock,
    Series,
    Session,
    Note,
    Amendment,
    MeasureResponse,
    Contact,
    Attachment,
    Authenticator,
    Charge,
    Payment,
    Credit,
)
"""In the order in which archives hold them."""
