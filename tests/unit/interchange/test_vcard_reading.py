"""Address books of phones and mail programs become clients, card by card."""

from collections.abc import Callable
from datetime import date

import pytest

from kara_tui.domain.details import ClientDetails, Gender
from kara_tui.domain.importing import ClientDraft
from kara_tui.interchange.formats import ReadResult

Reader = Callable[..., ReadResult]


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(result: ReadResult) -> ClientDraft:
    assert result.problems == ()
    (draft,) = result.drafts
    return draft


def details(result: ReadResult) -> ClientDetails:
    return only(result).details


def test_the_cell_phone_and_the_preferred_mail_are_taken(read: Reader) -> None:
    found = details(
        read(
            card(
                "FN:Anna",
                "TEL;HOME:5812345",
                "TEL;CELL:6912345",
                "TEL;TYPE=cell,fax:5519999",
                "EMAIL;TYPE=HOME:home@example.org",
                "EMAIL;TYPE=INTERNET,PREF:best@example.org",
            )
        )
    )
    assert (found.phone, found.contact_email) == ("+3546912345", "best@example.org")


def test_quoted_printable_of_old_phones_is_decoded(read: Reader) -> None:
    quoted = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=9E=C3=B3r=C3=B0=\r\nur =C3=86gisson"
    assert details(read(card(quoted, version="2.1"))).name == "Þórður Ægisson"


def test_quoted_printable_in_another_charset_is_decoded(read: Reader) -> None:
    quoted = "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=DE=F3r=F0ur"
    assert details(read(card(quoted, version="2.1"))).name == "Þórður"


def test_pictures_are_passed_over_however_they_are_folded(read: Reader) -> None:
    found = details(
        read(
            card(
                "N:Doe;John;;;",
                "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg",
                "ABAQAAAQABAAD/2wBDAAIBAQEBAQ==",
                "",
                "LOGO;ENCODING=b;TYPE=PNG:iVBORw0KGgo",
                " AAAANSUhEUgAA",
                "PROFILE:VCARD",
                "TEL;CELL:6912345",
                version="2.1",
            )
        )
    )
    assert (found.name, found.phone) == ("John Doe", "+3546912345")


def test_a_folded_line_is_one_line(read: Reader) -> None:
    assert details(read(card("FN:Anna Jóns\r\n dóttir"))).name == "Anna Jónsdóttir"


@pytest.mark.parametrize("born", ["19850415", "1985-04-15", "1985-04-15T00:00:00Z"])
def test_each_way_to_write_a_birthday_is_read(read: Reader, born: str) -> None:
    assert details(read(card("FN:Anna", f"BDAY;VALUE=date:{born}"))).birth_date == date(1985, 4, 15)


@pytest.mark.parametrize("born", ["--0415", "1985", "1985-04"])
def test_a_part_of_a_birthday_is_left_out_and_told(read: Reader, born: str) -> None:
    draft = only(read(card("FN:Anna", f"BDAY:{born}", version="4.0")))
    assert draft.details.birth_date is None
    assert draft.warnings == (
        f"Date of birth “{born}” was left out: Only a part of the date is known.",
    )


def test_a_name_in_parts_is_put_together_when_there_is_no_other(read: Reader) -> None:
    assert (
        details(read(card("N:Doe;John;Quincy,James;Mr.;III"))).name == "John Quincy James Doe III"
    )


def test_the_title_in_front_of_a_name_is_dropped(read: Reader) -> None:
    assert details(read(card("N:Doe;John;;Mr.;", "FN:Mr. John Doe"))).name == "John Doe"


def test_gender_language_zone_and_address_of_version_4_are_read(read: Reader) -> None:
    found = details(
        read(
            card(
                "FN:Anna",
                "GENDER:F;kona",
                "LANG:is",
                "TZ:Atlantic/Reykjavik",
                "ADR;TYPE=work:;;Office 1;Reykjavík;;105;Iceland",
                "ADR;TYPE=home:;;Laugavegur 1;Reykjavík;;101;Ísland",
                version="4.0",
            )
        )
    )
    assert (found.administrative_gender, found.gender_identity) == (Gender.FEMALE, "kona")
    assert (found.language, found.time_zone) == ("is", "Atlantic/Reykjavik")
    assert found.address_line == "Laugavegur 1, Reykjavík"
    assert (found.postal_code, found.country_code) == ("101", "IS")


@pytest.mark.parametrize(
    "line", ["KIND:org", "KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "X-ABShowAs:COMPANY"]
)
def test_an_organisation_is_no_client(read: Reader, line: str) -> None:
    result = read(card("FN:The Practice", line) + card("FN:Anna", "ORG:The Practice"))
    assert [draft.details.name for draft in result.drafts] == ["Anna"]
    assert result.problems[0].place == "card 1"
    assert "organisation" in result.problems[0].reason


def test_a_card_without_a_name_does_not_stop_the_others(read: Reader) -> None:
    result = read(card("EMAIL:a@example.org") + card("FN:Bea"))
    assert [draft.place for draft in result.drafts] == ["card 2"]
    assert [(one.place, one.reason) for one in result.problems] == [("card 1", "There is no name.")]


def test_a_card_cut_off_is_read_as_far_as_it_goes(read: Reader) -> None:
    result = read("BEGIN:VCARD\nFN:Anna\nBEGIN:VCARD\nFN:Bea\nEND:VCARD\n")
    assert [draft.details.name for draft in result.drafts] == ["Anna", "Bea"]
    assert "no end mark" in result.drafts[0].warnings[0]


def test_a_note_is_never_taken_into_private_notes(read: Reader) -> None:
    draft = only(read(card("FN:Anna", "NOTE:owes me money")))
    assert draft.warnings == ("The note on the card was left out.",)
    assert "money" not in repr(draft)


@pytest.mark.timeout(10)
def test_lines_that_are_slow_to_match_are_skipped_quickly(read: Reader) -> None:
    evil = "TEL" + ";A=" + "a,=" * 5_000 + '"b:1'
    draft = only(read(card(evil, "=" * 5_000, "FN:Anna")))
    assert draft.details.name == "Anna"
    assert draft.warnings == ("A phone number could not be read and was left out.",)


def test_reading_prints_nothing(read: Reader, capfd: pytest.CaptureFixture[str]) -> None:
    read(card("FN:Anna", "no property", "TEL;TYPE=:1", "X;ENCODING=QUOTED-PRINTABLE:=FF=FE"))
    assert capfd.readouterr() == ("", "")


def test_a_file_of_cards_without_a_card_says_so(read: Reader) -> None:
    assert "There is no card" in read("hello", "x.vcf").problems[0].reason
