"""Earlier versions: each is kept as it was, and can be brought back as a new change."""

from datetime import timedelta

import pytest

from kara_tui.domain.client import Client
from kara_tui.domain.errors import Conflict, NotAllowedNow, NotFound
from kara_tui.domain.private import opened
from kara_tui.domain.treatment import TreatmentState
from kara_tui.domain.versions import restorable_fields, version_changes
from kara_tui.operations.clients import GetClient, SetTreatmentState, UpdateClient
from kara_tui.operations.history import ListChanges, UndoMove
from kara_tui.operations.versions import ListVersions, RestoreRevision
from tests.support.people import added, details
from tests.support.practice import Practice


async def _renamed(practice: Practice, *names: str) -> Client:
    client = await added(practice.backend, names[0])
    for name in names[1:]:
        practice.clock.forward(timedelta(days=1))
        wish = UpdateClient(
            client_id=client.id, version=client.version, details=details(name), changed=("name",)
        )
        client = await practice.backend(wish)
    return client


def _name(client: Client) -> str:
    return opened(client.details).name


class EditionContract:
    """What a record said earlier."""

    async def test_every_version_is_there_with_who_made_it_and_when(
        self, practice: Practice
    ) -> None:
        client = await _renamed(practice, "Anna", "Bea", "Cleo")
        versions = await practice.backend(ListVersions(client_id=client.id))
        assert [_name(one.client) for one in versions] == ["Cleo", "Bea", "Anna"]
        changes = await practice.backend(ListChanges(entity_id=client.id))
        assert [one.change for one in versions] == list(reversed(changes))

    async def test_versions_are_read_in_pieces(self, practice: Practice) -> None:
        client = await _renamed(practice, *"ABCDEFG")
        names: list[str] = []
        before = 0
        while piece := await practice.backend(
            ListVersions(client_id=client.id, before=before, limit=3)
        ):
            names += [_name(one.client) for one in piece]
            before = piece[-1].client.version
        assert names == list("GFEDCBA")

    async def test_versions_tell_what_each_of_them_changed(self, practice: Practice) -> None:
        client = await _renamed(practice, "Anna", "Bea")
        held = SetTreatmentState(client_id=client.id, version=2, state=TreatmentState.ON_HOLD)
        await practice.backend(held)
        third, second, first = (
            one.client for one in await practice.backend(ListVersions(client_id=client.id))
        )
        (renamed,) = version_changes(first, second)
        (paused,) = version_changes(second, third)
        assert (renamed.label, renamed.before, renamed.after) == ("Name", "Anna", "Bea")
        assert (paused.label, paused.before, paused.after) == (
            "Treatment state",
            "Active",
            "On hold",
        )
        assert ("Name", "", "Anna") in {
            (one.label, one.before, one.after) for one in version_changes(None, first)
        }

    async def test_an_earlier_version_comes_back_as_a_new_change(self, practice: Practice) -> None:
        client = await _renamed(practice, "Anna", "Bea")
        held = SetTreatmentState(client_id=client.id, version=2, state=TreatmentState.ON_HOLD)
        client = await practice.backend(held)
        wish = RestoreRevision(client_id=client.id, version=3, revision=1, changed=("name",))
        restored = await practice.backend(wish)
        assert (restored.version, _name(restored)) == (4, "Anna")
        assert restored.treatment_state is TreatmentState.ON_HOLD
        assert await practice.backend(GetClient(client_id=client.id)) == restored
        versions = await practice.backend(ListVersions(client_id=client.id))
        assert [_name(one.client) for one in versions] == ["Anna", "Bea", "Bea", "Anna"]
        await practice.backend(UndoMove(move=wish.intent))
        assert _name(await practice.backend(GetClient(client_id=client.id))) == "Bea"

    async def test_a_version_is_not_brought_back_over_a_change_that_nobody_has_seen(
        self, practice: Practice
    ) -> None:
        client = await _renamed(practice, "Anna", "Bea", "Cleo")
        with pytest.raises(Conflict) as refusal:
            await practice.backend(RestoreRevision(client_id=client.id, version=2, revision=1))
        assert refusal.value.theirs == client
        with pytest.raises(NotFound):
            await practice.backend(RestoreRevision(client_id=client.id, version=3, revision=9))

    async def test_what_the_record_says_already_is_not_brought_back(
        self, practice: Practice
    ) -> None:
        client = await _renamed(practice, "Anna", "Bea", "Anna")
        with pytest.raises(NotAllowedNow, match="says the same"):
            await practice.backend(RestoreRevision(client_id=client.id, version=3, revision=1))
        past = (await practice.backend(ListVersions(client_id=client.id)))[1].client
        assert restorable_fields(client, past) == ("name",)

    async def test_a_colleague_reads_and_restores_no_version(self, practice: Practice) -> None:
        client = await _renamed(practice, "Anna", "Bea")
        colleague = practice.colleague()
        with pytest.raises(NotFound):
            await colleague(ListVersions(client_id=client.id))
        with pytest.raises(NotFound):
            await colleague(RestoreRevision(client_id=client.id, version=2, revision=1))
