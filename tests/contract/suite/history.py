"""History: every change is written down, in its own transaction, and read in order."""

from datetime import timedelta

import pytest

from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.history import Entity, Role
from kara_tui.operations.clients import ReopenTreatment, UpdateClient
from kara_tui.operations.history import ListChanges
from tests.support.people import added, details, invited
from tests.support.practice import Practice


class HistoryContract:
    """What was done, by whom and when."""

    async def test_history_says_who_did_what_to_which_version_and_when(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        at = practice.clock.forward(timedelta(hours=2))
        wish = UpdateClient(
            client_id=client.id,
            version=1,
            details=details("Bea"),
            changed=("name", "contact_email"),
        )
        await practice.backend(wish)
        _, change = await practice.backend(ListChanges(entity_id=client.id))
        assert (change.at, change.role, change.operation) == (
            at,
            Role.PROFESSIONAL,
            "UpdateClient",
        )
        assert (change.intent, change.version) == (wish.intent, 2)
        assert (change.entity, change.entity_id) == (Entity.CLIENT, client.id)
        assert change.fields == ("name", "contact_email")

    async def test_changes_are_read_in_order_from_any_point_on(self, practice: Practice) -> None:
        for _ in range(7):
            await invited(practice.backend)
        whole = await practice.backend(ListChanges())
        assert len(whole) == 14
        numbers = [one.seq for one in whole]
        assert numbers == sorted(set(numbers))
        pieces = list(await practice.backend(ListChanges(limit=3)))
        while more := await practice.backend(ListChanges(after=pieces[-1].seq, limit=3)):
            pieces += more
        assert tuple(pieces) == whole

    async def test_a_refused_wish_leaves_no_trace_in_history(self, practice: Practice) -> None:
        client = await added(practice.backend)
        whole = await practice.backend(ListChanges())
        with pytest.raises(NotAllowedNow):
            await practice.backend(ReopenTreatment(client_id=client.id, version=1))
        assert await practice.backend(ListChanges()) == whole
