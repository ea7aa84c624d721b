"""Taking a file out: what is said before another program sees it, and where it is written."""

from pathlib import Path

from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.file_kinds import is_program, size_words
from kara_tui.domain.file_names import without_ending
from kara_tui.domain.private import opened
from kara_tui.screens.desk import Desk
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.save_dialog import Progress, ToSave

SHOW, SAVE = "show", "save"

_SEEN = (
    "The program that opens on this desktop sees all of it, and kara cannot know what that program"
    " keeps: a list of recent files, a preview, a copy of its own. What you change there is not"
    " saved here. kara deletes its copy when it locks or ends."
)
_NEVER = (
    "This is a program or a script, and opening it might run it. Save it if you know where it"
    " comes from."
)


def open_question(details: AttachmentDetails, why_not: str) -> QuestionScreen[str]:
    """Return the question whether another program may see a file.

    Args:
        details: Of the file.
        why_not: Why none can show it here; empty when one can.
    """
    if is_program(details.name, details.media_type):
        why_not = _NEVER
    save, show = (SAVE, "Save it to a folder"), (SHOW, "Open a copy in the other program")
    answers = (save,) if why_not else (save, show)
    return QuestionScreen(f"Open {details.name}?", answers, why_not or _SEEN)


def to_save(desk: Desk, one: Attachment) -> ToSave:
    """Return what writes a file to a folder; it is checked to the last byte on the way."""
    details = opened(one.details)

    async def make(path: Path, progress: Progress) -> None:
        def tell(done: int, total: int) -> None:
            progress(f"{size_words(done)} of {size_words(total)} …")

        await desk.files().save(one, path, tell)

    stem, ending = without_ending(details.name)
    return ToSave(
        question="Write this file to a folder",
        hint="There it is in the clear: whoever can read the folder can read the file.",
        name=stem,
        ending=ending,
        make=make,
    )
