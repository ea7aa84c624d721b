"""At the start, the workstation says what was typed and not saved."""

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import DraftContent
from kara_tui.operations.drafts import SaveDraft
from tests.screens.home.workstation import opened
from tests.support.people import added


async def test_forms_left_unfinished_are_named_at_the_start(backend: Backend) -> None:
    client = await added(backend)
    content = DraftContent(typed={"name": "Áslaug T"})
    for key in (f"client:{client.id}", "invite:new"):
        await backend(SaveDraft(key=key, record_version=1, content=content))
    async with opened(backend) as work:
        await work.until(lambda: bool(work.toasts))
        assert "Typed and not saved yet" in work.toasts[0]
        assert "an invite (i)" in work.toasts[0]
        assert "Áslaug Þórðardóttir" in work.toasts[0]


async def test_nothing_is_said_when_all_is_saved(backend: Backend) -> None:
    await added(backend)
    async with opened(backend) as work:
        assert work.toasts == []
