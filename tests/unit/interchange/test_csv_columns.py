"""A table is understood whatever its columns are called and however they are divided."""

from collections.abc import Callable
from datetime import date

import pytest

from kara_tui.domain.details import ClientDetails, Gender
from kara_tui.domain.errors import Invalid
from kara_tui.interchange import csv_table
from kara_tui.interchange.formats import ReadResult

Reader = Callable[..., ReadResult]

ANNA = "Anna Jónsdóttir"


def only(result: ReadResult) -> ClientDetails:
    assert result.problems == ()
    (draft,) = result.drafts
    return draft.details


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name,DOB,Email", f"{ANNA},1987-03-01,anna@dæmi.is"),
        ("first_name,last_name,date_of_birth,email", "Anna,Jónsdóttir,1987-03-01,anna@dæmi.is"),
        (" FIRST NAME , Surname ,Date-of-Birth,E-MAIL", "Anna,Jónsdóttir,1.3.1987,anna@dæmi.is"),
        ("Nafn,Fæðingardagur,Netfang", f"{ANNA},1. mars 1987,anna@dæmi.is"),
        ("NAFN,FAEDINGARDAGUR,NETFANG", f"{ANNA},1.3.1987,anna@dæmi.is"),
        ("Vorname,Nachname,Geburtsdatum,Email", "Anna,Jónsdóttir,1.3.1987,anna@dæmi.is"),
        ("Client,Birthday,Contact Email", f"{ANNA},1 Mar 1987,anna@dæmi.is"),
    ],
)
def test_the_same_person_is_found_under_many_headings(read: Reader, header: str, row: str) -> None:
    found = only(read(f"{header}\n{row}\n"))
    assert (found.name, found.birth_date) == (ANNA, date(1987, 3, 1))
    assert found.contact_email == "anna@dæmi.is"


def test_an_export_of_cliniko_is_read_without_a_question(read: Reader) -> None:
    found = only(
        read(
            "first_name,last_name,date_of_birth,gender_identity,email,address_1,address_2,"
            "address_3,city,state,post_code,country_code,appointment_notes\n"
            "Anna,Jones,1987-03-01,Female,a@example.org,Flat 2,1 High St,,Leeds,Yorkshire,"
            "LS1 4DY,GB,likes tea\n"
        )
    )
    assert found.name == "Anna Jones"
    assert found.administrative_gender is Gender.FEMALE
    assert found.address_line == "Flat 2, 1 High St, Leeds, Yorkshire"
    assert (found.postal_code, found.country_code) == ("LS1 4DY", "GB")


def test_an_icelandic_table_is_read_without_a_question(read: Reader) -> None:
    found = only(
        read(
            "Nafn;Kennitala;Sími;Heimilisfang;Póstnúmer;Land;Kyn\n"
            f"{ANNA};010130-2129;581 2345;Laugavegur 1;101 Reykjavík;Ísland;kvk\n"
        )
    )
    assert found.phone == "+3545812345"
    assert (found.national_id, found.national_id_system) == ("0101302129", "IS")
    assert found.birth_date == date(1930, 1, 1)
    assert (found.address_line, found.postal_code) == ("Laugavegur 1, Reykjavík", "101")
    assert (found.country_code, found.administrative_gender) == ("IS", Gender.FEMALE)


def test_own_words_for_gender_are_kept_beside_the_administrative_one(read: Reader) -> None:
    found = only(read("Name,Sex,Gender identity\nKim,X,agender\n"))
    assert (found.administrative_gender, found.gender_identity) == (Gender.OTHER, "agender")


def test_a_column_of_ids_of_other_tables_is_no_name(read: Reader) -> None:
    result = read("Id,PATIENT,START\n1,838e3532-0deb,2020-02-06\n")
    assert result.drafts == ()
    assert "No column is known to hold a name" in result.problems[0].reason


