"""The one field of an attached file that people type: its name."""

from dataclasses import replace
from functools import lru_cache

from kara_tui.domain.attachment import AttachmentDetails
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.file_kinds import ending_lies
from kara_tui.domain.file_names import LONGEST_NAME, clean_file_name, ending_of
from kara_tui.domain.form_reading import FormReading


@lru_cache(maxsize=1)
def attachment_form() -> tuple[Field[AttachmentDetails], ...]:
    """Return the fields in the order in which a form shows them."""
    hint = "With its ending, such as .pdf: other programs go by it"
    return (Field("name", "Name", hint, required=True, longest=LONGEST_NAME, read=_read_name),)


def checked_name(
    reading: FormReading[AttachmentDetails], _context: Context
) -> FormReading[AttachmentDetails]:
    """Return the reading, with a warning when the name promises another kind of file."""
    details = reading.details
    if not ending_lies(details.name, details.media_type):
        return reading
    warning = f"The file is not what “.{ending_of(details.name)}” stands for."
    return replace(reading, warnings={**reading.warnings, "name": warning})


def _read_name(text: str, _context: Context) -> Reading:
    if not any(mark.isalnum() for mark in text):
        raise Invalid("name", "A name has letters or digits.")
    name = clean_file_name(text)
    return Reading({"name": name}, name if name != text else "")
