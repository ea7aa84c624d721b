"""Everything about one client in one archive: to read, and for other programs."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import IO, Any, Protocol

import msgspec

from kara_tui.domain.attachment import Attachment
from kara_tui.domain.client import Client
from kara_tui.domain.client_file import ClientFile
from kara_tui.domain.file_kinds import kind_words
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.domain.versions import ClientVersion, version_changes
from kara_tui.interchange.access_list import access_pages, access_words
from kara_tui.interchange.archive_streams import WriteOnly
from kara_tui.interchange.profile_text import profile_lines

_ABOUT = """\
What this archive holds
=======================

record.txt     the record, to read
history.txt    every version of it: when, who, and what changed
{files}accesses.txt   who has seen, changed or copied it
messages.txt   mail that was written to the client
profile.txt    sessions, answers, fees and payments
record.json    all of this for programs: UTF-8 JSON, format "{format}", version {version};
               times are UTC (ISO 8601), ids are UUIDs, and names of fields are those of the
               program

{private}

Nothing in it is encrypted. Give it only to whom it belongs.
"""


_LEFT_OUT = """\
Left out is what only the professional reads: notes, contacts, files, remarks on sessions and on
how a request or a treatment ended, and what was typed and not saved."""
_IN_IT = """\
It holds what only the professional reads as well: notes, contacts, files, remarks, and what was
typed and not saved. It is no copy for the client."""


_FILES = """\
files.txt      which files were attached; they lie in the folder files
"""


class OpensFiles(Protocol):
    """Opens what was attached."""

    def why_not_whole(self, kept: Attachment) -> str:
        """Return why a file cannot be opened; empty when it can."""
        ...

    def write_plain(
        self, kept: Attachment, plain: IO[bytes], progress: Callable[[int, int], None]
    ) -> None:
        """Write a file into a stream."""
        ...


def client_archive(
    file: ClientFile, zone: tzinfo | None = None, *, with_private: bool = False
) -> bytes:
    """Return the archive (zip) of one client's file, without the files attached to it."""
    out = io.BytesIO()
    write_client_archive(out.write, file, zone, with_private=with_private)
    return out.getvalue()


def write_client_archive(
    write: Callable[[bytes], object],
    file: ClientFile,
    zone: tzinfo | None = None,
    *,
    with_private: bool = False,
    files: OpensFiles | None = None,
) -> None:
    """Write the archive (zip) of one client's file, piece by piece.

    Args:
        write: Takes one piece after another.
        file: Everything about the client.
        zone: In which times are told; None for the machine's own.
        with_private: Whether what only the professional reads is in it: notes, contacts,
            remarks, drafts, attached files.
        files: Opens attached files; without, they are only named.
    """
    if not with_private:
        file = _handed_out(file)
    attached = _attached(file) if files else {}
    private = _IN_IT if with_private else _LEFT_OUT
    parts = {
        "about.txt": _ABOUT.format(
            format=file.format,
            version=file.version,
            private=private,
            files=_FILES if attached else "",
        ),
        "record.txt": _text(_record(file, zone)),
        "history.txt": _text(_history(file.versions, zone)),
        "accesses.txt": _accesses(file, zone),
        "messages.txt": _text(_messages(file, zone)),
        "profile.txt": _text(profile_lines(file, zone)),
    }
    stream: Any = WriteOnly(write)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if files and attached:
            parts["files.txt"] = _text(_write_files(archive, attached, files, file, zone))
        for name, text in parts.items():
            archive.writestr(_entry(name, file.exported_at), text.encode("utf-8", "replace"))
        data = msgspec.json.format(msgspec.json.encode(file), indent=2)
        archive.writestr(_entry("record.json", file.exported_at), data)


def _attached(file: ClientFile) -> dict[str, Attachment]:
    """Return the files that were attached and not removed, by their names in the archive."""
    kept = [versions[-1] for versions in file.profile.attachments]
    left = [one for one in kept if not one.in_error and not isinstance(one.details, bytes)]
    return {
        f"files/{number:03} {opened(one.details).name}": one for number, one in enumerate(left, 1)
    }


