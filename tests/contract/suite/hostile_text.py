"""Hostile text: stored clean or refused with a reason, never interpreted, in every field."""

from dataclasses import fields
from typing import Any

import pytest

from kara_tui.domain.client import Account, Stage
from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import AccountId, uuid7
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.private import opened
from kara_tui.domain.text import clean_line, clean_lines, clean_typed
from kara_tui.operations.clients import AddClient, CloseTreatment, GetClient, ListClients
from kara_tui.operations.drafts import FindDrafts, SaveDraft
from kara_tui.operations.imports import FindImportLayout, SaveImportLayout
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ListOutbox
from kara_tui.operations.requests import AcceptRequest, AskForService
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.people import added, addressee, details
from tests.support.practice import Practice

_TEXTS = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
_TEXT_FIELDS = [one.name for one in fields(ClientDetails) if one.type is str or one.type == "str"]
_SEVERAL_LINES = {"reason_for_booking", "reason_by_professional"}


def _longest(name: str) -> int:
    known = {one.name: one.longest for one in client_fields()}
    return known.get(name, 4000 if name in _SEVERAL_LINES else 200)


def _harmless(text: str) -> bool:
    return not [mark for mark in steers_a_terminal(text) if mark not in _KEPT]


_KEPT = {"0xa", "0x200e", "0x200f", "0x61c"}
"""Line breaks, and marks of direction that right-to-left names need: shown safely later."""


class HostileTextContract:
    """What becomes of text that means harm."""

    @_TEXTS
    async def test_every_field_of_a_client_is_stored_clean_or_refused(
        self, practice: Practice, text: str
    ) -> None:
        assert len(_TEXT_FIELDS) > 10
        for name in _TEXT_FIELDS:
            cleaned = (clean_lines if name in _SEVERAL_LINES else clean_line)(text)
            told: dict[str, Any] = {name: text}
            wish = AddClient(details=ClientDetails(**told))
            if len(cleaned) > _longest(name):
                with pytest.raises(Invalid, match="at most") as refusal:
                    await practice.backend(wish)
                assert refusal.value.field == name
                continue
            client = await practice.backend(wish)
            assert getattr(opened(client.details), name) == cleaned
            assert _harmless(cleaned)
            assert await practice.backend(GetClient(client_id=client.id)) == client
        assert (await practice.backend(ListClients(limit=100))).total is not None

    @_TEXTS
    async def test_a_client_with_a_hostile_name_is_found_by_it(
        self, practice: Practice, text: str
    ) -> None:
        name = clean_line(text)[:40]
        client = await added(practice.backend, name)
        await added(practice.backend, "Somebody")
        rows = (await practice.backend(ListClients(search=name))).rows
        assert client.id in {row.id for row in rows}

    @_TEXTS
    async def test_mail_carries_no_hostile_text(self, practice: Practice, text: str) -> None:
        wish = InviteClient(
            details=details("Anna"),
            addressee=Addressee(name=text, email="anna@mail.example"),
            personal_line=text,
        )
        try:
            await practice.backend(wish)
        except Invalid:
            assert not clean_line(text) or len(text) > 1000
            return
        (mail,) = await practice.backend(ListOutbox())
        assert all(map(_harmless, (mail.to.name, mail.subject, mail.body)))
        assert "\n" not in mail.to.name + mail.subject

    @_TEXTS
    async def test_a_request_brings_no_hostile_text_into_the_answer(
        self, practice: Practice, text: str
    ) -> None:
        who = Account(id=AccountId(uuid7()), login_email="anna@mail.example", name=text)
        wish = AskForService(account=who, details=details("Anna"))
        try:
            request = await practice.backend(wish)
        except Invalid:
            assert not clean_line(text) or len(text) > 1000
            return
        await practice.backend(AcceptRequest(client_id=request.id, version=1))
        (mail,) = await practice.backend(ListOutbox())
        assert all(map(_harmless, (mail.to.name, mail.subject, mail.body)))
        assert "\n" not in mail.to.name

    @_TEXTS
    async def test_an_address_that_is_none_never_gets_mail(
        self, practice: Practice, text: str
    ) -> None:
        who = Account(id=AccountId(uuid7()), login_email=text, name="Anna")
        for wish in (
            AskForService(account=who, details=details("Anna")),
            InviteClient(details=details("Anna"), addressee=addressee(email=text)),
        ):
            with pytest.raises(Invalid):
                await practice.backend(wish)

    @_TEXTS
    async def test_remarks_drafts_and_layouts_keep_the_words_and_nothing_else(
        self, practice: Practice, text: str
    ) -> None:
        client = await added(practice.backend)
        closed = await practice.backend(
            CloseTreatment(client_id=client.id, version=1, reason=Remark(text=text))
        )
        assert closed.stage is Stage.DEACTIVATED
        assert closed.remark == Remark(text=clean_lines(text))
        content = DraftContent(typed={"name": text})
        await practice.backend(SaveDraft(key=text, record_version=0, content=content))
        (draft,) = await practice.backend(FindDrafts(form=text))
        assert draft.content == DraftContent(typed={"name": clean_typed(text)})
        await practice.backend(SaveImportLayout(signature=text, columns=(text, "name")))
        (layout,) = await practice.backend(FindImportLayout(signature=text))
        assert layout.columns == (clean_lines(text), "name")

    @pytest.mark.parametrize("name", _TEXT_FIELDS)
    async def test_a_paste_of_ten_megabytes_is_refused_with_the_field(
        self, practice: Practice, name: str
    ) -> None:
        flood: Any = {name: "a" * 10_000_000}
        with pytest.raises(Invalid, match="at most") as refusal:
            await practice.backend(AddClient(details=ClientDetails(**flood)))
        assert refusal.value.field == name
