"""A bad row costs a row and never the file, and nothing is guessed silently."""

import csv
from collections.abc import Callable

import pytest

from kara_tui.interchange.formats import ReadResult

Reader = Callable[..., ReadResult]


def names(result: ReadResult) -> list[str]:
    return [draft.details.name for draft in result.drafts]


def test_a_bad_value_is_left_out_and_told_and_the_person_stays(read: Reader) -> None:
    (draft,) = read("Name,Email,DOB\nAnna,anna at home,sometime\n").drafts
    assert (draft.details.contact_email, draft.details.birth_date) == ("", None)
    email, born = draft.warnings
    assert email.startswith("E-mail “anna at home” was left out: ")
    assert born.startswith("Date of birth “sometime” was left out: ")


def test_a_row_without_a_name_is_a_problem_at_its_line(read: Reader) -> None:
    result = read("Name,Email\nAnna,a@example.org\n,b@example.org\nCarl,\n")
    assert names(result) == ["Anna", "Carl"]
    assert [(one.place, one.reason) for one in result.problems] == [("line 3", "There is no name.")]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(read: Reader) -> None:
    result = read('Name,Email,City\nAnna,a@example.org,X\n"Bea,b@example.org,Y\nCarl,,Z\nDia,,\n')
    assert names(result) == ["Anna", "Carl", "Dia"]
    (problem,) = result.problems
    assert problem.place == "line 3"
    assert "quotation mark" in problem.reason


def test_quotation_marks_inside_a_cell_are_forgiven(read: Reader) -> None:
    result = read('Name,City\n"Anna "Nan" Jones",X\nBea,Y\n')
    assert names(result) == ['Anna Nan" Jones"', "Bea"]


def test_a_cell_may_hold_several_lines_and_places_still_fit(read: Reader) -> None:
    result = read('Name,Address\r\nAnna,"Flat 2\r\nHigh St 1"\r\n,nobody\r\n')
    assert result.drafts[0].details.address_line == "Flat 2 High St 1"
    assert result.problems[0].place == "line 4"


def test_a_row_with_more_cells_than_headings_is_not_guessed_at(read: Reader) -> None:
    result = read("Name,Address,City\nAnna,High St 1, Leeds,Leeds\nBea,X,Y\nCarl,X,Y,,\n")
    assert names(result) == ["Bea", "Carl"]
    assert "4 cells where the header has 3" in result.problems[0].reason


def test_a_row_that_ends_early_is_read_with_a_warning(read: Reader) -> None:
    (draft,) = read("Name,Email,City\nAnna\n").drafts
    assert draft.warnings == ("The row ends early: 1 of 3 cells.",)


def test_nul_bytes_and_blank_rows_are_passed_over(read: Reader) -> None:
    assert names(read(b"Name,City\nAn\x00na,X\n\n , \nBea,Y\n")) == ["Anna", "Bea"]


@pytest.mark.parametrize(
    "cell", ["A" * 10_000_000, '"' + ("A" * 99 + "\n") * 100_000 + '"'], ids=["line", "lines"]
)
def test_a_cell_of_ten_megabytes_costs_its_row_only(read: Reader, cell: str) -> None:
    before = csv.field_size_limit()
    result = read(f"Name,City\nAnna,X\n{cell},Y\nBea,Z\n", "x.csv")
    assert names(result) == ["Anna", "Bea"]
    (problem,) = result.problems
    assert problem.place == "line 3"
    assert "characters" in problem.reason
    assert csv.field_size_limit() == before


def test_a_quotation_mark_left_open_in_a_long_table_costs_one_row(read: Reader) -> None:
    many = "".join(f"Person number {n},X\n" for n in range(10_000))
    result = read(f'Name,City\n"Anna,X\n{many}', "x.csv")
    assert len(result.drafts) == 10_000
    assert [one.place for one in result.problems] == ["line 2"]


def test_two_marks_left_open_far_apart_do_not_swallow_what_lies_between(read: Reader) -> None:
    many = "".join(f"Person number {n},X\n" for n in range(10_000))
    result = read(f'Name,City\n"Anna,X\n{many}"Bea,X\n{many}', "x.csv")
    assert len(result.drafts) == 20_000
    assert [one.place for one in result.problems] == ["line 2", "line 10003"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\x00\x00\x00", b",,,\n,,,\n"])
def test_an_empty_file_is_refused_with_a_sentence(read: Reader, data: bytes) -> None:
    result = read(data, "x.csv")
    assert [one.reason for one in result.problems] == ["The file is empty."]


def test_a_header_alone_holds_nobody_and_no_problem(read: Reader) -> None:
    result = read("Name,Email\n")
    assert (result.drafts, result.problems) == ((), ())


def test_a_table_without_known_columns_says_what_to_do(read: Reader) -> None:
    (problem,) = read("Colour,Size\nred,4\n").problems
    assert "“Colour”, “Size”" in problem.reason
    assert "Name one of them “Name”" in problem.reason
