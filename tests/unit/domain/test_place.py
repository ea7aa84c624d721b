"""Where somebody was, in a word that survives a restart."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.client import Stage
from kara_tui.domain.drafts import new_draft_key, session_of
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId
from kara_tui.domain.place import Place


@given(st.sampled_from(Stage), st.none() | st.uuids(), st.booleans())
def test_a_place_is_read_as_it_was_written(
    stage: Stage, client: ClientId | None, form: bool
) -> None:
    session = session_of(new_draft_key("client:x")) if form and client else ""
    place = Place(stage, client, session)
    assert Place.read(str(place)) == place


def test_the_form_of_a_place_is_the_draft_that_was_typed_in_it() -> None:
    client = ClientId(UUID(int=7))
    key = new_draft_key(f"client:{client}")
    assert Place(Stage.ACTIVE, client, session_of(key)).draft == key
    assert Place(Stage.ACTIVE, client).draft == ""


@pytest.mark.parametrize("text", ["", "nowhere", "active/", "active/x", "active/7/zz", "../etc"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="no place"):
        Place.read(text)
