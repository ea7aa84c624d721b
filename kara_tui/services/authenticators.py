"""Handlers of the operations on authenticators."""

from kara_tui.db.record_tables import AUTHENTICATORS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.authenticator import Authenticator, new_authenticator
from kara_tui.operations.authenticators import (
    ActivateAuthenticator,
    AddAuthenticator,
    ChangeAuthenticator,
    ListAuthenticators,
    RemoveAuthenticator,
    RevokeAuthenticator,
)
from kara_tui.services.handling import handles


@handles(ListAuthenticators)
def list_authenticators(op: ListAuthenticators, unit: UnitOfWork) -> tuple[Authenticator, ...]:
    unit.clients.get(op.client_id)
    known = unit.of(AUTHENTICATORS).of_client(op.client_id)
    return tuple(one for one in known if not one.in_error)


@handles(AddAuthenticator)
def add_authenticator(op: AddAuthenticator, unit: UnitOfWork) -> Authenticator:
    unit.clients.get(op.client_id).require_editable()
    made = new_authenticator(op.authenticator_id, op.client_id, op.entered, unit.now)
    return unit.of(AUTHENTICATORS).add(made)


@handles(ChangeAuthenticator)
def change_authenticator(op: ChangeAuthenticator, unit: UnitOfWork) -> Authenticator:
    known = unit.of(AUTHENTICATORS).get(op.authenticator_id, op.version)
    return unit.of(AUTHENTICATORS).save(known.changed(op.entered))


@handles(ActivateAuthenticator)
def activate_authenticator(op: ActivateAuthenticator, unit: UnitOfWork) -> Authenticator:
    known = unit.of(AUTHENTICATORS).get(op.authenticator_id, op.version)
    return unit.of(AUTHENTICATORS).save(known.activated(), ("state",))


@handles(RevokeAuthenticator)
def revoke_authenticator(op: RevokeAuthenticator, unit: UnitOfWork) -> Authenticator:
    known = unit.of(AUTHENTICATORS).get(op.authenticator_id, op.version)
    return unit.of(AUTHENTICATORS).save(known.revoked(), ("state",))


@handles(RemoveAuthenticator)
def remove_authenticator(op: RemoveAuthenticator, unit: UnitOfWork) -> Authenticator:
    known = unit.of(AUTHENTICATORS).get(op.authenticator_id, op.version)
    return unit.of(AUTHENTICATORS).save(known.marked_in_error(), ("in_error",))
