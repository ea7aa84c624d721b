"""Who may sign in for a client by electronic ID."""

from dataclasses import replace
from datetime import date

import pytest

from kara_tui.domain.authenticator import (
    Authenticator,
    AuthenticatorKind,
    AuthenticatorMeans,
    AuthenticatorState,
    EnteredAuthenticator,
    HolderDetails,
)
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.operations.authenticators import (
    ActivateAuthenticator,
    AddAuthenticator,
    ChangeAuthenticator,
    ListAuthenticators,
    RemoveAuthenticator,
    RevokeAuthenticator,
)
from kara_tui.operations.history import UndoMove
from tests.support.people import added
from tests.support.practice import Practice

_MOTHER = EnteredAuthenticator(
    kind=AuthenticatorKind.PROXY,
    means=AuthenticatorMeans.APP,
    details=HolderDetails(holder="Guðrún", kennitala="0101302129", relationship="Mother"),
)


async def _one(practice: Practice) -> Authenticator:
    client = await added(practice.backend, "Anna")
    return await practice.backend(AddAuthenticator(client_id=client.id, entered=_MOTHER))


class AuthenticatorContract:
    """What every backend does with authenticators."""

    async def test_one_waits_until_it_is_activated_and_ends_when_revoked(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Anna")
        one = await practice.backend(AddAuthenticator(client_id=client.id, entered=_MOTHER))
        assert one.state is AuthenticatorState.PENDING
        assert not one.may_sign_in(date(2026, 3, 2))
        one = await practice.backend(ActivateAuthenticator(authenticator_id=one.id, version=1))
        assert one.may_sign_in(date(2026, 3, 2))
        one = await practice.backend(RevokeAuthenticator(authenticator_id=one.id, version=2))
        assert not one.may_sign_in(date(2026, 3, 2))
        with pytest.raises(NotAllowedNow):
            await practice.backend(ActivateAuthenticator(authenticator_id=one.id, version=3))
        with pytest.raises(NotAllowedNow):
            await practice.backend(
                ChangeAuthenticator(authenticator_id=one.id, version=3, entered=_MOTHER)
            )

    async def test_it_holds_from_its_first_day_to_its_last(self, practice: Practice) -> None:
        one = await _one(practice)
        days = replace(_MOTHER, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))
        one = await practice.backend(
            ChangeAuthenticator(authenticator_id=one.id, version=1, entered=days)
        )
        one = await practice.backend(ActivateAuthenticator(authenticator_id=one.id, version=2))
        held = [one.may_sign_in(date(2026, 2, 28)), one.may_sign_in(date(2026, 3, 31))]
        assert held == [False, True]
        assert not one.may_sign_in(date(2026, 4, 1))

    async def test_it_cannot_end_before_it_begins(self, practice: Practice) -> None:
        one = await _one(practice)
        days = replace(_MOTHER, valid_from=date(2026, 3, 31), valid_to=date(2026, 3, 1))
        with pytest.raises(Invalid):
            await practice.backend(
                ChangeAuthenticator(authenticator_id=one.id, version=1, entered=days)
            )

    async def test_one_that_was_removed_comes_back_when_that_is_undone(
        self, practice: Practice
    ) -> None:
        one = await _one(practice)
        wanted = RemoveAuthenticator(authenticator_id=one.id, version=1)
        await practice.backend(wanted)
        asked = ListAuthenticators(client_id=one.client_id)
        assert await practice.backend(asked) == ()
        await practice.backend(UndoMove(move=wanted.intent))
        (again,) = await practice.backend(asked)
        assert again.details == _MOTHER.details

    async def test_a_colleague_cannot_use_it(self, practice: Practice) -> None:
        one = await _one(practice)
        with pytest.raises(NotFound):
            await practice.colleague()(RevokeAuthenticator(authenticator_id=one.id, version=1))
