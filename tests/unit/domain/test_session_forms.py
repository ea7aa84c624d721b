"""The forms over sessions are recognised by the names of what was typed in them."""

from uuid import UUID

import pytest

from kara_tui.domain.drafts import client_form
from kara_tui.domain.ids import ClientId, SessionId, uuid7
from kara_tui.domain.session_forms import SessionForm, SessionFormKind, session_form


@pytest.mark.parametrize("kind", SessionFormKind)
def test_a_form_is_found_by_its_name(kind: SessionFormKind) -> None:
    session_id = None if kind is SessionFormKind.SCHEDULE else SessionId(uuid7())
    form = SessionForm(kind, ClientId(uuid7()), session_id)
    assert session_form(form.name) == form
    assert form.kind.label


@pytest.mark.parametrize(
    "name",
    ["schedule:new", "move:x", "cancel-1:2", client_form(ClientId(UUID(int=7))), "", "session-"],
)
def test_other_forms_are_none_of_them(name: str) -> None:
    assert session_form(name) is None
