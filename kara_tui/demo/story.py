"""What happened in the demonstration practice, told as operations in the order of time."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kara_tui.demo.care import WEEKS, Told, client_care, practice_care, slot_of
from kara_tui.demo.names import section
from kara_tui.demo.people import people
from kara_tui.demo.visitors import INVITED, REQUESTS, Visitor
from kara_tui.domain.client import Account
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.ids import AccountId, ClientId, uuid7
from kara_tui.domain.outbox import HOLD, Addressee
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    ReopenTreatment,
    SetTreatmentState,
    UpdateClient,
)
from kara_tui.operations.invites import ExpireInvites, InviteClient, WithdrawInvite
from kara_tui.operations.requests import AcceptRequest, AskForService, DeclineRequest

ACTIVE = 132
DEACTIVATED = 57
_SEEN_WEEKLY = 10
"""One client in so many has sessions, notes and fees: enough to look around."""

Make = Callable[[ClientId, int], ChangeOperation[Any]]


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that happened, and when."""

    at: datetime
    operation: ChangeOperation[Any] | None = None
    """None when the post was taken to the mail server."""
    refused: str = ""
    """What the mail server said when it took nothing."""


def story(seed: int, now: datetime) -> list[Step]:
    """Return everything that happened until now, oldest first."""
    teller = _Teller(seed, now)
    teller.tell_of_clients()
    teller.tell_of_the_deactivated()
    teller.tell_of_requests()
    teller.tell_of_invites()
    teller.tell_of_the_practice()
    return sorted(teller.steps, key=lambda step: step.at)


class _Thread:
    """One client's story: knows the record's version as it grows."""

    def __init__(self, steps: list[Step], begun: datetime) -> None:
        self._steps = steps
        self._version = 0
        self._last = begun - timedelta(minutes=1)
        self.id = ClientId(uuid7(int(begun.timestamp() * 1000)))

    def then(self, at: datetime, make: Make) -> None:
        """Add what happened next: at that moment, or right after what came before."""
        self._last = max(at, self._last + timedelta(minutes=1))
        self._steps.append(Step(at=self._last, operation=make(self.id, self._version)))
        self._version += 1


