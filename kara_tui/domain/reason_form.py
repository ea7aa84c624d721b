"""The one field of a form that asks why."""

from dataclasses import dataclass

from kara_tui.domain.field_kinds import Field


@dataclass(frozen=True, kw_only=True)
class ReasonValues:
    """What stands in the form."""

    reason: str = ""


def reason_form(*, required: bool) -> tuple[Field[ReasonValues], ...]:
    """Return the field.

    Args:
        required: Whether it may not stay empty.
    """
    hint = "Only you read this" if required else "Only you read this; may stay empty"
    return (Field("reason", "Reason", hint, required=required, longest=2000, lines=True),)
