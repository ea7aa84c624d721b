"""Handlers of the operations on services."""

from dataclasses import replace

from kara_tui.db.record_tables import SERVICES
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.service import Service, require_service
from kara_tui.operations.offered_services import (
    AddService,
    ChangeService,
    ListServices,
    OfferServiceAgain,
    RetireService,
)
from kara_tui.services.handling import handles


@handles(ListServices)
def list_services(op: ListServices, unit: UnitOfWork) -> tuple[Service, ...]:
    c = SERVICES.table.c
    wanted = [c.in_error.is_(False)] if op.retired else [c.in_error.is_(False), c.is_offered]
    return unit.of(SERVICES).find(*wanted, order=(c.created_at, c.id))


@handles(AddService)
def add_service(op: AddService, unit: UnitOfWork) -> Service:
    service = Service(
        id=op.service_id,
        created_at=unit.now,
        minutes=op.minutes,
        price=op.price,
        interaction=op.interaction,
        details=op.details,
    )
    require_service(service)
    return unit.of(SERVICES).add(service)


@handles(ChangeService)
def change_service(op: ChangeService, unit: UnitOfWork) -> Service:
    service = unit.of(SERVICES).get(op.service_id, version=op.version)
    changed = replace(
        service,
        minutes=op.minutes,
        price=op.price,
        interaction=op.interaction,
        details=op.details,
    )
    require_service(changed)
    return unit.of(SERVICES).save(changed, _changed(service, changed))


@handles(RetireService)
def retire_service(op: RetireService, unit: UnitOfWork) -> Service:
    return _offered(op, unit, is_offered=False)


@handles(OfferServiceAgain)
def offer_service_again(op: OfferServiceAgain, unit: UnitOfWork) -> Service:
    return _offered(op, unit, is_offered=True)


def _offered(
    op: RetireService | OfferServiceAgain, unit: UnitOfWork, *, is_offered: bool
) -> Service:
    service = unit.of(SERVICES).get(op.service_id, version=op.version)
    if service.is_offered is is_offered:
        raise NotAllowedNow(f"This service is {'offered' if is_offered else 'retired'} already.")
    return unit.of(SERVICES).save(replace(service, is_offered=is_offered), ("is_offered",))


def _changed(old: Service, new: Service) -> tuple[str, ...]:
    names = ("minutes", "price", "interaction", "details")
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
