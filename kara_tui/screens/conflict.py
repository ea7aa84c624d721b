"""A record was changed here and elsewhere: both versions, field by field, and a choice."""

from collections.abc import Mapping

from kara_tui.domain.client_fields import client_field, shown_value
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.reconciling import Difference, Side, differences, reconciled
from kara_tui.screens.comparing import ComparingScreen, fields_in_words
from kara_tui.widgets.difference_row import DifferenceRow, Versions

_WHY = {
    Side.THEIRS: "changed elsewhere only",
    Side.MINE: "changed by you only",
    None: "changed on both sides",
}


class ConflictScreen(ComparingScreen[ClientDetails]):
    """Returns the details that were chosen, or None when the user goes back to the form."""

    def __init__(self, base: ClientDetails, theirs: ClientDetails, mine: ClientDetails) -> None:
        """Compare.

        Args:
            base: The details that both began from.
            theirs: What is saved now.
            mine: What was typed here.
        """
        super().__init__(differences(base, theirs, mine))
        self._base = base
        self._versions = {Side.THEIRS: theirs, Side.MINE: mine}

    def heading(self) -> str:
        """Return whose record it is."""
        return f"{self.name_of()}: changed here and elsewhere"

    def name_of(self) -> str:
        """Return what the client is called."""
        return next((one.name for one in self._versions.values() if one.name), "–")

    def advice(self) -> str:
        """Return how to choose."""
        return (
            "Nothing has been overwritten. ← takes theirs, → takes yours, ↑ and ↓ go to "
            "another field; F2 saves what is chosen."
        )

    def left_words(self, count: int) -> str:
        """Return which keys choose."""
        return f"{fields_in_words(count)}: ← takes theirs, → takes yours."

    def row(self, difference: Difference) -> DifferenceRow:
        """Return both versions of one field."""
        spec = client_field(difference.field)
        values = {side: shown_value(spec, one) for side, one in self._versions.items()}
        was = shown_value(spec, self._base)
        why = _WHY[difference.suggested]
        return DifferenceRow(difference, Versions(spec.label, why, was, values))

    def result(self, chosen: Mapping[str, Side]) -> ClientDetails:
        """Return their version with the chosen fields of mine."""
        return reconciled(self._versions[Side.THEIRS], self._versions[Side.MINE], chosen)
