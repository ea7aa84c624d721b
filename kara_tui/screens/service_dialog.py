"""The dialog in which a service is added or changed."""

from textual.screen import Screen

from kara_tui.domain.amounts import usual_currency
from kara_tui.domain.practice_forms import PracticeForm, PracticeFormKind
from kara_tui.domain.service import Service
from kara_tui.domain.service_form import ServiceValues, service_form, service_values
from kara_tui.operations.offered_services import AddService, ChangeService, new_service_id
from kara_tui.screens.desk import Desk
from kara_tui.screens.money_words import locale_of
from kara_tui.screens.practice_dialog import PracticeDialog
from kara_tui.screens.record_form import RecordForm


def new_service_dialog(desk: Desk, *, wanted_draft: str = "") -> Screen[Service | None]:
    """Return the dialog that adds a service; it returns the service, or None.

    Args:
        desk: What every screen works with.
        wanted_draft: The key of the text to go on with, if there is one.
    """
    service_id = new_service_id()

    def wish(values: ServiceValues, _version: int) -> AddService:
        assert values.minutes is not None, "a form without a length is not saved"
        return AddService(
            service_id=service_id,
            minutes=values.minutes,
            price=values.price,
            interaction=values.interaction,
            details=values.details,
        )

    form = RecordForm(
        name=str(PracticeForm(PracticeFormKind.SERVICE)),
        title="A new service",
        fields=service_form(locale_of(desk), usual_currency(desk.region)),
        base=ServiceValues(),
        wish=wish,
        about=_name,
    )
    return PracticeDialog(desk, form, wanted_draft=wanted_draft)


def change_service_dialog(
    desk: Desk, service: Service, *, wanted_draft: str = ""
) -> Screen[Service | None]:
    """Return the dialog that changes a service; it returns the changed one, or None.

    Args:
        desk: What every screen works with.
        service: As it is saved; its private part must be open.
        wanted_draft: The key of the text to go on with, if there is one.
    """
    values = service_values(service)

    def wish(changed: ServiceValues, version: int) -> ChangeService:
        assert changed.minutes is not None, "a form without a length is not saved"
        return ChangeService(
            service_id=service.id,
            version=version,
            minutes=changed.minutes,
            price=changed.price,
            interaction=changed.interaction,
            details=changed.details,
        )

    form = RecordForm(
        name=str(PracticeForm(PracticeFormKind.SERVICE, service.id)),
        title=values.name,
        hint="Sessions that are planned already keep their length and price.",
        fields=service_form(locale_of(desk), usual_currency(desk.region)),
        base=values,
        version=service.version,
        wish=wish,
        about=_name,
        values_of=service_values,
    )
    return PracticeDialog(desk, form, wanted_draft=wanted_draft)


def _name(values: ServiceValues) -> str:
    return values.name
