"""Order: lists are sorted as an Icelandic reader expects, the same way every time."""

from datetime import date, timedelta

import pytest

from kara_tui.domain.client import Stage
from kara_tui.domain.details import Interaction
from kara_tui.domain.ids import MessageId
from kara_tui.domain.listing import ClientRow, SortBy
from kara_tui.domain.outbox import HOLD
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import ListClients, SetTreatmentState
from kara_tui.operations.invites import ResendInvite
from kara_tui.operations.outbox import (
    ClaimDueMessages,
    ListOutbox,
    Outcome,
    RecordDelivery,
    WithdrawMessage,
)
from kara_tui.operations.requests import DeclineRequest
from tests.support.people import added, addressee, invited, requested
from tests.support.practice import Practice

_IN_ORDER = (
    "Anna",
    "Anna Bára",
    "Annabel",
    "Áki",
    "Davíð",
    "Ðóra",
    "Egill",
    "Élise",
    "Oddur",
    "Óðinn",
    "Zoë",
    "Þór",
    "Ægir",
    "Össur",
    "Дмитрий",
    "山田 太郎",
)


def _names(rows: tuple[ClientRow, ...]) -> list[str]:
    return [row.details.name for row in rows if not isinstance(row.details, bytes)]


async def _sent(practice: Practice) -> None:
    practice.clock.forward(HOLD)
    for mail in await practice.backend(ClaimDueMessages()):
        await practice.backend(
            RecordDelivery(message_id=mail.id, version=mail.version, outcome=Outcome.DELIVERED)
        )


async def _refused(practice: Practice, message_id: MessageId) -> None:
    practice.clock.forward(HOLD)
    mails = {mail.id: mail for mail in await practice.backend(ClaimDueMessages())}
    await practice.backend(
        RecordDelivery(
            message_id=message_id, version=mails[message_id].version, outcome=Outcome.REFUSED
        )
    )


