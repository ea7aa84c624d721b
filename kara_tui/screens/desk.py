"""What every screen works with: the store, the clock, and where in the world this is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from kara_tui.backend.files import FilesAtHand
from kara_tui.backend.protocol import Backend
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.outbox import Sender
from kara_tui.domain.privacy import Privacy
from kara_tui.domain.trail import Trail
from kara_tui.folds import Folds
from kara_tui.interchange.measure_shelf import MeasureShelf
from kara_tui.interchange.note_files import NoteFiles
from kara_tui.presence import Presence


@dataclass(frozen=True)
class Desk:
    """Handed to every screen when it is made."""

    backend: Backend
    clock: Clock = system_clock
    region: str = "IS"
    """How phone numbers without a country code are read (ISO 3166)."""
    language: str = "en"
    """The professional's own (BCP 47): how amounts and receipts are written."""
    zone: tzinfo | None = None
    """Where days begin and end; None for the machine's own zone."""
    place: str = "local"
    """Where the store is, in one word for the top line."""
    sender: Sender = field(default_factory=Sender)
    """Who mail is from."""
    why_not_sent: Callable[[], str] = str
    """Says why mail does not leave; empty when it does."""
    caution: Callable[[], str] = str
    """Says what the top line warns of; empty when all is well. May read files."""
    measures: MeasureShelf = field(default_factory=MeasureShelf)
    """The questionnaires at hand."""
    note_files: Callable[[], NoteFiles] = NoteFiles
    """Returns the templates and snippets at hand. May read files."""
    files: FilesAtHand = field(default_factory=FilesAtHand)
    """Gives what seals files and opens them again."""
    presence: Presence = field(default_factory=Presence)
    """What this program has open, as other ones see it."""
    privacy: Privacy = field(default_factory=Privacy)
    """Whether names and private texts are hidden from the room."""
    trail: Trail = field(default_factory=Trail)
    """Whose profiles were opened."""
    folds: Folds = field(default_factory=Folds)
    """Which parts of a profile are folded away."""

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the professional's clock shows it."""
        return moment.astimezone(self.zone)

    def today(self) -> date:
        """Return the date where the professional sits."""
        return self.local(self.clock()).date()

    def context(self) -> Context:
        """Return what reading a typed field depends on."""
        return Context(today=self.today(), region=self.region)

    async def close(self) -> None:
        """Delete what other programs were shown, and let go of the store."""
        self.files.close()
        await self.backend.close()
