"""Services: offered, changed, retired and offered again."""

import pytest

from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Conflict, Invalid, NotAllowedNow, NotFound
from kara_tui.domain.history import Entity
from kara_tui.domain.money import Money
from kara_tui.domain.service import ServiceDetails
from kara_tui.operations.history import ListChanges, UndoMove
from kara_tui.operations.offered_services import (
    AddService,
    ChangeService,
    ListServices,
    OfferServiceAgain,
    RetireService,
)
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, offered

_NAMED = ServiceDetails(name="Conversation")


class ServiceContract:
    """What the professional offers."""

    async def test_services_are_listed_as_they_were_added(self, practice: Practice) -> None:
        first = await offered(practice.backend, "Viðtal")
        second = await offered(practice.backend, "Group", minutes=90, price=None)
        assert await practice.backend(ListServices()) == (first, second)
        assert (first.minutes, first.price, first.interaction) == (50, KRONUR, Interaction.REMOTE)
        assert second.details == ServiceDetails(name="Group")

    async def test_a_service_is_changed_as_a_whole(self, practice: Practice) -> None:
        service = await offered(practice.backend)
        changed = await practice.backend(
            ChangeService(
                service_id=service.id,
                version=1,
                minutes=60,
                price=Money(minor=9900, currency="EUR"),
                interaction=Interaction.ON_SITE,
                details=_NAMED,
            )
        )
        assert (changed.version, changed.minutes) == (2, 60)
        assert await practice.backend(ListServices()) == (changed,)
        told = (await practice.backend(ListChanges(entity_id=service.id)))[-1]
        assert (told.entity, told.fields) == (Entity.SERVICE, ("minutes", "price", "interaction"))

    async def test_a_retired_service_is_offered_no_longer_until_it_is_again(
        self, practice: Practice
    ) -> None:
        service = await offered(practice.backend)
        await practice.backend(RetireService(service_id=service.id, version=1))
        assert await practice.backend(ListServices()) == ()
        (kept,) = await practice.backend(ListServices(retired=True))
        assert not kept.is_offered
        with pytest.raises(NotAllowedNow, match="retired already"):
            await practice.backend(RetireService(service_id=service.id, version=2))
        again = await practice.backend(OfferServiceAgain(service_id=service.id, version=2))
        assert await practice.backend(ListServices()) == (again,)
        with pytest.raises(NotAllowedNow, match="offered already"):
            await practice.backend(OfferServiceAgain(service_id=service.id, version=3))

    @pytest.mark.parametrize(
        "wish",
        [
            AddService(minutes=0, details=_NAMED),
            AddService(minutes=1441, details=_NAMED),
            AddService(minutes=50, details=ServiceDetails(name="  ")),
            AddService(minutes=50, price=Money(minor=-1, currency="ISK"), details=_NAMED),
            AddService(minutes=50, price=Money(minor=1, currency="kr."), details=_NAMED),
        ],
    )
    async def test_a_service_that_cannot_be_meant_is_refused(
        self, practice: Practice, wish: AddService
    ) -> None:
        with pytest.raises(Invalid):
            await practice.backend(wish)
        assert await practice.backend(ListServices(retired=True)) == ()

    async def test_a_service_changed_elsewhere_is_not_overwritten(self, practice: Practice) -> None:
        service = await offered(practice.backend)
        newer = await practice.backend(RetireService(service_id=service.id, version=1))
        with pytest.raises(Conflict) as refused:
            await practice.backend(
                ChangeService(service_id=service.id, version=1, minutes=1, details=_NAMED)
            )
        assert refused.value.theirs == newer

    async def test_a_service_added_by_mistake_can_be_taken_back(self, practice: Practice) -> None:
        wish = AddService(minutes=50, details=_NAMED)
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        assert await practice.backend(ListServices(retired=True)) == ()

    async def test_a_name_that_is_sealed_stays_sealed(self, practice: Practice) -> None:
        sealed = b"\x01sealed"
        service = await practice.backend(AddService(minutes=50, details=sealed))
        assert await practice.backend(ListServices()) == (service,)
        assert service.details == sealed

    async def test_a_colleague_sees_and_changes_no_service(self, practice: Practice) -> None:
        service = await offered(practice.backend)
        colleague = practice.colleague()
        assert await colleague(ListServices(retired=True)) == ()
        with pytest.raises(NotFound):
            await colleague(RetireService(service_id=service.id, version=1))
