"""One set of answers, each of them in words; the way to put them right."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.commands import wellbeing as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.measure import Measure
from kara_tui.domain.measure_response import Answers, MeasureResponse
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.domain.trend import NO_DIAGNOSIS
from kara_tui.operations.measures import ChangeResponse, MarkResponseInError
from kara_tui.screens.answers_dialog import AnswersDialog
from kara_tui.screens.answers_words import flag_lines, given_words, outcome_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.saying import say
from kara_tui.widgets.key_line import KeyLine


class AnswersScreen(Offering, ModalScreen[None]):
    """Shows every item with its answer, the score, the flags and the remark."""

    CSS_PATH = "answers.tcss"
    OFFERS = (
        commands.PutRight,
        commands.MarkInError,
        commands.SwitchLanguage,
        commands.BackToChart,
    )
    BINDINGS = bindings(*OFFERS)

    def __init__(
        self, desk: Desk, measure: Measure, response: MeasureResponse, language: str = ""
    ) -> None:
        """Prepare the sheet.

        Args:
            desk: What every screen works with.
            measure: In the version that the answers were given to.
            response: The answers; they can be opened.
            language: In which items are shown.
        """
        super().__init__()
        self._desk = desk
        self._measure = measure
        self._response = response
        self._language = measure.nearest_language(language)

    def compose(self) -> ComposeResult:
        """Lay out when and what, the answers, and what they come to."""
        with VerticalScroll(classes="answers-box"):
            yield Static(Content(safe_text(self._title)), classes="title public")
            yield Static("", classes="given public", markup=False)
            yield Static("", classes="flag public", markup=False)
            yield Static("", id="given-answers", markup=False)
            yield Static("", classes="remark", markup=False)
            yield Static("", classes="outcome public", markup=False)
            yield Static(NO_DIAGNOSIS, classes="hint public")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the answers."""
        self._show()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for this measure."""
        return command is not commands.SwitchLanguage or len(self._measure.languages) > 1

    @property
    def _title(self) -> str:
        return self._measure.say(self._measure.title)

    @property
    def _answers(self) -> Answers:
        return opened(self._response.details)

    def _show(self) -> None:
        measure, answers = self._measure, self._answers
        say(self, ".given", given_words(self._response, self._desk))
        say(self, ".flag", flag_lines(measure, answers.values))
        say(self, ".remark", f"Remark: {answers.remark}" if answers.remark else "")
        say(self, ".outcome", outcome_words(measure, answers.values))
        self.query_one("#given-answers", Static).update(self._given_answers())

    def _given_answers(self) -> Content:
        flagged = {one.item for one in self._measure.raised(self._answers.values)}
        lines = []
        for place, item in enumerate(self._measure.items):
            text = safe_text(self._measure.say(item.text, self._language))
            mark = "⚑" if place in flagged else " "
            lines.append(Content(f"{place + 1:>2} {text}"))
            lines.append(Content.styled(f" {mark} {self._answer(place)}", "bold"))
        return Content("\n").join(lines)

    def _answer(self, place: int) -> str:
        values = self._answers.values
        value = values[place] if place < len(values) else None
        choice = self._measure.choice(value)
        if choice is None:
            return "– not answered" if value is None else f"{value}"
        return safe_text(f"{value}  {self._measure.say(choice.text, self._language)}")

    @on(commands.PutRight)
    def put_right(self) -> None:
        """Change the answers; they are shown anew when that is saved."""

        def saved(response: MeasureResponse | None) -> None:
            if response is not None:
                self._response = response
                self._show()
                self.notify(f"{ChangeResponse.past} · u undoes", markup=False)

        dialog = AnswersDialog(
            self._desk,
            self._response.client_id,
            self._measure,
            self._language,
            before=self._response,
        )
        self.app.push_screen(dialog, saved)

    @on(commands.MarkInError)
    def mark_in_error(self) -> None:
        """Ask, and take the answers out of every list."""

        def chosen(is_wanted: bool | None) -> None:
            if is_wanted:
                self._mark()

        answers = ((False, "Go back"), (True, "Mark as entered in error"))
        about = given_words(self._response, self._desk)
        explanation = "They leave the chart and every list. History keeps them, and u undoes this."
        self.app.push_screen(
            QuestionScreen(f"Were the answers of {about} entered in error?", answers, explanation),
            chosen,
        )

    def _mark(self) -> None:
        wish = MarkResponseInError(
            client_id=self._response.client_id,
            response_id=self._response.id,
            version=self._response.version,
        )
        self.post_message(MoveWanted(wish, given_words(self._response, self._desk)))
        self.dismiss(None)

    @on(commands.SwitchLanguage)
    def switch_language(self) -> None:
        """Show the items in the measure's next language."""
        known = self._measure.languages
        self._language = known[(known.index(self._language) + 1) % len(known)]
        self._show()

    @on(commands.BackToChart)
    def go_back(self) -> None:
        """Go back to the chart."""
        self.dismiss(None)