def test_a_mapping_by_hand_wins_over_the_headings(read: Reader) -> None:
    found = only(read("A,B,C\nx,Anna,1.3.1987\n", "x.csv", ("", "name", "birth_date")))
    assert (found.name, found.birth_date) == ("Anna", date(1987, 3, 1))


def test_a_table_without_headings_is_read_with_a_mapping_by_hand(read: Reader) -> None:
    result = read("Anna,a@example.org\nBjörn,b@example.org\n", "", ("name", "contact_email"))
    assert [draft.details.name for draft in result.drafts] == ["Anna", "Björn"]


def test_a_mapping_to_an_unknown_field_is_refused_with_the_fields_there_are(
    read: Reader,
) -> None:
    with pytest.raises(Invalid, match=r"“shoe” is no field.*contact_email"):
        read("A,B\n1,2\n", "x.csv", ("name", "shoe"))


def test_a_title_above_the_headings_does_not_confuse(read: Reader) -> None:
    found = only(read("My clients,,\n\nName,Email,Phone\nAnna,a@example.org,5812345\n"))
    assert (found.name, found.phone) == ("Anna", "+3545812345")


def test_of_several_phones_the_mobile_is_taken_and_the_others_are_told(read: Reader) -> None:
    (draft,) = read("Name,Home Phone,Mobile\nAnna,5812345,6912345\n").drafts
    assert draft.details.phone == "+3546912345"
    assert draft.warnings == ("Phone: there is room for one; left out: “5812345”.",)


def test_two_columns_of_one_name_fill_the_field_from_the_first_that_has_something(
    read: Reader,
) -> None:
    found = only(read("Name,Email,Email\nAnna,,a@example.org\n"))
    assert found.contact_email == "a@example.org"


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("3/1/1987", "3/25/1990"), date(1987, 3, 1)),
        (("3/1/1987", "25/3/1990"), date(1987, 1, 3)),
        (("3/1/1987", "4/5/1990"), date(1987, 1, 3)),
    ],
)
def test_one_telling_date_shows_the_order_of_day_and_month_for_all(
    read: Reader, dates: tuple[str, str], first: date
) -> None:
    result = read(f"Name,DOB\nAnna,{dates[0]}\nBjörn,{dates[1]}\n")
    assert result.drafts[0].details.birth_date == first


def test_a_layout_is_remembered_whatever_the_case_of_its_headings() -> None:
    assert csv_table.signature(["First Name", "E-mail"]) == csv_table.signature(
        ["first_name", "EMAIL"]
    )


def test_a_preview_shows_the_first_rows_and_what_the_columns_seem_to_hold() -> None:
    rows = "".join(f"Anna {n};a{n}@example.org\r\n" for n in range(9))
    shown = csv_table.preview(f"Nafn;Netfang\r\n{rows}".encode("cp1252"), rows=2)
    assert shown.header == ("Nafn", "Netfang")
    assert shown.columns == ("name", "contact_email")
    assert shown.rows == (("Anna 0", "a0@example.org"), ("Anna 1", "a1@example.org"))
    assert shown.delimiter == ";"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_encoding_gives_the_same_people(
    read: Reader, delimiter: str, encoding: str
) -> None:
    lines = [
        ("Nafn", "Netfang", "Heimilisfang"),
        ("Þórður Ægisson", "thordur@example.is", "Öldugata 1"),
        ("Áslaug Þórðardóttir", "aslaug@example.is", "Þórsgata 2"),
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    result = read(text.encode(encoding), "x.csv")
    assert [draft.details.name for draft in result.drafts] == [line[0] for line in lines[1:]]
    assert result.drafts[1].details.address_line == "Þórsgata 2"


def test_one_spoilt_letter_does_not_spoil_the_others(read: Reader) -> None:
    good = "".join(f"Þórður {n}\n" for n in range(20)).encode()
    result = read(b"Nafn\n" + good + b"Bj\xf6rn\n", "x.csv")
    assert result.drafts[0].details.name == "Þórður 0"
    assert result.notices[0].text == "Characters that could not be read: 1."
