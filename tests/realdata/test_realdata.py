"""Every file that another program wrote imports, or is refused with a sentence that says why.

Files of our own stand in `samples/`. With KARA_REALDATA set to a folder of files that others
wrote, those are read as well and must give what is known of them.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from kara_tui.domain.field_kinds import Context
from kara_tui.domain.text import safe_text
from kara_tui.interchange import formats
from kara_tui.interchange.formats import Format, ReadResult

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = {
    # file: (people, problems)
    "practice-english.csv": (2, 1),
    "practice-icelandic-cp1252.csv": (2, 0),
    "workbook-utf16.tsv": (2, 0),
    "snake-case.csv": (1, 0),
    "unclosed-quote.csv": (2, 1),
    "orders.csv": (0, 1),
    "old-phone-2.1.vcf": (1, 1),
    "address-book-3.0.vcf": (1, 1),
    "contacts-4.0.vcf": (1, 0),
    "patient.json": (1, 0),
    "bundle-older.json": (1, 1),
    "export.ndjson": (2, 0),
    "encounter.json": (0, 1),
    "broken.json": (0, 1),
    "diary.ics": (0, 1),
    "picture.png": (0, 1),
    # What is known of the files of others.
    "John_Doe_ANDROID.vcf": (4, 2),
    "John_Doe_EVOLUTION.vcf": (1, 0),
    "John_Doe_IPHONE.vcf": (1, 0),
    "John_Doe_MAC_ADDRESS_BOOK.vcf": (1, 0),
    "fullcontact.vcf": (1, 0),
    "gmail-single.vcf": (1, 0),
    "outlook-2003.vcf": (1, 0),
    "rfc2426-example.vcf": (2, 0),
    "thunderbird-MoreFunctionsForAddressBook-extension.vcf": (1, 0),
    "patients.csv": (13, 0),
    "encounters.head.csv": (0, 1),
    "patient-example.json": (1, 0),
    "patient-example-chinese.json": (1, 0),
    "patient-example-ihe-pcd.json": (1, 0),
    "patient-example-xds.json": (1, 0),
    "patient-example-newborn.json": (0, 1),  # who has no name yet
    "Agustin_Fonseca.json": (1, 0),
    "Clemente_Kreiger.json": (1, 0),
    "practitionerInformation.json": (0, 1),
    "hspc-appointments.json": (3, 0),  # the older DSTU2, mapped all the same
}


def files_of_others() -> list[Path]:
    folder = os.environ.get("KARA_REALDATA")
    if not folder:
        return []
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def files() -> list[Path]:
    return sorted(path for path in SAMPLES.iterdir() if path.is_file()) + files_of_others()


@lru_cache(maxsize=1)
def results() -> dict[Path, ReadResult]:
    context = Context(today=date(2026, 11, 21))
    return {path: formats.read(path.read_bytes(), path.name, context) for path in files()}


def sentences(result: ReadResult) -> Iterator[str]:
    yield from (problem.reason for problem in result.problems)
    yield from (notice.text for notice in result.notices)
    for draft in result.drafts:
        yield from draft.warnings


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_each_file_imports_or_says_why_not(path: Path) -> None:
    result = results()[path]
    assert result.drafts or result.problems
    assert all(draft.details.name for draft in result.drafts)
    for sentence in sentences(result):
        assert sentence == safe_text(sentence)
        assert sentence.endswith(".")
        assert len(sentence) < 400


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_each_file_gives_as_many_people_as_it_holds(path: Path) -> None:
    result = results()[path]
    if path.suffix == ".ics":
        assert result.format is Format.ICALENDAR
    # A file of which nothing is known holds nobody: it is of another kind.
    people, problems = EXPECTED.get(path.name, (0, 1))
    assert (len(result.drafts), len(result.problems)) == (people, problems)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
@pytest.mark.parametrize("kind", [Format.CSV, Format.VCARD, Format.FHIR])
def test_what_was_read_can_be_written_and_read_again(path: Path, kind: Format) -> None:
    people = [draft.details for draft in results()[path].drafts]
    again = formats.read(formats.write(kind, people), "", Context(today=date(2026, 11, 21)))
    assert [draft.details for draft in again.drafts] == people


def test_each_sample_has_its_expectation() -> None:
    assert {path.name for path in SAMPLES.iterdir()} <= set(EXPECTED)


def test_the_files_of_others_are_there_where_nothing_may_be_left_out() -> None:
    found = {path.name for path in files()}
    asked_for = bool(os.environ.get("KARA_REALDATA"))
    if os.environ.get("CI") and not asked_for:
        pytest.fail(
            "KARA_REALDATA is not set, and on CI it must be:"
            " to the folder of files that other programs wrote.",
            pytrace=False,
        )
    missing = set(EXPECTED) - found if asked_for else set()
    assert missing == set(), "KARA_REALDATA names a folder without some of the known files."


def test_the_table_of_all_files_is_shown(print_table: Callable[[str], None]) -> None:
    lines = [
        f"{path.name:<56} {result.format:<10} {len(result.drafts):>6} {len(result.problems):>9}"
        for path, result in results().items()
    ]
    assert len(lines) == len(files())
    head = f"{'file':<56} {'format':<10} {'people':>6} {'problems':>9}"
    print_table("\n".join([head, *lines]))
