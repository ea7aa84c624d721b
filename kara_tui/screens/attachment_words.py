"""What the list of files on a profile says of each of them."""

from collections.abc import Sequence

from textual.content import Content

from kara_tui.domain import dates
from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.file_kinds import ending_lies, is_program, kind_words, size_words
from kara_tui.domain.file_names import ending_of
from kara_tui.domain.text import safe_text
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import public


def attachment_entry(one: Attachment, desk: Desk) -> Entry:
    """Return a file as the list shows it: its name, kind, size and date, and what to beware of."""
    if isinstance(one.details, bytes):
        return Entry(one.id, Content(SEALED))
    details = one.details
    added = dates.short(desk.local(one.created_at).date(), today=desk.today())
    told = [
        public(Content(safe_text(f"{kind_of(details)} · {size_words(details.size)} · {added}")))
    ]
    if caution := caution_words(details):
        told.append(public(Content.styled(safe_text(f"! {caution}"), "$text-warning")))
    return Entry(one.id, Content(safe_text(details.name)), tuple(told))


def kind_of(details: AttachmentDetails) -> str:
    """Return what kind of file it is, in words."""
    return kind_words(details.media_type)


def caution_words(details: AttachmentDetails) -> str:
    """Return what to beware of; empty for nothing."""
    ending = ending_of(details.name)
    if ending_lies(details.name, details.media_type):
        return f"Ends in .{ending}, but is: {kind_of(details)}."
    if is_program(details.name, details.media_type):
        return "A program or script: never opened from here."
    return ""


def count_words(attachments: Sequence[Attachment]) -> str:
    """Return how many files there are and how large they are together; empty for none."""
    if not attachments:
        return ""
    sizes = [one.details.size for one in attachments if not isinstance(one.details, bytes)]
    return f"{len(attachments)} · {size_words(sum(sizes))}"
