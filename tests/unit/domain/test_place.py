"""Where somebody was, in a word that survives a restart."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.client import Stage
from kara_tui.domain.drafts import (
    INVITE_FORM,
    NEW_CLIENT_FORM,
    RemarkKind,
    new_draft_key,
    remark_form,
    session_of,
)
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId
from kara_tui.domain.place import HIDDEN, Front, Place
from kara_tui.domain.trail import Trail

CLIENT = ClientId(UUID(int=7))


def session() -> str:
    return session_of(new_draft_key("any"))


@given(st.sampled_from(Stage), st.none() | st.uuids(), st.booleans())
def test_a_place_is_read_as_it_was_written(
    stage: Stage, client: ClientId | None, form: bool
) -> None:
    place = Place(stage, client, session() if form and client else "")
    assert Place.read(str(place)) == place


@given(
    st.none() | st.uuids(),
    st.none() | st.sampled_from(Front),
    st.none() | st.uuids(),
    st.booleans(),
    st.booleans(),
)
def test_what_lies_over_a_list_is_read_as_it_was_written(
    client: ClientId | None, front: Front | None, whom: ClientId | None, typed: bool, searched: bool
) -> None:
    place = Place(
        Stage.INVITED,
        client,
        front=front,
        whom=whom,
        text=session() if typed else "",
        lists=session() if searched else "",
        hidden=HIDDEN if searched else "",
        trail=str(Trail([client or CLIENT, CLIENT])) if typed else "",
    )
    assert Place.read(str(place)) == place


def test_the_form_of_a_place_is_the_draft_that_was_typed_in_it() -> None:
    key = new_draft_key(f"client:{CLIENT}")
    assert Place(Stage.ACTIVE, CLIENT, session_of(key)).draft == key
    assert Place(Stage.ACTIVE, CLIENT).draft == ""


@pytest.mark.parametrize(
    ("front", "form"),
    [
        (Front.NEW_CLIENT, NEW_CLIENT_FORM),
        (Front.INVITE, INVITE_FORM),
        *((Front.of_remark(kind), remark_form(kind, CLIENT)) for kind in RemarkKind),
    ],
)
def test_what_lies_in_front_has_a_draft_of_its_own(front: Front, form: str) -> None:
    key = new_draft_key(form)
    assert Place(front=front, whom=CLIENT, text=session_of(key)).front_draft == key
    assert Place(front=front, whom=CLIENT).front_draft == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nowhere",
        "active/",
        "active/x",
        "active/7/zz",
        "../etc",
        "active?front=elsewhere",
        "active?whom=x",
        "active?text=zz",
        "active?search=Anna",
    ],
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="no place"):
        Place.read(text)
