"""How a note stood, version after version, and a way back for a draft."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.commands import notes as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.note import Note
from kara_tui.domain.note_listing import NoteVersion
from kara_tui.domain.text import safe_text
from kara_tui.operations.notes import ListNoteVersions
from kara_tui.screens.desk import Desk
from kara_tui.screens.history_words import done, who
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.note_words import about_words, styled_lines, text_of, words_in
from kara_tui.screens.profile_facts import clock_time
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import naming


class NoteVersionsScreen(Offering, Screen[NoteVersion | None]):
    """Returns the version to bring back, or None when the user goes back."""

    CSS_PATH = "note_versions.tcss"
    OFFERS = (commands.BringBack, commands.Back)
    BINDINGS = bindings(*OFFERS)

    class Read(Message):
        """The versions have been read."""

        def __init__(self, versions: tuple[NoteVersion, ...]) -> None:
            super().__init__()
            self.versions = versions

    def __init__(self, desk: Desk, note: Note, client_name: str, *, is_locked: bool) -> None:
        """Show the versions of a note.

        Args:
            desk: Has the store.
            note: The note.
            client_name: Whose note it is.
            is_locked: Whether they can only be read.
        """
        super().__init__()
        self.desk = desk
        self.note = note
        self._client_name = client_name
        self._is_locked = is_locked
        self.versions: tuple[NoteVersion, ...] = ()
        """The newest first."""

    def compose(self) -> ComposeResult:
        """Lay out the list of versions and the text of one of them."""
        about = about_words(self.note.about, self.desk)
        title = f"Versions · {self._client_name} · {about}"
        yield Static(naming(title, self._client_name), id="title", classes="public")
        with Container(id="page"):
            yield OptionList(id="versions", classes="public")
            with VerticalScroll(id="version"):
                yield Static("", id="text", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the versions."""
        self.query_one(OptionList).focus()
        self._read()

    @property
    def version(self) -> NoteVersion | None:
        """The version under the cursor."""
        place = self.query_one(OptionList).highlighted if self.versions else None
        return None if place is None else self.versions[place]

    def is_possible(self, command: type[Command]) -> bool | None:
        """Bring back what says something else than the note does now."""
        if command is not commands.BringBack:
            return True
        if self._is_locked:
            return False
        version = self.version
        differs = version and version.note.details != self.versions[0].note.details
        return True if differs else None

    @work(group="versions", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        asked = ListNoteVersions(client_id=self.note.client_id, note_id=self.note.id)
        try:
            versions = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(AskFailed(problem))
        else:
            self.post_message(self.Read(versions))

    @on(Read)
    def show_versions(self, read: Read) -> None:
        """List the versions."""
        self.versions = read.versions
        options = self.query_one(OptionList)
        options.set_options([self._option(one) for one in read.versions])
        options.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def show_version(self, highlighted: OptionList.OptionHighlighted) -> None:
        """Show the text of the version under the cursor."""
        highlighted.stop()
        if version := self.version:
            lines = Content("\n").join(styled_lines(text_of(version.note.details)))
            self.query_one("#text", Static).update(lines)
            self.query_one("#version").scroll_home(animate=False)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def read_version(self, selected: OptionList.OptionSelected) -> None:
        """Put the keyboard on the text, to scroll it."""
        selected.stop()
        self.query_one("#version").focus()

    @on(commands.BringBack)
    def bring_back(self) -> None:
        """Return the version under the cursor."""
        self.dismiss(self.version)

    @on(commands.Back)
    def leave(self) -> None:
        """Go from the text to the list, and from the list back."""
        if self.query_one("#version").has_focus:
            self.query_one(OptionList).focus()
        else:
            self.dismiss(None)

    def _option(self, version: NoteVersion) -> Option:
        note, change = version.note, version.change
        when = clock_time(change.at, self.desk) if change else "not known when"
        how = f"{done(change)}, by {who(change)}" if change else "Not written down how"
        count = words_in(len(text_of(note.details).split()))
        first = Content.styled(safe_text(f"{note.version} · {when}"), "bold")
        return Option(first + Content(f"\n{safe_text(f'{how} · {count}')}"))
