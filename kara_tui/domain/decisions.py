"""Decisions about whole records: which law holds, erasure, copies that were handed out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kara_tui.domain.client import Client, RecordClass
from kara_tui.domain.details import Remark
from kara_tui.domain.history import Role
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import Private

DUTY_TO_KEEP = (
    "This is a health record. The law obliges whoever keeps it to keep it: what it says may be"
    " corrected and added to, and destroying it takes the permission of the authority for records."
)
WHAT_TO_DO = (
    "Nothing was erased, and the request is noted. Tell the client so, correct what is wrong,"
    " and offer a copy (kara export client)."
)


class DecisionKind(StrEnum):
    """What was decided upon."""

    RECORD_CLASS = "record_class"
    ERASURE = "erasure"
    EXPORT = "export"


class Outcome(StrEnum):
    """What was decided."""

    HEALTH_RECORD = "health_record"
    PRIVATE_PRACTICE = "private_practice"
    REFUSED = "refused"
    ERASED = "erased"
    EXPORTED = "exported"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision about one client's record; it stays when the record is erased."""

    client_id: ClientId
    at: datetime
    role: Role
    kind: DecisionKind
    outcome: Outcome
    reason: Private[Remark] | None = None


def may_be_erased(client: Client) -> bool:
    """Tell whether the law leaves it to the client and the professional to erase a record."""
    return client.record_class is RecordClass.PRIVATE_PRACTICE
