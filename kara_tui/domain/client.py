"""The professional's record about a person, and the moves it can make."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import AccountId, ClientId
from kara_tui.domain.invitation import Invitation, new_invitation
from kara_tui.domain.private import Private
from kara_tui.domain.treatment import TreatmentPeriod, TreatmentState, moved_to


class RecordClass(StrEnum):
    """Which law a record falls under, and so whether it may ever be erased."""

    HEALTH_RECORD = "health_record"
    """Kept by law: corrections are added, and nothing is destroyed without permission."""
    PRIVATE_PRACTICE = "private_practice"
    """Kept on the client's behalf: erased when they ask for it."""

    @property
    def label(self) -> str:
        """The words the user reads."""
        return self.value.replace("_", " ").capitalize()


class Stage(StrEnum):
    """Where a client stands on the way in and out; the first four are the tabs."""

    ACTIVE = "active"
    REQUESTED = "requested"
    INVITED = "invited"
    DEACTIVATED = "deactivated"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    MERGED = "merged"
    ENTERED_IN_ERROR = "entered_in_error"
    ERASED = "erased"
    """All that the record told is gone; its id stays, with the decision to erase it."""


TABS = (Stage.ACTIVE, Stage.REQUESTED, Stage.INVITED, Stage.DEACTIVATED)
"""The four lists, in their order."""

CLOSED_REQUESTS_AND_INVITES = (Stage.DECLINED, Stage.WITHDRAWN, Stage.EXPIRED, Stage.MERGED)
"""Kept, and found by a filter only."""

