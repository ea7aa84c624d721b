"""A message of the outbox as a file that another mail program sends."""

from pathlib import Path

from kara_tui.domain.outbox import OutboxMessage, Sender
from kara_tui.mail.letter import as_eml
from kara_tui.screens.outbox_files import file_name
from kara_tui.screens.save_dialog import Progress, SaveDialog, ToSave

_HINT = (
    "Your mail program opens it and sends it. It is in the clear: whoever reads the file reads "
    "the message."
)


def export_dialog(message: OutboxMessage, sender: Sender) -> SaveDialog:
    """Return the question where to write a message."""

    async def make(_path: Path, _progress: Progress) -> bytes:
        return as_eml(message, sender)

    return SaveDialog(
        ToSave(
            question=f"Write the message to {message.to.name} to a file",
            hint=_HINT,
            name=file_name(message),
            ending=".eml",
            make=make,
        )
    )
