"""A small form over the practice itself; a text from earlier can be asked for by its key."""

from contextlib import suppress
from typing import Generic, TypeVar

from textual import work

from kara_tui.domain.errors import KaraError
from kara_tui.screens.desk import Desk
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm

D = TypeVar("D")


class PracticeDialog(RecordDialog[D], Generic[D]):
    """Asks for the fields of a block or service and saves it; returns the record, or None."""

    def __init__(
        self, desk: Desk, form: RecordForm[D], *, wanted_draft: str = "", is_chosen: bool = False
    ) -> None:
        """Prepare the form.

        Args:
            desk: What every screen works with.
            form: What is filled in.
            wanted_draft: The key of the text to go on with; the newest one when empty.
            is_chosen: Whether somebody chose just now what stands there: an earlier text,
                which is about something else, is told of and does not take its place.
        """
        super().__init__(desk, form)
        self.is_chosen = is_chosen
        self._wanted = wanted_draft

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            drafts = await self.keeper.find()
            left = [one for one in drafts if not self.desk.presence.is_being_typed(one)]
            if left and self.is_chosen:
                self.tell(
                    "Something was typed here earlier and not saved: F9 in the lists shows it."
                )
            elif drafts:
                drafts = tuple(sorted(drafts, key=lambda one: one.key != self._wanted))
                self.post_message(self.Found(drafts))
