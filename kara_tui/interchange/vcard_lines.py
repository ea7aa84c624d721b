"""A file of cards taken apart: into cards, and each card into its properties.

vobject reads a property once it is known to have the shape of one. It never sees a whole file:
one card that it cannot read would end the rest, and its patterns take for ever over some lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE_END = re.compile(r"\r\n|\r|\n")
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_PROPERTY = re.compile(
    rf"(?:[A-Za-z0-9_-]+\.)?([A-Za-z0-9_-]+)((?:;[A-Za-z0-9_-]+(?:={_VALUE}(?:,{_VALUE})*)?)*):"
)
_ENCODED = re.compile(r";(?:encoding=)?(?:base64|b)(?=[;:])", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(r"[^:]*;(?:encoding=)?quoted-printable[;:]", re.IGNORECASE)
_LONGEST = 64 * 1024
_UNSPLIT = "\x00"


@dataclass(frozen=True)
class Card:
    """One card of a file."""

    number: int
    """Its place in the file, from 1."""
    lines: list[str]
    end: int
    """How many characters of the text lie before its end."""
    complete: bool = True
    """Whether its end is marked."""


@dataclass(frozen=True)
class Property:
    """One property of a card, decoded."""

    name: str
    value: str
    """As it stands, still with its backslashes."""
    kinds: frozenset[str] = field(default=frozenset())
    """Its types, in lower case: `cell`, `home`, `pref` …"""

    @property
    def text(self) -> str:
        """The value as one text."""
        from vobject.icalendar import stringToTextValues

        values = stringToTextValues(self.value.replace(_UNSPLIT, ""), listSeparator=_UNSPLIT)
        return str(values[0])

    @property
    def parts(self) -> list[str]:
        """The components of a name or an address, each as one text."""
        from vobject.vcard import splitFields

        return [one if isinstance(one, str) else ", ".join(one) for one in splitFields(self.value)]


def cards(text: str) -> Iterator[Card]:
    """Yield the cards of a file; what stands between them is passed over."""
    number, end = 0, 0
    lines: list[str] | None = None
    inside = 0
    for line in _lines(text):
        end += len(line)
        bare = line.strip().casefold()
        if bare == "begin:vcard" and lines is not None and _holds_agent(lines):
            inside += 1
        elif bare == "begin:vcard":
            if lines is not None:
                yield Card(number, lines, end, complete=False)
            number, lines = number + 1, []
        elif bare == "end:vcard" and inside:
            inside -= 1
        elif bare == "end:vcard" and lines is not None:
            yield Card(number, lines, end)
            lines = None
        elif lines is not None and not inside:
            lines.append(line.rstrip("\r\n"))
    if lines is not None:
        yield Card(number, lines, end, complete=False)


def properties(card: Card) -> Iterator[Property | str]:
    """Yield the properties of a card, and the beginning of each line that is none."""
    for line in _unfolded(card.lines):
        found = _PROPERTY.match(line) if len(line) <= _LONGEST else None
        if found is None:
            yield line[:80]
            continue
        try:
            yield _property(line)
        except (ValueError, LookupError):
            yield line[:80]


def _property(line: str) -> Property:
    from vobject.base import textLineToContentLine

    read = textLineToContentLine(line)
    marked = {kind for value in read.params.get("TYPE", ()) for kind in value.split(",")}
    kinds = {kind.strip().casefold() for kind in (*marked, *read.singletonparams)}
    if "PREF" in read.params:
        kinds.add("pref")
    return Property(read.name, read.value, frozenset(kinds))


def _lines(text: str) -> Iterator[str]:
    start = 0
    for found in _LINE_END.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    if start < len(text):
        yield text[start:]


def _holds_agent(lines: list[str]) -> bool:
    return bool(lines) and lines[-1].strip().casefold() == "agent:"


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Join folded lines, and leave out what is binary, however it is folded."""
    gathered: list[str] = []
    binary = quoted = False
    for line in lines:
        if quoted:
            gathered.append("\n" + line)
        elif line[:1] in {" ", "\t"}:
            if not binary:
                gathered.append(line[1:])
            continue
        elif line and (_PROPERTY.match(line) or not binary):
            if gathered and not binary:
                yield "".join(gathered)
            gathered = [line]
            head = line[:_LONGEST].partition(":")[0] + ":"
            binary = _ENCODED.search(head) is not None
        quoted = (
            not binary
            and line.endswith("=")
            and bool(gathered and _QUOTED_PRINTABLE.match(gathered[0]))
        )
    if gathered and not binary:
        yield "".join(gathered)
