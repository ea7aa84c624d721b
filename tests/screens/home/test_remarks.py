"""What is typed into a question survives leaving it, a move that fails, and the end of all."""

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.clients import CloseTreatment, GetClient
from kara_tui.operations.drafts import ListDrafts
from kara_tui.screens.remark_dialog import RemarkDialog
from tests.screens.home.faults import Faulty
from tests.screens.home.workstation import Workstation, opened
from tests.support.people import added


def remark(work: Workstation) -> str:
    dialog = work.app.screen
    assert isinstance(dialog, RemarkDialog)
    return dialog.field.remark


async def test_a_remark_is_there_again_after_esc_and_at_the_next_start(backend: Backend) -> None:
    await added(backend)
    async with opened(backend) as work:
        await work.press("c", "tab", *"moved", "escape")
        assert work.is_home
        await work.press("c")
        await work.until(lambda: remark(work) == "moved")
    async with opened(backend) as work:
        await work.press("c")
        await work.until(lambda: remark(work) == "moved")


async def test_a_move_that_fails_loses_no_remark_and_one_that_is_made_needs_none(
    backend: Backend,
) -> None:
    client = await added(backend)
    faulty = Faulty(backend)
    faulty.fails[CloseTreatment] = StoreUnavailable("The disk is full.", "Free some space.")
    async with opened(faulty) as work:
        await work.press("c", "tab", *"moved", "f2")
        await work.until(lambda: bool(work.toasts))
        faulty.fails.clear()
        await work.press("c")
        await work.until(lambda: remark(work) == "moved")
        await work.press("f2")
        await work.until(lambda: work.pane.table.total == 0)
        await work.settle()
    assert (await backend(GetClient(client_id=client.id))).remark == Remark(text="moved")
    assert await backend(ListDrafts()) == ()


async def test_what_is_typed_when_the_program_ends_is_kept(backend: Backend) -> None:
    await added(backend)
    async with opened(backend) as work:
        await work.press("c", "tab", *"mov")
        await work.app.action_quit()
    assert [one.content for one in await backend(ListDrafts())] != []
