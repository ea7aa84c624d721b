"""Everything that a backend promises, in one class to inherit from."""

from tests.contract.suite.agenda import AgendaContract
from tests.contract.suite.attachments import AttachmentContract
from tests.contract.suite.audit import AuditContract
from tests.contract.suite.authenticators import AuthenticatorContract
from tests.contract.suite.calendars import CalendarContract
from tests.contract.suite.card_payments import CardPaymentContract
from tests.contract.suite.care import CareContract
from tests.contract.suite.clients import ClientContract
from tests.contract.suite.contacts import ContactsContract
from tests.contract.suite.counts import CountContract
from tests.contract.suite.drafts import DraftContract
from tests.contract.suite.editions import EditionContract
from tests.contract.suite.finding_time import FindingTimeContract
from tests.contract.suite.history import HistoryContract
from tests.contract.suite.hostile_text import HostileTextContract
from tests.contract.suite.imports import ImportContract
from tests.contract.suite.invites import InviteContract
from tests.contract.suite.measures import MeasureContract
from tests.contract.suite.money_undo import MoneyUndoContract
from tests.contract.suite.note_lists import NoteListContract
from tests.contract.suite.notes import NoteContract
from tests.contract.suite.order import OrderContract
from tests.contract.suite.outbox import OutboxContract
from tests.contract.suite.payment_lists import PaymentListContract
from tests.contract.suite.payments import PaymentContract
from tests.contract.suite.permissions import PermissionContract
from tests.contract.suite.practice_events import PracticeEventContract
from tests.contract.suite.records import RecordContract
from tests.contract.suite.requests import RequestContract
from tests.contract.suite.rescheduling import ReschedulingContract
from tests.contract.suite.scheduling import SchedulingContract
from tests.contract.suite.sealed import SealedContract
from tests.contract.suite.search import SearchContract
from tests.contract.suite.services import ServiceContract
from tests.contract.suite.session_closing import SessionClosingContract
from tests.contract.suite.session_course import SessionCourseContract
from tests.contract.suite.session_mail import SessionMailContract
from tests.contract.suite.session_money import SessionMoneyContract
from tests.contract.suite.session_settling import SessionSettlingContract
from tests.contract.suite.session_undo import SessionUndoContract
from tests.contract.suite.session_windows import SessionWindowContract
from tests.contract.suite.sponsored_credits import CreditContract
from tests.contract.suite.sponsored_sessions import SponsoredSessionContract
from tests.contract.suite.undo import UndoContract
from tests.contract.suite.versions import VersionContract
from tests.contract.suite.windows import WindowContract
from tests.contract.suite.working_time import WorkingTimeContract


class BackendContract(
    AgendaContract,
    AttachmentContract,
    AuditContract,
    AuthenticatorContract,
    CalendarContract,
    CardPaymentContract,
    CareContract,
    ClientContract,
    ContactsContract,
    CountContract,
    CreditContract,
    DraftContract,
    EditionContract,
    FindingTimeContract,
    HistoryContract,
    HostileTextContract,
    ImportContract,
    InviteContract,
    MeasureContract,
    MoneyUndoContract,
    NoteContract,
    NoteListContract,
    OrderContract,
    OutboxContract,
    PaymentContract,
    PaymentListContract,
    PermissionContract,
    PracticeEventContract,
    RecordContract,
    RequestContract,
    ReschedulingContract,
    SchedulingContract,
    SealedContract,
    SearchContract,
    ServiceContract,
    SessionClosingContract,
    SessionCourseContract,
    SessionMailContract,
    SessionMoneyContract,
    SessionSettlingContract,
    SessionUndoContract,
    SessionWindowContract,
    SponsoredSessionContract,
    UndoContract,
    VersionContract,
    WindowContract,
    WorkingTimeContract,
):
    """The whole contract."""
