"""A client's wellbeing within the profile: the chart, the same in words, and the way to more."""

import asyncio
from dataclasses import dataclass
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.commands import wellbeing as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Client
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure import Measure
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.text import safe_text
from kara_tui.domain.trend import NO_DIAGNOSIS, course_words
from kara_tui.operations.measures import ListResponses, RecordResponse
from kara_tui.screens.answers_dialog import AnswersDialog
from kara_tui.screens.answers_view import AnswersScreen
from kara_tui.screens.answers_words import outcome_words
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.saying import say
from kara_tui.screens.wellbeing_course import CountedCourse, counted_course
from kara_tui.screens.wellbeing_told import flag_words, heading, uncounted_words
from kara_tui.widgets.wellbeing_chart import WellbeingChart

_CURSOR = (commands.Earlier, commands.Later, commands.Earliest, commands.Latest)


@dataclass(frozen=True)
class Wellbeing:
    """A client's answers, and the measures."""

    measures: tuple[Measure, ...]
    courses: dict[str, CountedCourse]
    unknown: tuple[str, ...] = ()
    """Names of measures that were answered and are not on this machine."""


class WellbeingBlock(ProfileBlock, can_focus=True):
    """Shows how a client fares over time."""

    DEFAULT_CSS = """
    WellbeingBlock {
        height: auto;
        .in-words { height: auto; text-style: bold; }
        .flag { height: auto; color: $text-error; text-style: bold; }
        .uncounted { height: auto; color: $text-warning; }
        .hint { height: auto; color: $text-muted; }
    }
    """
    PART = "wellbeing"
    SHOWS = (Entity.MEASURE_RESPONSE,)
    OFFERS = (
        commands.EnterAnswers,
        commands.ShowAnswers,
        commands.OtherMeasure,
        *_CURSOR,
    )
    BINDINGS = bindings(*OFFERS)

    language: str = ""
    """In which items are read out to the client, as a BCP 47 tag."""
    _measures: tuple[Measure, ...] = ()
    _unknown: tuple[str, ...] = ()
    _shown: str = ""

    def __init__(self, desk: Desk, client_id: ClientId) -> None:
        super().__init__(desk, client_id)
        self._courses: dict[str, CountedCourse] = {}

    @property
    def keyboard(self) -> Widget:
        """The block itself: its keys move along the chart."""
        return self

    def compose_content(self) -> ComposeResult:
        """Lay out the words over the chart."""
        yield Static("…", classes="in-words public", markup=False)
        for name in ("flag", "uncounted"):
            line = Static("", classes=f"{name} public", markup=False)
            line.display = False
            yield line
        chart = WellbeingChart()
        chart.display = False
        yield chart
        yield Static(Content(f"{NO_DIAGNOSIS} w enters answers."), classes="hint public")

    def take_client(self, client: Client) -> None:
        """Take note of the client's language."""
        if not isinstance(client.details, bytes):
            self.language = client.details.language

    async def ask(self) -> Wellbeing:
        """Read the client's answers, and score them."""
        given = await self.desk.backend(ListResponses(client_id=self.client_id))
        # The first look reads files.
        measures = await asyncio.to_thread(self.desk.measures.current)
        courses = {one.name: counted_course(self.desk, one, given) for one in measures}
        unknown = tuple(sorted({one.measure for one in given} - courses.keys()))
        return Wellbeing(measures, courses, unknown)

    def show(self, answer: object) -> None:
        """Show what was read; the measure that was chosen stays."""
        read = cast("Wellbeing", answer)
        self._measures, self._courses = read.measures, read.courses
        self._unknown = read.unknown
        if self._shown not in self._courses:
            self._shown = _first_shown(read)
        self._show()

    @property
    def course(self) -> CountedCourse | None:
        """What is shown; None until it was read."""
        return self._courses.get(self._shown)

    @property
    def chart(self) -> WellbeingChart:
        """The picture."""
        return self.query_one(WellbeingChart)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense with what is shown."""
        if self.course is None:
            return False
        if command is commands.OtherMeasure:
            return len(self._measures) > 1
        return command is commands.EnterAnswers or bool(self.course.counted)

    @on(commands.EnterAnswers)
    def enter_answers(self) -> None:
        """Take answers to the shown measure."""
        if self.course is None:
            return

        def saved(response: MeasureResponse | None) -> None:
            if response is not None:
                self._tell_saved(response)
                self.read()

        dialog = AnswersDialog(self.desk, self.client_id, self.course.measure, self.language)
        self.app.push_screen(dialog, saved)

    @on(commands.ShowAnswers)
    def show_answers(self) -> None:
        """Show the answers behind the score under the cursor."""
        place = self.chart.place
        if self.course is not None and place is not None:
            response = self.course.counted[place].response
            measure = self.desk.measures.find(response.measure, response.measure_version)
            if measure is not None:
                self.app.push_screen(AnswersScreen(self.desk, measure, response, self.language))

    @on(commands.Earlier)
    @on(commands.Later)
    @on(commands.Earliest)
    @on(commands.Latest)
    def move(self, wanted: Command) -> None:
        """Move the cursor along the scores."""
        far = len(self.course.counted) if self.course else 0
        steps = dict(zip(_CURSOR, (-1, 1, -far, far), strict=True))
        self.chart.move(steps[type(wanted)])

    @on(commands.OtherMeasure)
    def show_other(self) -> None:
        """Show the next measure."""
        names = [one.name for one in self._measures]
        self._shown = names[(names.index(self._shown) + 1) % len(names)]
        self.chart.cursor = None
        self._show()

    def _show(self) -> None:
        course = self.course
        if course is None:
            return
        measure = course.measure
        self.say_count(heading(measure, self._measures))
        words = course_words(measure, course.scored, self.desk.today())
        say(self, ".in-words", words)
        say(self, ".flag", flag_words(course, self.desk.today()))
        say(self, ".uncounted", uncounted_words(course, self._unknown))
        self.chart.course = course.drawn(self.desk)
        self.chart.display = bool(course.counted)
        self.refresh_bindings()

    def _tell_saved(self, response: MeasureResponse) -> None:
        measure = self.desk.measures.find(response.measure, response.measure_version)
        details = response.details
        if measure is not None and not isinstance(details, bytes):
            words = outcome_words(measure, details.values)
            said = safe_text(f"{RecordResponse.past}: {words} · u undoes")
            self.app.notify(said, markup=False)


def _first_shown(read: Wellbeing) -> str:
    """Return the measure that was answered last; the first one when none was."""
    answered = [one for one in read.courses.values() if one.counted]
    if answered:
        return max(answered, key=lambda one: one.scored[-1].at).measure.name
    return read.measures[0].name
