"""The blocks of a profile, in the order of its parts."""

from kara_tui.domain.ids import ClientId
from kara_tui.screens.activities_block import ActivitiesBlock
from kara_tui.screens.attachments_block import AttachmentsBlock
from kara_tui.screens.authenticators_block import AuthenticatorsBlock
from kara_tui.screens.contacts_block import ContactsBlock
from kara_tui.screens.desk import Desk
from kara_tui.screens.payments_block import PaymentsBlock
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.wellbeing_block import WellbeingBlock


def profile_blocks(desk: Desk, client_id: ClientId) -> list[ProfileBlock]:
    """Return the blocks that a client's profile shows beside the details."""
    return [
        ActivitiesBlock(desk, client_id),
        WellbeingBlock(desk, client_id),
        PaymentsBlock(desk, client_id),
        ContactsBlock(desk, client_id),
        AttachmentsBlock(desk, client_id),
        AuthenticatorsBlock(desk, client_id),
    ]
