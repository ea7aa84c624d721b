"""People of whom a file says hardly anything are recognised when the file comes again."""

from datetime import date

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.matching import best_match, identities, telling

JON = ClientDetails(name="Jón Jónsson", phone="+3545551234")


def test_name_phone_and_address_stand_for_whom_nothing_else_is_known() -> None:
    again = ClientDetails(name="jon jonsson", phone="+3545551234")
    assert set(telling(identities(JON))) & set(telling(identities(again)))
    assert best_match(again, [JON]) is not None


def test_another_phone_or_address_is_another_person() -> None:
    for other in (
        ClientDetails(name="Jón Jónsson", phone="+3545559999"),
        ClientDetails(name="Jón Jónsson", phone="+3545551234", address_line="Hlíð 3"),
        ClientDetails(name="Jón Jónsson", phone="+3545551234", birth_date=date(1980, 1, 1)),
    ):
        assert best_match(other, [JON]) is None
