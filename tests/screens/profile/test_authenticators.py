"""Who may sign in for an Icelandic client by electronic ID, on the profile."""

from dataclasses import replace

from kara_tui.backend.protocol import Backend
from kara_tui.domain.authenticator import (
    AuthenticatorKind,
    AuthenticatorMeans,
    EnteredAuthenticator,
    HolderDetails,
)
from kara_tui.domain.client import Client
from kara_tui.operations.authenticators import (
    AddAuthenticator,
    ChangeAuthenticator,
    ListAuthenticators,
)
from kara_tui.screens.authenticators_block import AuthenticatorsBlock
from tests.screens.profile.helpers import press, profile, until
from tests.support.one_screen import NARROW, WIDE, painted
from tests.support.people import added

_MOTHER = EnteredAuthenticator(
    kind=AuthenticatorKind.PROXY,
    means=AuthenticatorMeans.APP,
    details=HolderDetails(holder="Guðrún", kennitala="0101302129", relationship="Mother"),
)


async def _client(backend: Backend) -> Client:
    return await added(backend, "Anna", country_code="IS")


async def test_nobody_abroad_is_asked_about_it(backend: Backend) -> None:
    client = await added(backend, "Anna", country_code="PL")
    async with profile(client, backend, WIDE) as pilot:
        block = pilot.app.screen.query_one(AuthenticatorsBlock)
        await until(pilot, lambda: not block.is_needed)
        assert "Sign-in" not in painted(pilot)


async def test_one_that_exists_is_shown_wherever_the_client_lives(backend: Backend) -> None:
    client = await added(backend, "Anna", country_code="PL")
    await backend(AddAuthenticator(client_id=client.id, entered=_MOTHER))
    async with profile(client, backend, NARROW) as pilot:
        block = pilot.app.screen.query_one(AuthenticatorsBlock)
        await until(pilot, lambda: block.is_needed and bool(block.known))
        await press(pilot, "7")
        seen = painted(pilot)
    assert "Guðrún · Mother · pending" in seen
    assert "A proxy's electronic ID · App" in seen


async def test_one_is_added_activated_and_revoked(backend: Backend) -> None:
    client = await _client(backend)
    async with profile(client, backend) as pilot:
        block = pilot.app.screen.query_one(AuthenticatorsBlock)
        await until(pilot, lambda: block.is_needed)
        await press(pilot, "7", "a", "tab", "tab", *"Anna", "tab", *"0101302129", "f2")
        assert "Anna · pending" in painted(pilot)
        await press(pilot, "y")
        assert "Anna · active" in painted(pilot)
        await press(pilot, "r")
        assert "Anna · revoked" in painted(pilot)
    (one,) = await backend(ListAuthenticators(client_id=client.id))
    assert one.version == 3


async def test_a_last_day_before_the_first_is_refused_beside_the_field(backend: Backend) -> None:
    client = await _client(backend)
    async with profile(client, backend) as pilot:
        block = pilot.app.screen.query_one(AuthenticatorsBlock)
        await until(pilot, lambda: block.is_needed)
        await press(pilot, "7", "a", "tab", "tab", *"Anna", *["tab"] * 4)
        await press(pilot, *"2026-03-31", "tab", *"2026-03-01", "f2")
        assert "before the first" in painted(pilot)
    assert await backend(ListAuthenticators(client_id=client.id)) == ()


async def test_a_change_made_elsewhere_is_shown_first(backend: Backend) -> None:
    client = await _client(backend)
    one = await backend(AddAuthenticator(client_id=client.id, entered=_MOTHER))
    async with profile(client, backend) as pilot:
        block = pilot.app.screen.query_one(AuthenticatorsBlock)
        await until(pilot, lambda: bool(block.known))
        await press(pilot, "7", "enter", "tab", "tab", "end", *" mine")
        theirs = replace(_MOTHER, details=HolderDetails(holder="Theirs"))
        await backend(ChangeAuthenticator(authenticator_id=one.id, version=1, entered=theirs))
        await press(pilot, "f2")
        assert "Saved now: Theirs" in painted(pilot)
        await press(pilot, "f2")
    (one,) = await backend(ListAuthenticators(client_id=client.id))
    assert not isinstance(one.details, bytes)
    assert one.details.holder == "Guðrún mine"