class _Teller:
    def __init__(self, seed: int, now: datetime) -> None:
        self._seed = seed
        self._luck = random.Random(seed + 1)
        self._people = people(seed, now.date())
        self._now = now
        self._notes = section("en", "professional")
        self._remarks = section("en", "remarks")
        self._known: list[ClientDetails] = []
        self.steps: list[Step] = []

    def tell_of_clients(self) -> None:
        """Tell of those in treatment: half asked for it, half were added by hand."""
        for place in range(ACTIVE):
            days = 8 + 900 * self._luck.random() ** 2
            details = next(self._people)
            self._known.append(details)
            if place % 2 or not details.contact_email:
                client = self._added(details, days)
            else:
                client = self._accepted(details, days, just_now=place == 0)
            if place:
                self._go_on(client, details, place, days)

    def tell_of_the_deactivated(self) -> None:
        """Tell of those whose treatment ended."""
        for place in range(DEACTIVATED):
            days = 150 + 1500 * self._luck.random()
            client = self._added(next(self._people), days)
            ended = TreatmentState.CANCELLED if place % 6 == 5 else TreatmentState.CLOSED
            remark = None if place % 3 == 2 else Remark(text=self._luck.choice(self._remarks))
            client.then(
                self._ago(3 + days * 0.7 * self._luck.random()),
                partial(_close, state=ended, reason=remark),
            )

    def tell_of_requests(self) -> None:
        """Tell of those who wait for an answer, and of two who were declined."""
        for visitor in REQUESTS:
            self._asked(self._details(visitor), self._now - visitor.ago)
        for days, reason in ((40, "No room before summer."), (75, "Needs a child psychologist.")):
            asked = self._asked(self._emailed(), self._ago(days))
            asked.then(self._ago(days - 2), partial(_decline, reason=Remark(text=reason)))

    def tell_of_invites(self) -> None:
        """Tell of two open invites, one withdrawn and one that ran out."""
        for visitor in INVITED:
            self._invited(self._details(visitor), self._now - visitor.ago, visitor.refused)
        withdrawn = self._invited(self._emailed(), self._ago(80))
        withdrawn.then(
            self._ago(70), lambda one, version: WithdrawInvite(client_id=one, version=version)
        )
        self._invited(self._emailed(), self._ago(50))
        self.steps.append(Step(at=self._ago(19), operation=ExpireInvites()))

    def tell_of_the_practice(self) -> None:
        """Tell what is offered, before anybody comes for it."""
        first = min(step.at for step in self.steps) - timedelta(days=1)
        self._tell(practice_care(first))

    def _added(self, details: ClientDetails, days: float) -> _Thread:
        at = self._ago(days)
        client = _Thread(self.steps, at)
        by_hand = replace(details, reason_for_booking="")
        client.then(at, lambda one, _: AddClient(client_id=one, details=by_hand))
        return client

    def _accepted(self, details: ClientDetails, days: float, *, just_now: bool) -> _Thread:
        client = self._asked(details, self._ago(days))
        at = self._now - timedelta(seconds=40) if just_now else self._ago(days - 2)
        client.then(at, lambda one, version: AcceptRequest(client_id=one, version=version))
        if not just_now:
            self._post(at)
        return client

    def _asked(self, details: ClientDetails, at: datetime) -> _Thread:
        asking = replace(details, reason_by_professional="")
        account = Account(
            id=AccountId(uuid7(int(at.timestamp() * 1000))),
            login_email=details.contact_email,
            name=details.name,
        )
        client = _Thread(self.steps, at)
        client.then(
            at, lambda one, _: AskForService(client_id=one, account=account, details=asking)
        )
        return client

    def _invited(self, details: ClientDetails, at: datetime, refused: str = "") -> _Thread:
        to = Addressee(name=details.name, email=details.contact_email)
        known = ClientDetails(name=details.name, contact_email=details.contact_email)
        client = _Thread(self.steps, at)
        client.then(at, lambda one, _: InviteClient(client_id=one, details=known, addressee=to))
        self._post(at, refused)
        return client

    def _go_on(self, client: _Thread, details: ClientDetails, place: int, days: float) -> None:
        state = {5: TreatmentState.ON_HOLD, 7: TreatmentState.PLANNED}.get(place % 12)
        if place % 6 == 1:
            noted = replace(details, reason_by_professional=self._luck.choice(self._notes))
            client.then(self._ago(days * 0.6), partial(_update, details=noted))
        if place % _SEEN_WEEKLY == 4:
            weeks = min(WEEKS, int(days / 7) - 1)
            slot = slot_of(place // _SEEN_WEEKLY)
            self._tell(client_care(self._seed + place, client.id, slot, weeks, self._now))
        if place % 44 == 9:
            client.then(
                self._ago(days * 0.5),
                lambda one, version: CloseTreatment(client_id=one, version=version),
            )
            client.then(
                self._ago(days * 0.25),
                lambda one, version: ReopenTreatment(client_id=one, version=version),
            )
        if state is not None:
            client.then(
                self._ago(days * 0.2),
                lambda one, version: SetTreatmentState(client_id=one, version=version, state=state),
            )

    def _tell(self, told: Iterable[Told]) -> None:
        self.steps += [Step(at=at, operation=operation) for at, operation in told]

    def _details(self, visitor: Visitor) -> ClientDetails:
        """Return who that is; a look-alike has an existing client's e-mail and birth date."""
        if not visitor.look_alike:
            return visitor.details
        twin = next(
            one
            for one in self._known[1:]
            if one.contact_email and one.birth_date and one.national_id
        )
        return replace(
            visitor.details,
            name=f"{twin.name} {visitor.details.name}",
            administrative_gender=twin.administrative_gender,
            contact_email=twin.contact_email,
            birth_date=twin.birth_date,
        )

    def _emailed(self) -> ClientDetails:
        return next(one for one in self._people if one.contact_email)

    def _post(self, at: datetime, refused: str = "") -> None:
        self.steps.append(Step(at=at + HOLD + timedelta(minutes=1), refused=refused))

    def _ago(self, days: float) -> datetime:
        """Return a moment in office hours that many days ago, at least one."""
        minutes = self._luck.randrange(8 * 60, 17 * 60)
        day = self._now - timedelta(days=max(1, int(days)))
        return day.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)


def _close(
    client_id: ClientId, version: int, state: TreatmentState, reason: Remark | None
) -> CloseTreatment:
    return CloseTreatment(client_id=client_id, version=version, state=state, reason=reason)


def _decline(client_id: ClientId, version: int, reason: Remark) -> DeclineRequest:
    return DeclineRequest(client_id=client_id, version=version, reason=reason)


def _update(client_id: ClientId, version: int, details: ClientDetails) -> UpdateClient:
    return UpdateClient(
        client_id=client_id,
        version=version,
        details=details,
        changed=("reason_by_professional",),
    )
