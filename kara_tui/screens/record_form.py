"""What a small form is about: its fields, what it begins on, and the wish it ends in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kara_tui.domain.field_kinds import Context, Field
from kara_tui.domain.form_reading import FormReading, read_fields
from kara_tui.domain.private import opened
from kara_tui.operations.base import ChangeOperation

D = TypeVar("D")


@dataclass(frozen=True, kw_only=True)
class RecordForm(Generic[D]):
    """A form over one record of a profile, or over one that does not exist yet."""

    name: str
    """Names the form among drafts, such as `contact:` and the client's id."""
    title: str
    fields: tuple[Field[D], ...]
    base: D
    """The values that the form begins with."""
    version: int = 0
    """Of the record; zero for a new one."""
    wish: Callable[[D, int], ChangeOperation[Any]]
    """Returns what saves these values over that version of the record."""
    about: Callable[[D], str]
    """Returns whom it concerns, as a toast names them."""
    hint: str = ""
    """One sentence under the title."""
    values_of: Callable[[Any], D] = lambda record: opened(record.details)
    """Returns the values of a saved record, as the form would begin on it."""
    check: Callable[[FormReading[D], Context], FormReading[D]] | None = None
    """Looks at all fields together, where they depend on each other."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Typed values to begin with that are not saved yet."""

    def read(self, typed: Mapping[str, str], context: Context) -> FormReading[D]:
        """Return what a filled-in form comes to."""
        reading = read_fields(self.fields, typed, self.base, context)
        return self.check(reading, context) if self.check else reading
