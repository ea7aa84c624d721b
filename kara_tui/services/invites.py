"""Handlers of the operations on invites."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain import letters
from kara_tui.domain.client import Client, Stage, new_client
from kara_tui.domain.contact_fields import read_email
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.outbox import Addressee, MessageState
from kara_tui.domain.text import clean_line
from kara_tui.operations.invites import (
    ExpireInvites,
    InviteClient,
    ResendInvite,
    WithdrawInvite,
)
from kara_tui.services.handling import handles


@handles(InviteClient)
def invite_client(op: InviteClient, unit: UnitOfWork) -> Client:
    addressee = _checked(op.addressee)
    new = new_client(
        op.client_id,
        op.details,
        unit.now,
        stage=Stage.INVITED,
        record_class=unit.record_class,
    )
    invited = unit.clients.add(new)
    unit.outbox.add(
        letters.invite(invited.id, addressee, unit.professional_name(), op.personal_line, unit.now)
    )
    return invited


@handles(ResendInvite)
def resend_invite(op: ResendInvite, unit: UnitOfWork) -> Client:
    addressee = _checked(op.addressee)
    client = unit.clients.get(op.client_id, version=op.version)
    waiting = [
        one
        for one in unit.outbox.newest(client.id, limit=50)
        if one.kind == "invite" and one.state is MessageState.WAITING
    ]
    if waiting:
        raise NotAllowedNow(
            "The invite's mail has not left yet.", "It goes out by itself; see the outbox."
        )
    invited = unit.clients.save(client.reinvited(unit.now), ("invitation",))
    unit.outbox.add(letters.invite(invited.id, addressee, unit.professional_name(), "", unit.now))
    return invited


@handles(WithdrawInvite)
def withdraw_invite(op: WithdrawInvite, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    withdrawn = unit.clients.save(client.withdrawn(unit.now), ("stage",))
    _call_mail_back(client, unit)
    return withdrawn


@handles(ExpireInvites)
def expire_invites(_op: ExpireInvites, unit: UnitOfWork) -> int:
    ended = unit.clients.invites_ended_by(unit.now)
    for client in ended:
        unit.clients.save(client.expired(unit.now), ("stage",))
        _call_mail_back(client, unit)
    return len(ended)


def _call_mail_back(client: Client, unit: UnitOfWork) -> None:
    for message in unit.outbox.newest(client.id, limit=50):
        if message.state in {MessageState.WAITING, MessageState.FAILED}:
            unit.outbox.save(message.withdrawn())


def _checked(addressee: Addressee) -> Addressee:
    if not addressee.name:
        raise Invalid("name", "An invite needs the name of the person it goes to.")
    return Addressee(name=clean_line(addressee.name), email=read_email(addressee.email))
