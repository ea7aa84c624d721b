"""Everything that a backend promises, in one class to inherit from."""

from tests.contract.suite.audit import AuditContract
from tests.contract.suite.clients import ClientContract
from tests.contract.suite.counts import CountContract
from tests.contract.suite.drafts import DraftContract
from tests.contract.suite.editions import EditionContract
from tests.contract.suite.history import HistoryContract
from tests.contract.suite.hostile_text import HostileTextContract
from tests.contract.suite.imports import ImportContract
from tests.contract.suite.invites import InviteContract
from tests.contract.suite.order import OrderContract
from tests.contract.suite.outbox import OutboxContract
from tests.contract.suite.permissions import PermissionContract
from tests.contract.suite.records import RecordContract
from tests.contract.suite.requests import RequestContract
from tests.contract.suite.sealed import SealedContract
from tests.contract.suite.search import SearchContract
from tests.contract.suite.undo import UndoContract
from tests.contract.suite.versions import VersionContract
from tests.contract.suite.windows import WindowContract


class BackendContract(
    AuditContract,
    ClientContract,
    CountContract,
    DraftContract,
    EditionContract,
    HistoryContract,
    HostileTextContract,
    ImportContract,
    InviteContract,
    OrderContract,
    OutboxContract,
    PermissionContract,
    RecordContract,
    RequestContract,
    SealedContract,
    SearchContract,
    UndoContract,
    VersionContract,
    WindowContract,
):
    """The whole contract."""
