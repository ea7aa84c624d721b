"""Handlers of the operations on whole records."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.db.whole_records import versions_of_client
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.client_file import ClientFile, ProfileRecords
from kara_tui.domain.decisions import (
    DUTY_TO_KEEP,
    WHAT_TO_DO,
    Decision,
    DecisionKind,
    Outcome,
    may_be_erased,
)
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow, Refused
from kara_tui.domain.ids import ClientId
from kara_tui.domain.outbox import MessageState
from kara_tui.domain.private import Private
from kara_tui.operations.records import (
    EraseClient,
    ExportClient,
    ListDecisions,
    NoteExport,
    SetRecordClass,
)
from kara_tui.services.handling import handles
from kara_tui.services.versions import explained

_EVERYTHING = 1_000_000
_COPIED = ("record", "versions", "messages", "decisions", "accesses", "profile")


@handles(SetRecordClass)
def set_record_class(op: SetRecordClass, unit: UnitOfWork) -> Client:
    _require_reason(op.reason)
    client = unit.clients.get(op.client_id, version=op.version)
    classed = unit.clients.save(client.classed(op.record_class), ("record_class",))
    outcome = Outcome(op.record_class.value)
    _decide(client.id, DecisionKind.RECORD_CLASS, outcome, op.reason, unit)
    return classed


@handles(EraseClient)
def erase_client(op: EraseClient, unit: UnitOfWork) -> Client:
    _require_reason(op.reason)
    client = unit.clients.get(op.client_id, version=op.version)
    tombstone = client.erased(unit.now)
    requests = [one for one in unit.clients.merged_into(client.id) if one.stage is not Stage.ERASED]
    if not all(map(may_be_erased, [client, *requests])):
        unit.journal.note_access(client.id, client.version, ("erasure_refused",))
        _decide(client.id, DecisionKind.ERASURE, Outcome.REFUSED, op.reason, unit)
        raise Refused(DUTY_TO_KEEP, WHAT_TO_DO)
    for one in [client, *requests]:
        _require_no_mail_leaving(one, unit)
    for one in requests:
        unit.clients.bury(one.erased(unit.now), unit.shredder)
    buried = unit.clients.bury(tombstone, unit.shredder)
    unit.shredder.forget_old_words()
    _decide(client.id, DecisionKind.ERASURE, Outcome.ERASED, op.reason, unit)
    return buried


@handles(ListDecisions)
def list_decisions(op: ListDecisions, unit: UnitOfWork) -> tuple[Decision, ...]:
    unit.clients.get(op.client_id)
    return unit.decisions.of(op.client_id)


@handles(ExportClient)
def export_client(op: ExportClient, unit: UnitOfWork) -> ClientFile:
    client = unit.clients.get(op.client_id)
    unit.journal.note_access(client.id, client.version, _COPIED)
    _decide(client.id, DecisionKind.EXPORT, Outcome.EXPORTED, op.reason, unit)
    past = unit.revisions.below(client.id, client.version, _EVERYTHING)
    return ClientFile(
        professional=unit.professional_name(),
        exported_at=unit.now,
        client=client,
        versions=explained([client, *past], unit),
        requests=tuple(unit.clients.merged_into(client.id)),
        messages=unit.outbox.newest(client.id, _EVERYTHING),
        decisions=unit.decisions.of(client.id),
        accesses=tuple(reversed(unit.journal.accesses(client.id, 0, _EVERYTHING))),
        drafts=tuple(one for one in unit.drafts.all() if str(client.id) in one.key),
        profile=ProfileRecords(**versions_of_client(unit, client.id)),
    )


@handles(NoteExport)
def note_export(op: NoteExport, unit: UnitOfWork) -> bool:
    unit.journal.note_copy((op.what.value,))
    return True


def _decide(
    client_id: ClientId,
    kind: DecisionKind,
    outcome: Outcome,
    reason: Private[Remark] | None,
    unit: UnitOfWork,
) -> None:
    role = unit.actor.role
    unit.decisions.add(
        Decision(
            client_id=client_id, at=unit.now, role=role, kind=kind, outcome=outcome, reason=reason
        )
    )


def _require_reason(reason: Private[Remark]) -> None:
    if isinstance(reason, Remark) and not reason.text.strip():
        raise Invalid("reason", "This needs a reason in one line; it is kept with the decision.")


def _require_no_mail_leaving(client: Client, unit: UnitOfWork) -> None:
    messages = unit.outbox.newest(client.id, _EVERYTHING)
    if any(one.state is MessageState.SENDING for one in messages):
        raise NotAllowedNow(
            "A mail to this client is leaving at this moment.", "Try again in a few minutes."
        )
