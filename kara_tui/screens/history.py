"""The history of one record: every version, what it changed, and a way back to it."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.commands import history
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.client import FINAL, Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.domain.versions import ClientVersion, restorable_fields
from kara_tui.operations.versions import ListVersions, RestoreRevision
from kara_tui.screens.accesses import AccessesScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.history_words import changed_facts, version_words
from kara_tui.screens.messages import AskFailed, MoveWanted, RecordsChanged
from kara_tui.widgets.fact_list import FactList
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import naming

MOST_VERSIONS = 500
"""The newest versions are shown; nobody scrolls through more."""

_OFFERS: tuple[type[Command], ...] = (history.BringBack, history.ShowAccesses, history.Back)


class HistoryScreen(Offering, Screen[None]):
    """Versions, the newest first, beside what the one under the cursor changed."""

    OFFERS = _OFFERS
    BINDINGS = bindings(*_OFFERS)
    CSS_PATH = "history.tcss"

    class Read(Message):
        """The versions have been read."""

        def __init__(self, versions: tuple[ClientVersion, ...]) -> None:
            super().__init__()
            self.versions = versions

    def __init__(self, desk: Desk, client_id: ClientId, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.client_id = client_id
        self._client_name = name
        self.versions: tuple[ClientVersion, ...] = ()
        """The newest first."""

    def compose(self) -> ComposeResult:
        """Lay out the list of versions and the place for what one of them changed."""
        yield Static(
            naming(f"History of {self._client_name}", self._client_name),
            id="title",
            classes="public",
        )
        with Container(id="history"):
            yield OptionList(id="versions", classes="public")
            with VerticalScroll(id="change"):
                yield Static("", id="about", markup=False)
                yield FactList(widget_id="fields")
                yield Static("The record then", id="then", classes="public", markup=False)
                yield FactList(widget_id="record")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the versions."""
        self.list.focus()
        self.read()

    @property
    def list(self) -> OptionList:
        """The versions."""
        return self.query_one("#versions", OptionList)

    @property
    def present(self) -> Client | None:
        """The record as it stands."""
        return self.versions[0].client if self.versions else None

    @property
    def version(self) -> ClientVersion | None:
        """The version under the cursor."""
        place = self.list.highlighted
        return None if place is None or place >= len(self.versions) else self.versions[place]

    def is_possible(self, command: type[Command]) -> bool | None:
        """Bring back what differs from the record as it stands."""
        if command is not history.BringBack:
            return True
        present, version = self.present, self.version
        if present is None or version is None or present.stage in FINAL:
            return None
        return True if restorable_fields(present, version.client) else None

    @work(group="versions", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read the versions."""
        try:
            asked = ListVersions(client_id=self.client_id, limit=MOST_VERSIONS)
            versions = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(AskFailed(problem))
        else:
            self.post_message(self.Read(versions))

    @on(Read)
    def show_versions(self, read: Read) -> None:
        """Show the versions; the cursor stays on the version where it was."""
        seen = self.version.client.version if self.version else None
        self.versions = read.versions
        self.list.set_options([self._option(one) for one in read.versions])
        numbers = [one.client.version for one in read.versions]
        self.list.highlighted = numbers.index(seen) if seen in numbers else 0
        self._show_title()
        self.show_change()

    @on(RecordsChanged)
    def keep_up(self, changed: RecordsChanged) -> None:
        """Read the versions again when there is a new one."""
        if any(
            (one.entity, one.entity_id) == (Entity.CLIENT, self.client_id)
            for one in changed.changes
        ):
            self.read()

    @on(OptionList.OptionHighlighted)
    def follow_cursor(self, highlighted: OptionList.OptionHighlighted) -> None:
        """Show what the version under the cursor changed."""
        highlighted.stop()
        self.show_change()
        self.query_one("#change").scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def read_change(self, selected: OptionList.OptionSelected) -> None:
        """Put the keyboard on the fields, to scroll them."""
        selected.stop()
        self.query_one("#change").focus()

    def show_change(self) -> None:
        """Show what the version under the cursor changed, and how to get it back."""
        version = self.version
        if version is None:
            return
        before = self._before(version)
        facts = changed_facts(before, version.client)
        self.query_one("#fields", FactList).facts = facts
        # The first version changed everything that it says.
        self.query_one("#then").display = before is not None
        whole = changed_facts(None, version.client) if before is not None else ()
        self.query_one("#record", FactList).facts = whole
        self.query_one("#about", Static).update(Content(self._about(version, before, facts)))
        self.refresh_bindings()

    @on(history.BringBack)
    def bring_back(self) -> None:
        """Wish for the details of the version under the cursor."""
        present, version = self.present, self.version
        if present is None or version is None:
            return
        wanted = RestoreRevision(
            client_id=self.client_id,
            version=present.version,
            revision=version.client.version,
            changed=restorable_fields(present, version.client),
        )
        self.post_message(MoveWanted(wanted, self._client_name))

    @on(history.ShowAccesses)
    def show_accesses(self) -> None:
        """Show who has seen the record."""
        self.app.push_screen(AccessesScreen(self.desk, self.client_id, self._client_name))

    @on(history.Back)
    def leave(self) -> None:
        """Go from the fields to the list, and from the list back."""
        if self.query_one("#change").has_focus:
            self.list.focus()
        else:
            self.dismiss()

    def _before(self, version: ClientVersion) -> Client | None:
        older = version.client.version - 1
        return next((one.client for one in self.versions if one.client.version == older), None)

    def _option(self, version: ClientVersion) -> Option:
        when, how = version_words(version, self.desk)
        first = Content.styled(safe_text(when), "bold")
        return Option(first + Content(f"\n{safe_text(how)}"))

    def _about(
        self, version: ClientVersion, before: Client | None, facts: tuple[object, ...]
    ) -> str:
        number = version.client.version
        newest = " · as the record stands now" if version.client is self.present else ""
        if before is None:
            return f"Version {number}{newest} · what it said"
        return f"Version {number}{newest} · " + ("what it changed" if facts else "no field changed")

    def _show_title(self) -> None:
        count = len(self.versions)
        words = "1 version" if count == 1 else f"{count:,} versions"
        title = naming(f"History of {self._client_name} · {words}", self._client_name)
        self.query_one("#title", Static).update(title)