FINAL = (Stage.MERGED, Stage.ENTERED_IN_ERROR, Stage.ERASED)
"""Records in these stages are read and no longer edited."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who signs in: the address is theirs alone to change, and automatic mail goes there."""

    id: AccountId
    login_email: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Client:
    """A client's record. Everything but `details` and `remark` is structural."""

    id: ClientId
    version: int = 0
    """Grows by one with each saved change; zero before the first."""
    stage: Stage
    since: datetime
    """When the client entered this stage."""
    created_at: datetime
    treatment: tuple[TreatmentPeriod, ...]
    """Oldest first; the last one holds."""
    account: Account | None = None
    invitation: Invitation | None = None
    merged_into: ClientId | None = None
    details: Private[ClientDetails]
    record_class: RecordClass = RecordClass.HEALTH_RECORD
    remark: Private[Remark] | None = None
    """Why a request was declined or a treatment ended."""

    @property
    def treatment_state(self) -> TreatmentState:
        """The state that holds now."""
        return self.treatment[-1].state

    def accepted(self, at: datetime, state: TreatmentState = TreatmentState.ACTIVE) -> "Client":
        """Return the client after their request was accepted."""
        self._require(Stage.REQUESTED, "accepted")
        if state not in {TreatmentState.ACTIVE, TreatmentState.PLANNED}:
            raise NotAllowedNow("A request is accepted into an active or a planned treatment.")
        return self._moved(Stage.ACTIVE, at, state)

    def declined(self, at: datetime, reason: Private[Remark] | None) -> "Client":
        """Return the client after their request was declined."""
        self._require(Stage.REQUESTED, "declined")
        return replace(self._moved(Stage.DECLINED, at), remark=reason)

    def merged(self, at: datetime, into: ClientId) -> "Client":
        """Return the request after it was merged into an existing client."""
        self._require(Stage.REQUESTED, "merged")
        if into == self.id:
            raise NotAllowedNow("A request cannot be merged into itself.")
        return replace(self._moved(Stage.MERGED, at), merged_into=into)

    def reinvited(self, at: datetime) -> "Client":
        """Return the client after the invite was sent once more."""
        if self.stage not in {Stage.INVITED, Stage.EXPIRED} or self.invitation is None:
            raise NotAllowedNow("There is no open invite to send again.")
        invited = self._moved(Stage.INVITED, at)
        return replace(invited, invitation=self.invitation.resent(at))

    def withdrawn(self, at: datetime) -> "Client":
        """Return the client after the invite was withdrawn."""
        self._require(Stage.INVITED, "withdrawn")
        return self._moved(Stage.WITHDRAWN, at)

    def expired(self, at: datetime) -> "Client":
        """Return the client after the invite ran out."""
        self._require(Stage.INVITED, "ended")
        return self._moved(Stage.EXPIRED, at)

    def with_treatment(self, state: TreatmentState, at: datetime) -> "Client":
        """Return the client in another treatment state; an ended one moves to Deactivated."""
        if state is TreatmentState.ENTERED_IN_ERROR:
            raise NotAllowedNow("A treatment is marked as entered in error by undoing it.")
        if self.stage not in {Stage.ACTIVE, Stage.DEACTIVATED}:
            raise NotAllowedNow("Only a client in treatment has a treatment state to change.")
        if state.ended:
            return self._moved(Stage.DEACTIVATED, at, state)
        return replace(self._moved(Stage.ACTIVE, at, state), remark=None)

    def closed(
        self, at: datetime, state: TreatmentState, reason: Private[Remark] | None
    ) -> "Client":
        """Return the client after their treatment ended."""
        self._require(Stage.ACTIVE, "closed")
        if not state.ended:
            raise NotAllowedNow(f"A treatment cannot be closed as “{state.label}”.")
        return replace(self.with_treatment(state, at), remark=reason)

    def reopened(self, at: datetime) -> "Client":
        """Return the client taken back into treatment."""
        self._require(Stage.DEACTIVATED, "reopened")
        return self.with_treatment(TreatmentState.ACTIVE, at)

    def with_details(self, details: Private[ClientDetails]) -> "Client":
        """Return the client with other details."""
        self._require_not_erased()
        return replace(self, details=details)

    def with_account(self, account: Account | None) -> "Client":
        """Return the client with the account they sign in with; an existing one stays."""
        self._require_not_erased()
        return replace(self, account=self.account or account)

    def in_error(self, at: datetime) -> "Client":
        """Return the record marked as entered in error: out of the lists, kept in history."""
        self._require_not_erased()
        return self._moved(Stage.ENTERED_IN_ERROR, at, TreatmentState.ENTERED_IN_ERROR)

    def restored(self, details: Private[ClientDetails]) -> "Client":
        """Return the client with the details of an earlier version."""
        self.require_editable()
        if self.details == details:
            raise NotAllowedNow("The record says the same now.", "Nothing was changed.")
        return replace(self, details=details)

    def require_editable(self) -> None:
        """Let something be put on the record.

        Raises:
            NotAllowedNow: When it is only read by now: merged, erased, entered in error.
        """
        if self.stage in FINAL:
            raise NotAllowedNow(
                f"This record is {stage_label(self.stage).lower()} and no longer edited."
            )

    def classed(self, record_class: RecordClass) -> "Client":
        """Return the client with their record under another law."""
        self._require_not_erased()
        if record_class is self.record_class:
            raise NotAllowedNow(f"This is a {record_class.label.lower()} already.")
        return replace(self, record_class=record_class)

    def erased(self, at: datetime) -> "Client":
        """Return what stays of an erased record: its id, and that it was erased."""
        self._require_not_erased()
        return Client(
            id=self.id,
            version=self.version,
            stage=Stage.ERASED,
            since=at,
            created_at=at,
            treatment=(TreatmentPeriod(state=TreatmentState.CLOSED, since=at),),
            record_class=self.record_class,
            merged_into=self.merged_into,
            details=ClientDetails(),
        )

    def _require_not_erased(self) -> None:
        if self.stage is Stage.ERASED:
            raise NotAllowedNow("This record was erased; there is nothing left to change.")

    def _require(self, stage: Stage, verb: str) -> None:
        if self.stage is not stage:
            raise NotAllowedNow(
                f"This cannot be {verb}: the client is under {stage_label(self.stage)}."
            )

    def _moved(self, stage: Stage, at: datetime, state: TreatmentState | None = None) -> "Client":
        since = self.since if stage is self.stage else at
        treatment = moved_to(self.treatment, state, at) if state else self.treatment
        return replace(self, stage=stage, since=since, treatment=treatment)


def new_client(
    client_id: ClientId,
    details: Private[ClientDetails],
    at: datetime,
    *,
    stage: Stage = Stage.ACTIVE,
    account: Account | None = None,
    record_class: RecordClass = RecordClass.HEALTH_RECORD,
) -> Client:
    """Return a record that has not been saved yet."""
    state = TreatmentState.ACTIVE if stage is Stage.ACTIVE else TreatmentState.PLANNED
    return Client(
        id=client_id,
        stage=stage,
        since=at,
        created_at=at,
        treatment=(TreatmentPeriod(state=state, since=at),),
        account=account,
        invitation=new_invitation(at) if stage is Stage.INVITED else None,
        record_class=record_class,
        details=details,
    )


def stage_label(stage: Stage) -> str:
    """Return the list's name as the user reads it."""
    names = {Stage.ACTIVE: "Clients", Stage.REQUESTED: "Requests", Stage.INVITED: "Invites"}
    return names.get(stage, stage.value.replace("_", " ").capitalize())