class OrderContract:
    """What lists are sorted by."""

    async def test_names_stand_in_icelandic_order(self, practice: Practice) -> None:
        for name in reversed(_IN_ORDER):
            await added(practice.backend, name)
        up = await practice.backend(ListClients())
        assert _names(up.rows) == list(_IN_ORDER)
        down = await practice.backend(ListClients(descending=True))
        assert _names(down.rows) == list(reversed(_IN_ORDER))

    async def test_case_and_blanks_do_not_part_what_belongs_together(
        self, practice: Practice
    ) -> None:
        for name in ("ANNA C", "anna b", "Anna  A"):
            await added(practice.backend, name)
        rows = (await practice.backend(ListClients())).rows
        assert _names(rows) == ["Anna A", "anna b", "ANNA C"]

    @pytest.mark.parametrize("descending", [False, True])
    async def test_birth_dates_stand_oldest_first_and_the_unknown_last(
        self, practice: Practice, *, descending: bool
    ) -> None:
        born = {"C": date(1990, 5, 1), "A": date(1950, 1, 1), "B": date(1990, 4, 30)}
        for name, day in born.items():
            await added(practice.backend, name, birth_date=day)
        await added(practice.backend, "Unknown")
        asked = ListClients(sort_by=SortBy.BIRTH_DATE, descending=descending)
        known = ["C", "B", "A"] if descending else ["A", "B", "C"]
        assert _names((await practice.backend(asked)).rows) == [*known, "Unknown"]

    @pytest.mark.parametrize("descending", [False, True])
    @pytest.mark.parametrize(
        ("sort_by", "details"),
        [
            (SortBy.PHONE, {"phone": ("+3545551234", "+3546120000", "+441632960000")}),
            (SortBy.EMAIL, {"contact_email": ("a@mail.example", "B@mail.example", "c@x.example")}),
        ],
    )
    async def test_ways_to_reach_somebody_stand_in_order_and_the_unknown_last(
        self,
        practice: Practice,
        sort_by: SortBy,
        details: dict[str, tuple[str, ...]],
        *,
        descending: bool,
    ) -> None:
        ((field, values),) = details.items()
        await added(practice.backend, "Unknown")
        for name, value in zip("CAB", (values[2], values[0], values[1]), strict=True):
            await added(practice.backend, name, **{field: value})
        asked = ListClients(sort_by=sort_by, descending=descending)
        known = ["C", "B", "A"] if descending else ["A", "B", "C"]
        assert _names((await practice.backend(asked)).rows) == [*known, "Unknown"]

    async def test_requests_stand_by_reason_and_by_preferred_method(
        self, practice: Practice
    ) -> None:
        asked = {
            "A": ("Þunglyndi", Interaction.REMOTE),
            "B": ("Áföll", Interaction.UNDECIDED),
            "C": ("Svefn", Interaction.ON_SITE),
            "D": ("", Interaction.REMOTE),
        }
        for name, (reason, method) in asked.items():
            await requested(
                practice.backend, name, reason_for_booking=reason, interaction_preference=method
            )
        for sort_by, names in ((SortBy.REASON, "BCAD"), (SortBy.METHOD, "CADB")):
            page = await practice.backend(ListClients(stages=(Stage.REQUESTED,), sort_by=sort_by))
            assert "".join(_names(page.rows)) == names

    async def test_invites_stand_by_when_they_were_sent_and_when_they_expire(
        self, practice: Practice
    ) -> None:
        first = await invited(practice.backend, "First")
        practice.clock.forward(timedelta(days=1))
        await invited(practice.backend, "Second")
        await _sent(practice)
        practice.clock.forward(timedelta(days=1))
        await practice.backend(
            ResendInvite(client_id=first.id, version=first.version, addressee=addressee())
        )
        for sort_by in (SortBy.LAST_SENT, SortBy.EXPIRES):
            page = await practice.backend(ListClients(stages=(Stage.INVITED,), sort_by=sort_by))
            assert _names(page.rows) == ["Second", "First"]

    async def test_mail_that_failed_stands_first_and_who_has_none_last(
        self, practice: Practice
    ) -> None:
        await added(practice.backend, "No mail")
        for name in ("Called back", "Waiting", "Failed"):
            await invited(practice.backend, name)
            (mail, *_) = await practice.backend(ListOutbox())
            if name == "Called back":
                await practice.backend(WithdrawMessage(message_id=mail.id, version=1))
            if name == "Failed":
                await _refused(practice, mail.id)
        for descending, names in (
            (False, ["Failed", "Waiting", "No mail", "Called back"]),
            (True, ["Waiting", "Failed", "No mail", "Called back"]),
        ):
            page = await practice.backend(
                ListClients(
                    stages=(Stage.ACTIVE, Stage.INVITED),
                    sort_by=SortBy.MAIL,
                    descending=descending,
                )
            )
            assert _names(page.rows)[:2] == names[:2]
            assert set(_names(page.rows)[2:]) == set(names[2:])

    async def test_closed_requests_stand_by_how_they_were_closed(self, practice: Practice) -> None:
        for name in ("A", "B", "C"):
            client = await requested(practice.backend, name)
            if name != "B":
                await practice.backend(DeclineRequest(client_id=client.id, version=1))
        asked = ListClients(stages=(Stage.REQUESTED, Stage.DECLINED), sort_by=SortBy.STAGE)
        assert _names((await practice.backend(asked)).rows) == ["A", "C", "B"]

    async def test_since_stands_longest_first(self, practice: Practice) -> None:
        for name in ("First", "Second", "Third"):
            await added(practice.backend, name)
            practice.clock.forward(timedelta(seconds=1))
        rows = (await practice.backend(ListClients(sort_by=SortBy.SINCE))).rows
        assert _names(rows) == ["First", "Second", "Third"]

    async def test_states_stand_together_and_by_name_within(self, practice: Practice) -> None:
        for name in ("D", "C", "B", "A"):
            client = await added(practice.backend, name)
            if name in {"B", "D"}:
                state = TreatmentState.ON_HOLD
                await practice.backend(
                    SetTreatmentState(client_id=client.id, version=1, state=state)
                )
        rows = (await practice.backend(ListClients(sort_by=SortBy.STATE))).rows
        assert _names(rows) == ["A", "C", "B", "D"]

    @pytest.mark.parametrize("sort_by", SortBy)
    async def test_the_same_question_always_gets_the_same_order(
        self, practice: Practice, sort_by: SortBy
    ) -> None:
        for _ in range(12):
            await added(practice.backend, "Anna", birth_date=date(2000, 1, 1))
        up = (await practice.backend(ListClients(sort_by=sort_by))).rows
        assert (await practice.workstation()(ListClients(sort_by=sort_by))).rows == up
        down = await practice.backend(ListClients(sort_by=sort_by, descending=True))
        assert down.rows == up[::-1]
