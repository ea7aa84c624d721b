"""A client's money read from the store, with the sessions that it names."""

from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.domain.money_views import ClientAccount
from kara_tui.domain.session import Session, SessionState
from kara_tui.operations.payments import ClientMoney
from kara_tui.operations.sessions import ListSessions
from kara_tui.screens.desk import Desk
from kara_tui.screens.money_shown import MoneyShown

_WINDOW = 500
_OVER = (
    SessionState.COMPLETED,
    SessionState.NO_SHOW,
    SessionState.CANCELLED,
    SessionState.VOIDED,
)
"""Only such sessions were ever charged or covered."""


async def read_money(desk: Desk, client_id: ClientId) -> MoneyShown:
    """Return what a client owes and has paid.

    Raises:
        KaraError: When it cannot be read.
    """
    account = await desk.backend(ClientMoney(client_id=client_id))
    wanted = _named(account)
    known: dict[SessionId, Session] = {}
    offset = 0
    while not wanted <= known.keys():
        page = await desk.backend(
            ListSessions(client_id=client_id, states=_OVER, offset=offset, limit=_WINDOW)
        )
        known |= {one.id: one for one in page.rows if one.id in wanted}
        offset += len(page.rows)
        if not page.rows or offset >= page.total:
            break
    return MoneyShown(account, known)


def _named(account: ClientAccount) -> set[SessionId]:
    charged = {one.charge.session_id for one in account.lines if one.charge.session_id}
    return charged | {one for credit in account.credits for one in credit.used_by}
