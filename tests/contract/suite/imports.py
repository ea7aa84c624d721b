"""Imports: many clients in one go, all or none; a layout is remembered."""

import pytest

from kara_tui.domain.client import Stage
from kara_tui.domain.errors import KaraError, NotFound
from kara_tui.domain.ids import new_client_id
from kara_tui.domain.importing import ImportLayout, NewClient
from kara_tui.domain.matching import identities
from kara_tui.domain.private import opened
from kara_tui.operations.clients import FindLookAlikes, GetClient, GetOverview, ListClients
from kara_tui.operations.history import ListChanges
from kara_tui.operations.imports import (
    FilledGaps,
    FindImportLayout,
    ImportClients,
    SaveImportLayout,
)
from tests.support.people import added, details
from tests.support.practice import Practice


def _news(number: int) -> tuple[NewClient, ...]:
    return tuple(
        NewClient(
            id=new_client_id(),
            details=details(f"Client {place:05}", contact_email=f"c{place}@mail.example"),
        )
        for place in range(number)
    )


class ImportContract:
    """What an import brings."""

    async def test_many_clients_come_in_at_once_and_every_one_is_found(
        self, practice: Practice
    ) -> None:
        news = _news(1203)
        assert await practice.backend(ImportClients(added=news)) == 1203
        assert (await practice.backend(GetOverview())).active == 1203
        page = await practice.backend(ListClients(offset=1200, limit=10))
        assert [row.id for row in page.rows] == [one.id for one in news[1200:]]
        for place in (0, 499, 500, 999, 1000, 1202):
            read = await practice.backend(GetClient(client_id=news[place].id))
            assert (read.details, read.stage) == (news[place].details, Stage.ACTIVE)
            keys = identities(opened(read.details))
            (alike,) = await practice.backend(FindLookAlikes(keys=keys))
            assert alike.id == read.id

    async def test_look_alikes_are_asked_for_a_whole_file_at_once(self, practice: Practice) -> None:
        news = _news(700)
        await practice.backend(ImportClients(added=news))
        keys = tuple(f"mail:c{place}@mail.example" for place in range(2000))
        assert len(await practice.backend(FindLookAlikes(keys=keys))) == 700

    async def test_gaps_of_clients_who_are_here_are_filled(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        filled = details("Anna", phone="+3545812345")
        gaps = FilledGaps(client_id=client.id, version=1, details=filled, changed=("phone",))
        assert await practice.backend(ImportClients(added=_news(2), merged=(gaps,))) == 3
        read = await practice.backend(GetClient(client_id=client.id))
        assert (read.details, read.version) == (filled, 2)
        changes = await practice.backend(ListChanges(entity_id=client.id))
        assert changes[-1].fields == ("phone",)

    async def test_an_import_is_taken_as_a_whole_or_not_at_all(self, practice: Practice) -> None:
        here = await added(practice.backend, "Anna")
        news = _news(600)
        again = NewClient(id=here.id, details=details("Again"))
        with pytest.raises(KaraError):
            await practice.backend(ImportClients(added=(*news, again)))
        stranger = FilledGaps(client_id=new_client_id(), version=1, details=details("X"))
        with pytest.raises(NotFound):
            await practice.backend(ImportClients(added=news, merged=(stranger,)))
        assert (await practice.backend(GetOverview())).active == 1
        assert (await practice.backend(ListClients(search="client"))).rows == ()

    async def test_nothing_imported_is_nothing_changed(self, practice: Practice) -> None:
        assert await practice.backend(ImportClients()) == 0
        assert await practice.backend(ListChanges()) == ()

    async def test_the_layout_of_a_file_is_remembered_and_replaced(
        self, practice: Practice
    ) -> None:
        assert await practice.backend(FindImportLayout(signature="name;mail")) == ()
        for columns in (("name", ""), ("name", "contact_email")):
            saved = await practice.backend(SaveImportLayout(signature="name;mail", columns=columns))
            assert saved == ImportLayout(signature="name;mail", columns=columns)
        found = await practice.workstation()(FindImportLayout(signature="name;mail"))
        assert found == (saved,)
        assert await practice.backend(FindImportLayout(signature="name")) == ()
