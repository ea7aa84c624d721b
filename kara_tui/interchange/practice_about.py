"""What the archive of a practice says about itself, and what its parts are called."""

from uuid import UUID

ABOUT = """\
A whole practice, written by kara.

practice.json    whose practice it is, and when this was written
clients.jsonl    every record with all its earlier versions, one a line
messages.jsonl   mail; decisions.jsonl  decisions about records; layouts.jsonl  columns of imports
attachments/…    the files on profiles, as they were attached, each under its record's id
drafts.jsonl     what was typed and not saved
service.jsonl, session.jsonl, note.jsonl, contact.jsonl and the like: all versions of a record
                 on one line, the present one last
history.jsonl    who changed, saw or copied what and when, as a chain of hashes
manifest.json    for each of these files: how long it is, its SHA-256, how many records it holds

Everything is JSON in UTF-8; times are UTC (ISO 8601), ids are UUIDs. “kara import” puts the
practice into an empty store. Nothing in this archive is encrypted.
"""


def file_name(file_id: UUID) -> str:
    """Return what a file of a profile is called within an archive."""
    return f"attachments/{file_id}"
