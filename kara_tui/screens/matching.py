"""Is this somebody who is here already? Each criterion, side by side."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.domain import dates
from kara_tui.domain.client_fields import client_field, shown_value
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.matching import Verdict, compare
from kara_tui.domain.text import safe_text
from kara_tui.screens.client_columns import SEALED
from kara_tui.widgets.cells import fit_text
from kara_tui.widgets.veil import naming

_SIGNS = {
    Verdict.MATCH: "✓ match",
    Verdict.DIFFERS: "✗ differs",
    Verdict.MISSING: "· missing",
}
_CRITERIA = (
    ("name", "name", "Name"),
    ("birth_date", "birth_date", "Born"),
    ("email", "contact_email", "E-mail"),
    ("national_id", "national_id", "National id"),
)


_LABEL_WIDTH = 11
_SIGN_WIDTH = 9
_WIDEST_VALUE = 24


class MatchingScreen(ModalScreen[LookAlike | bool | None]):
    """Shows look-alikes of a request.

    Returns the one to merge into, True to accept as somebody new, None to go back.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
        Binding("f2", "accept_new", "Accept as new", id="matching.accept_new"),
        Binding("f3", "merge", "Merge", id="matching.merge"),
    ]

    def __init__(self, asked: ClientDetails, others: tuple[LookAlike, ...]) -> None:
        super().__init__()
        self._asked = asked
        self._others = sorted(others, key=lambda one: -compare(asked, _details(one)).matches)

    def compose(self) -> ComposeResult:
        """Lay out who is here already, the comparison and the three ways to answer."""
        name = safe_text(self._asked.name)
        with Vertical(classes="dialog"):
            yield Static(naming(f"{name} may be here already", name), classes="question public")
            yield OptionList(*(Option(self._line(one)) for one in self._others), classes="public")
            yield Static("", classes="comparison", markup=False)
            yield Static(
                Content(
                    "Merging keeps the existing record, fills its gaps from the request, "
                    "and can be undone."
                ),
                classes="hint public",
            )
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back")
                yield Button("Accept as new (F2)", id="new")
                yield Button("Merge (F3)", id="merge", variant="primary")

    @on(OptionList.OptionHighlighted)
    def show_comparison(self) -> None:
        """Compare the request with the highlighted client."""
        place = self.query_one(OptionList).highlighted
        table = self.query_one(".comparison", Static)
        if place is not None and table.size.width:
            table.update(_table(self._asked, _details(self._others[place]), table.size.width))

    def on_resize(self) -> None:
        """Fit the comparison to the width."""
        self.call_after_refresh(self.show_comparison)

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    @on(Button.Pressed, "#new")
    def action_accept_new(self) -> None:
        """Accept the request as somebody new."""
        self.dismiss(True)

    @on(Button.Pressed, "#merge")
    def action_merge(self) -> None:
        """Merge the request into the highlighted client."""
        place = self.query_one(OptionList).highlighted
        self.dismiss(None if place is None else self._others[place])

    def _line(self, other: LookAlike) -> Content:
        details = _details(other)
        matches = compare(self._asked, details).matches
        return naming(f"{details.name} · {matches} of 4 match", details.name)


def _details(other: LookAlike) -> ClientDetails:
    return ClientDetails(name=SEALED) if isinstance(other.details, bytes) else other.details


def _table(asked: ClientDetails, other: ClientDetails, width: int) -> Content:
    match = compare(asked, other)
    value_width = min((width - _LABEL_WIDTH - _SIGN_WIDTH - 3) // 2, _WIDEST_VALUE)
    widths = (_LABEL_WIDTH, value_width, value_width, _SIGN_WIDTH)
    lines = [Content.styled(_row(widths, "", "asks now", "is here", ""), "$text-muted")]
    for criterion, field, label in _CRITERIA:
        verdict: Verdict = getattr(match, criterion)
        cells = (label, _value(field, asked), _value(field, other), _SIGNS[verdict])
        words = _row(widths, *cells)
        lines.append(Content.styled(words, "bold" if verdict is Verdict.MATCH else ""))
    return Content("\n").join(lines)


def _row(widths: tuple[int, ...], *cells: str) -> str:
    return " ".join(fit_text(text, width) for text, width in zip(cells, widths, strict=True))


def _value(field: str, details: ClientDetails) -> str:
    if field == "birth_date":
        return dates.in_words(details.birth_date) if details.birth_date else "–"
    return shown_value(client_field(field), details) or "–"
