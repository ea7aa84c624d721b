"""Who may sign in for an Icelandic client by electronic ID, and by what means."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


class AuthenticatorKind(StrEnum):
    """Whose electronic ID it is."""

    OWN = "own"
    PROXY = "proxy"
    """A guardian's or a school's, who sign in for the client with their own."""

    @property
    def label(self) -> str:
        """The words the user reads."""
        return "The client's own" if self is AuthenticatorKind.OWN else "A proxy's"


class AuthenticatorMeans(StrEnum):
    """What carries the electronic ID."""

    SIM = "sim"
    APP = "app"
    CARD = "card"

    @property
    def label(self) -> str:
        """The words the user reads."""
        return "SIM" if self is AuthenticatorMeans.SIM else self.value.capitalize()


class AuthenticatorState(StrEnum):
    """Whether it may be used."""

    PENDING = "pending"
    ACTIVE = "active"
    REVOKED = "revoked"


@dataclass(frozen=True, kw_only=True)
class HolderDetails:
    """Whose electronic ID it is. Private."""

    holder: str = ""
    kennitala: str = ""
    relationship: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Authenticator(ClientRecord):
    """Somebody and their electronic ID (FHIR R4: RelatedPerson with Consent)."""

    entity = Entity.AUTHENTICATOR

    kind: AuthenticatorKind
    means: AuthenticatorMeans
    state: AuthenticatorState = AuthenticatorState.PENDING
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day; None while no end is known."""
    last_used_at: datetime | None = None
    details: Private[HolderDetails]

    def changed(self, entered: "EnteredAuthenticator") -> "Authenticator":
        """Return it with other values.

        Raises:
            Invalid: When it would end before it begins.
            NotAllowedNow: When it was revoked.
        """
        if self.state is AuthenticatorState.REVOKED:
            raise NotAllowedNow("What was revoked is not changed any more.", "Add a new one.")
        _require_order(entered)
        return replace(
            self,
            kind=entered.kind,
            means=entered.means,
            valid_from=entered.valid_from,
            valid_to=entered.valid_to,
            details=entered.details,
        )

    def activated(self) -> "Authenticator":
        """Return it as one that may be used.

        Raises:
            NotAllowedNow: When it does not wait for that.
        """
        if self.state is not AuthenticatorState.PENDING:
            raise NotAllowedNow(f"This is {self.state.value} already.")
        return replace(self, state=AuthenticatorState.ACTIVE)

    def revoked(self) -> "Authenticator":
        """Return it as one that may not be used any more.

        Raises:
            NotAllowedNow: When it was revoked already.
        """
        if self.state is AuthenticatorState.REVOKED:
            raise NotAllowedNow("This was revoked already.")
        return replace(self, state=AuthenticatorState.REVOKED)

    def may_sign_in(self, on: date) -> bool:
        """Tell whether it may be used on a day."""
        has_begun = self.valid_from is None or self.valid_from <= on
        has_ended = self.valid_to is not None and self.valid_to < on
        is_active = self.state is AuthenticatorState.ACTIVE and not self.in_error
        return is_active and has_begun and not has_ended


@dataclass(frozen=True, kw_only=True)
class EnteredAuthenticator:
    """What a professional enters about an authenticator."""

    kind: AuthenticatorKind
    means: AuthenticatorMeans
    valid_from: date | None = None
    valid_to: date | None = None
    details: Private[HolderDetails]


def new_authenticator(
    record_id: UUID, client_id: ClientId, entered: EnteredAuthenticator, at: datetime
) -> Authenticator:
    """Return an authenticator that waits to be activated.

    Raises:
        Invalid: When it would end before it begins.
    """
    _require_order(entered)
    return Authenticator(
        id=record_id,
        created_at=at,
        client_id=client_id,
        kind=entered.kind,
        means=entered.means,
        valid_from=entered.valid_from,
        valid_to=entered.valid_to,
        details=entered.details,
    )


def _require_order(entered: EnteredAuthenticator) -> None:
    if entered.valid_from and entered.valid_to and entered.valid_to < entered.valid_from:
        raise Invalid("valid_to", "The last day lies before the first.", "Change one of them.")
