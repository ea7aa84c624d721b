"""A request is answered where its reason was read: on the profile."""

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Account, Stage
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.ids import AccountId, uuid7
from kara_tui.operations.clients import GetClient
from kara_tui.operations.requests import AskForService
from tests.screens.home.workstation import opened
from tests.support.one_screen import WIDE


async def asked(backend: Backend) -> AskForService:
    account = Account(id=AccountId(uuid7()), login_email="ari@example.com", name="Ari")
    details = ClientDetails(name="Ari Eyjólfsson", reason_for_booking="I cannot sleep.")
    wish = AskForService(account=account, details=details)
    await backend(wish)
    return wish


async def test_a_accepts_on_the_profile_and_the_profile_shows_it(backend: Backend) -> None:
    wish = await asked(backend)
    async with opened(backend, size=WIDE) as work:
        await work.press("2", "enter")
        assert "I cannot sleep." in work.screen_text()
        assert work.can("lists.accept")
        await work.press("a")
        await work.until(lambda: bool(work.toasts))
        assert "Request accepted" in work.toasts[0]
        await work.until(lambda: not work.can("lists.accept"))
    assert (await backend(GetClient(client_id=wish.client_id))).stage is Stage.ACTIVE


async def test_d_declines_on_the_profile_with_a_reason(backend: Backend) -> None:
    wish = await asked(backend)
    async with opened(backend) as work:
        await work.press("2", "enter")
        await work.press("d", *"full", "f2")
        await work.until(lambda: bool(work.toasts))
    client = await backend(GetClient(client_id=wish.client_id))
    assert (client.stage, client.remark) == (Stage.DECLINED, Remark(text="full"))


async def test_a_client_in_treatment_has_no_request_to_answer(backend: Backend) -> None:
    await asked(backend)
    async with opened(backend) as work:
        await work.press("2", "a")
        await work.until(lambda: bool(work.toasts))
        await work.press("1", "enter")
        assert not work.can("lists.accept")
        assert not work.can("lists.decline")
