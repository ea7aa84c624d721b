"""Clients: added by hand, read, edited, closed, reopened, found again."""

from datetime import date, timedelta

import pytest

from kara_tui.domain.client import Stage
from kara_tui.domain.details import Gender, Interaction, Remark
from kara_tui.domain.errors import NotAllowedNow, NotFound
from kara_tui.domain.ids import new_client_id
from kara_tui.domain.listing import Overview
from kara_tui.domain.matching import identities
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    FindLookAlikes,
    GetClient,
    GetOverview,
    ListClients,
    ReopenTreatment,
    SetTreatmentState,
    UpdateClient,
)
from tests.support.people import PROFESSIONAL_NAME, added, details, invited, requested
from tests.support.practice import Practice


class ClientContract:
    """What holds for the record of one client."""

    async def test_a_client_added_by_hand_stands_under_clients_at_once(
        self, practice: Practice
    ) -> None:
        client = await practice.backend(AddClient(details=details("Björn Ægisson")))
        assert client.stage is Stage.ACTIVE
        assert client.version == 1
        assert client.created_at == client.since == practice.clock.now
        assert client.treatment_state is TreatmentState.ACTIVE
        page = await practice.backend(ListClients())
        assert [row.id for row in page.rows] == [client.id]

    async def test_every_field_comes_back_as_it_was_saved(self, practice: Practice) -> None:
        full = details(
            "Þórunn Ösp Älgström",
            administrative_gender=Gender.OTHER,
            gender_identity="kvár",
            contact_email="thorunn@mail.example",
            phone="+3545812345",
            phone_typed="581 2345",
            birth_date=date(1930, 1, 1),
            national_id="0101302129",
            national_id_system="IS",
            address_line="Laugavegur 1",
            postal_code="101",
            country_code="IS",
            reason_for_booking="line one\nline two",
            reason_by_professional="in other words",
            interaction_preference=Interaction.REMOTE,
            language="is",
            time_zone="Atlantic/Reykjavik",
        )
        client = await practice.backend(AddClient(details=full))
        read = await practice.backend(GetClient(client_id=client.id))
        assert read.details == full
        assert read == client

    async def test_nobody_is_found_under_an_id_that_was_never_given(
        self, practice: Practice
    ) -> None:
        with pytest.raises(NotFound):
            await practice.backend(GetClient(client_id=new_client_id()))

    async def test_saved_details_are_there_for_the_next_reader(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        practice.clock.forward(timedelta(minutes=1))
        saved = await practice.backend(
            UpdateClient(client_id=client.id, version=1, details=details("Anna Sif"))
        )
        assert saved.version == 2
        assert saved.created_at == client.created_at
        assert await practice.workstation()(GetClient(client_id=client.id)) == saved

    async def test_closing_a_treatment_moves_the_client_to_deactivated(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        closed_at = practice.clock.forward(timedelta(days=3))
        closed = await practice.backend(
            CloseTreatment(client_id=client.id, version=1, reason=Remark(text="All is well"))
        )
        assert closed.stage is Stage.DEACTIVATED
        assert closed.since == closed_at
        assert closed.remark == Remark(text="All is well")
        assert [one.state for one in closed.treatment] == ["active", "closed"]
        assert closed.treatment[0].until == closed.treatment[1].since == closed_at

    async def test_reopening_takes_the_client_back_and_keeps_the_history(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        closed = await practice.backend(
            CloseTreatment(client_id=client.id, version=1, state=TreatmentState.CANCELLED)
        )
        reopened = await practice.backend(
            ReopenTreatment(client_id=client.id, version=closed.version)
        )
        assert reopened.stage is Stage.ACTIVE
        assert reopened.remark is None
        states = [one.state.value for one in reopened.treatment]
        assert states == ["active", "cancelled", "active"]

    async def test_the_treatment_state_can_be_set_without_leaving_the_list(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        held = await practice.backend(
            SetTreatmentState(client_id=client.id, version=1, state=TreatmentState.ON_HOLD)
        )
        assert (held.stage, held.treatment_state) == (Stage.ACTIVE, TreatmentState.ON_HOLD)
        assert held.since == client.since

    async def test_an_ended_treatment_state_deactivates_and_an_open_one_takes_back(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        ended = await practice.backend(
            SetTreatmentState(client_id=client.id, version=1, state=TreatmentState.CLOSED)
        )
        assert ended.stage is Stage.DEACTIVATED
        again = await practice.backend(
            SetTreatmentState(client_id=client.id, version=2, state=TreatmentState.ACTIVE)
        )
        assert again.stage is Stage.ACTIVE

    async def test_a_client_taken_back_is_no_longer_noted_as_ended(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        await practice.backend(
            CloseTreatment(client_id=client.id, version=1, reason=Remark(text="Done"))
        )
        again = await practice.backend(
            SetTreatmentState(client_id=client.id, version=2, state=TreatmentState.ACTIVE)
        )
        assert again.remark is None

    async def test_only_a_client_in_treatment_can_be_closed_or_reopened(
        self, practice: Practice
    ) -> None:
        request = await requested(practice.backend)
        invite = await invited(practice.backend)
        active = await added(practice.backend)
        for client in (request, invite):
            with pytest.raises(NotAllowedNow):
                await practice.backend(CloseTreatment(client_id=client.id, version=1))
            with pytest.raises(NotAllowedNow):
                await practice.backend(
                    SetTreatmentState(client_id=client.id, version=1, state=TreatmentState.ACTIVE)
                )
        for client in (request, invite, active):
            with pytest.raises(NotAllowedNow):
                await practice.backend(ReopenTreatment(client_id=client.id, version=1))
        with pytest.raises(NotAllowedNow):
            await practice.backend(
                CloseTreatment(client_id=active.id, version=1, state=TreatmentState.PLANNED)
            )

    async def test_the_overview_counts_each_list(self, practice: Practice) -> None:
        for name in ("Anna", "Bea", "Cecil"):
            client = await added(practice.backend, name)
        await practice.backend(CloseTreatment(client_id=client.id, version=1))
        await requested(practice.backend)
        await invited(practice.backend)
        assert await practice.backend(GetOverview()) == Overview(
            professional=PROFESSIONAL_NAME, active=2, requested=1, invited=1, deactivated=1
        )

    async def test_look_alikes_share_a_national_id_a_mail_address_or_a_name(
        self, practice: Practice
    ) -> None:
        by_id = await added(practice.backend, "Anna", national_id="0101302129")
        by_mail = await added(practice.backend, "Bea", contact_email="Same@mail.example")
        by_name = await added(practice.backend, "ÞÓR  Jónsson")
        await added(practice.backend, "Somebody Else")
        wanted = details("Þór Jónsson", national_id="0101302129", contact_email="same@MAIL.example")
        found = await practice.backend(FindLookAlikes(keys=identities(wanted)))
        assert {one.id for one in found} == {by_id.id, by_mail.id, by_name.id}
        assert all(len(one.keys) == 1 for one in found)

    async def test_a_look_alike_is_no_longer_found_by_what_was_corrected(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Wrong Name")
        await practice.backend(
            UpdateClient(client_id=client.id, version=1, details=details("Right Name"))
        )
        old, new = identities(details("Wrong Name")), identities(details("Right Name"))
        assert await practice.backend(FindLookAlikes(keys=old)) == ()
        assert [one.version for one in await practice.backend(FindLookAlikes(keys=new))] == [2]