def _write_files(
    archive: zipfile.ZipFile,
    attached: Mapping[str, Attachment],
    files: OpensFiles,
    file: ClientFile,
    zone: tzinfo | None,
) -> Iterator[str]:
    for name, one in attached.items():
        details = opened(one.details)
        if why_not := files.why_not_whole(one):
            yield f"{name}: not in this archive. {why_not}"
            continue
        entry = _entry(name, file.exported_at)
        entry.compress_type = zipfile.ZIP_STORED
        with archive.open(entry, "w", force_zip64=True) as stream:
            files.write_plain(one, stream, _silently)
        kind = kind_words(details.media_type)
        yield f"{name}: {kind}, {details.size:,} bytes, added {_moment(one.created_at, zone)}"


def _silently(_done: int, _total: int) -> None:
    pass


def _handed_out(file: ClientFile) -> ClientFile:
    return replace(
        file,
        client=replace(file.client, remark=None),
        versions=tuple(
            replace(one, client=replace(one.client, remark=None)) for one in file.versions
        ),
        requests=tuple(replace(one, remark=None) for one in file.requests),
        drafts=(),
        profile=file.profile.without_private(),
    )


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _record(file: ClientFile, zone: tzinfo | None) -> Iterator[str]:
    yield f"Record kept by {file.professional}"
    yield f"Copied {_moment(file.exported_at, zone)}, version {file.client.version}"
    yield f"Id {file.client.id}"
    yield ""
    yield from _told(file.client)
    yield ""
    yield "Treatment"
    for one in file.client.treatment:
        until = _moment(one.until, zone) if one.until else "now"
        yield f"  {one.state.label}: {_moment(one.since, zone)} – {until}"
    for request in file.requests:
        yield ""
        yield f"Request that was merged into this record ({request.id})"
        yield from _told(request)
    if file.decisions:
        yield ""
        yield "Decisions"
    for decision in file.decisions:
        reason = decision.reason
        words = "" if reason is None or isinstance(reason, bytes) else f": {reason.text}"
        about = f"{decision.kind.value}, {decision.outcome.value}".replace("_", " ")
        yield f"  {_moment(decision.at, zone)}  {about}{words}"


def _told(client: Client) -> Iterator[str]:
    if isinstance(client.details, bytes):
        yield "  (sealed: this machine cannot open it)"
        return
    for one in version_changes(None, client):
        yield _labelled(one.label, one.after)


def _history(versions: tuple[ClientVersion, ...], zone: tzinfo | None) -> Iterator[str]:
    before: Client | None = None
    for one in reversed(versions):
        change = one.change
        when = _moment(change.at, zone) if change else "time not known"
        yield f"Version {one.client.version} · {when} · {access_words(change) if change else ''}"
        for changed in version_changes(before, one.client):
            yield _labelled(changed.label, f"{changed.before or '–'} → {changed.after or '–'}")
        yield ""
        before = one.client


def _accesses(file: ClientFile, zone: tzinfo | None) -> str:
    heading = f"Record {file.client.id} · who saw, changed or copied it"
    pages = access_pages(heading, file.accesses, zone, file.exported_at)
    return "\f".join("\n".join(page) + "\n" for page in pages)


def _messages(file: ClientFile, zone: tzinfo | None) -> Iterator[str]:
    if not file.messages:
        yield "No mail was written to this client."
    for one in file.messages:
        yield f"{_moment(one.created_at, zone)} · {one.kind} · {one.state.value}"
        yield f"To {one.to.name} <{one.to.email}>: {one.subject}"
        yield one.body
        yield ""


def _labelled(label: str, words: str) -> str:
    first, *rest = words.split("\n")
    return "\n".join([f"  {label}: {first}", *(f"    {line}" for line in rest)])


def _moment(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _text(lines: Iterator[str]) -> str:
    return "\n".join(safe_text(line, lines=True) for line in lines) + "\n"
