"""The fields of a cancellation, each declared once."""

from dataclasses import dataclass

from kara_tui.domain.contact_form import YES_OR_NO
from kara_tui.domain.details import Remark
from kara_tui.domain.field_kinds import Field
from kara_tui.domain.session import CancelledBy, Session
from kara_tui.domain.session_moves import Scope

SCOPES = (
    (Scope.THIS.value, "This one"),
    (Scope.FOLLOWING.value, "This and the following"),
    (Scope.ALL.value, "All that are planned"),
)
"""Which sessions of a series are meant, in words."""

_SIDES = (
    (CancelledBy.CLIENT.value, "The client"),
    (CancelledBy.PROFESSIONAL.value, "You"),
    (CancelledBy.OTHER.value, "Neither"),
)


@dataclass(frozen=True, kw_only=True)
class CancellationValues:
    """What stands in the form."""

    by: CancelledBy = CancelledBy.CLIENT
    scope: Scope = Scope.THIS
    is_charged: bool = False
    is_told: bool = False
    """Whether the client gets a mail."""
    reason: str = ""

    @property
    def remark(self) -> Remark | None:
        """The reason, when there is one."""
        return Remark(text=self.reason) if self.reason else None


def cancellation_form(
    session: Session, *, can_be_told: bool
) -> tuple[Field[CancellationValues], ...]:
    """Return the fields that make sense for a session.

    Args:
        session: The one to be cancelled.
        can_be_told: Whether the client has an address for automatic mail.
    """
    fields: list[Field[CancellationValues]] = [
        Field("by", "Who cancels", choices=_SIDES, show=lambda values: values.by.value)
    ]
    if session.series_id is not None:
        fields.append(
            Field("scope", "Which ones", choices=SCOPES, show=lambda values: values.scope.value)
        )
    if session.fee is not None:
        fee = session.fee.shown
        fields.append(_yes_or_no("is_charged", "Charge it", f"{fee}, owed all the same"))
    if can_be_told:
        fields.append(_yes_or_no("is_told", "Tell the client", "By mail, in three minutes"))
    fields.append(
        Field("reason", "Why", "Only you read this; may stay empty", longest=2000, lines=True)
    )
    return tuple(fields)


def _yes_or_no(name: str, label: str, hint: str) -> Field[CancellationValues]:
    return Field(
        name,
        label,
        hint,
        choices=YES_OR_NO,
        show=lambda values: "yes" if getattr(values, name) else "no",
    )
