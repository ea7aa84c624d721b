"""FHIR documents: Patients become clients, the rest is said and not lost silently."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kara_tui.domain.details import ClientDetails, Gender
from kara_tui.domain.importing import ClientDraft
from kara_tui.interchange.formats import ReadResult

Reader = Callable[..., ReadResult]
Json = dict[str, Any]


def patient(**fields: Any) -> Json:
    return {"resourceType": "Patient", "name": [{"text": "Anna"}]} | fields


def bundle(*resources: Json) -> Json:
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}


def only(result: ReadResult) -> ClientDraft:
    assert result.problems == ()
    (draft,) = result.drafts
    return draft


def details(read: Reader, **fields: Any) -> ClientDetails:
    return only(read(json.dumps(patient(**fields)))).details


ENCOUNTER = {"resourceType": "Encounter"}


@pytest.mark.parametrize(
    "document",
    [
        json.dumps(patient()),
        json.dumps(bundle(patient())),
        json.dumps(bundle(bundle(patient()))),
        json.dumps([patient()]),
        json.dumps(patient()) + "\n" + json.dumps(ENCOUNTER) + "\n",
        "\ufeff" + json.dumps(patient()),
    ],
)
def test_a_patient_is_found_wherever_it_stands(read: Reader, document: str) -> None:
    assert only(read(document)).details.name == "Anna"


def test_the_official_name_comes_before_others_and_a_maiden_name_never(read: Reader) -> None:
    names = [
        {"use": "maiden", "family": "Old"},
        {"use": "usual", "given": ["Jim"]},
        {"use": "official", "family": "Chalmers", "given": ["Peter", "James"]},
    ]
    assert details(read, name=names).name == "Peter James Chalmers"


def test_a_name_of_the_older_version_is_read(read: Reader) -> None:
    assert details(read, name=[{"family": ["Cott", "Rill"], "given": ["B"]}]).name == "B Cott Rill"


def test_the_phone_of_the_best_rank_that_is_still_in_use_is_taken(read: Reader) -> None:
    telecom = [
        {"system": "phone", "value": "5519999", "use": "old", "rank": 1},
        {"system": "phone", "value": "5812345", "use": "home"},
        {"system": "phone", "value": "6912345", "use": "mobile"},
        {"system": "email", "value": "a@example.org"},
    ]
    found = details(read, telecom=telecom)
    assert (found.phone, found.contact_email) == ("+3546912345", "a@example.org")


def test_a_number_without_country_code_is_read_in_the_client_s_country(read: Reader) -> None:
    found = details(
        read,
        telecom=[{"system": "phone", "value": "(212) 555-2368"}],
        address=[{"line": ["1 Main St"], "country": "United States of America"}],
    )
    assert found.phone == "+12125552368"


def test_address_gender_birth_and_language_are_read(read: Reader) -> None:
    found = details(
        read,
        gender="female",
        birthDate="1987-03-01",
        address=[
            {"use": "work", "line": ["Office"]},
            {"use": "home", "line": ["Laugavegur 1"], "city": "Reykjavík", "postalCode": "101"},
        ],
        communication=[
            {"language": {"coding": [{"code": "en"}]}},
            {"language": {"text": "Íslenska"}, "preferred": True},
        ],
    )
    assert (found.administrative_gender, found.birth_date) == (Gender.FEMALE, date(1987, 3, 1))
    assert (found.address_line, found.postal_code) == ("Laugavegur 1, Reykjavík", "101")
    assert found.language == "is"


@pytest.mark.parametrize(
    ("identifier", "number", "country"),
    [
        ({"system": "http://example.is/kennitala", "value": "010130-2129"}, "0101302129", "IS"),
        ({"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-88-8619"}, "999-88-8619", "US"),
        ({"type": {"coding": [{"code": "NI"}]}, "value": "AB 12"}, "AB 12", ""),
        ({"type": {"coding": [{"code": "MR"}]}, "value": "12345"}, "", ""),
        ({"value": "12345"}, "", ""),
    ],
)
def test_only_what_says_that_it_is_one_is_taken_for_a_national_id(
    read: Reader, identifier: Json, number: str, country: str
) -> None:
    found = details(read, identifier=[identifier])
    assert (found.national_id, found.national_id_system) == (number, country)


def test_a_partial_birth_date_and_a_death_are_told(read: Reader) -> None:
    draft = only(read(json.dumps(patient(birthDate="1987-03", deceasedDateTime="2020-01-02"))))
    assert draft.details.birth_date is None
    part, death = draft.warnings
    assert "Only a part of the date" in part
    assert death == "The file says that this person has died (2020-01-02)."


def test_other_entries_of_a_bundle_are_counted_in_one_notice(read: Reader) -> None:
    result = read(json.dumps(bundle(patient(id="p1"), *[ENCOUNTER] * 312, {"odd": 1})))
    assert [draft.place for draft in result.drafts] == ["entry 1 (Patient/p1)"]
    (notice,) = result.notices
    assert notice.text.startswith("Left out: 312 Encounter, 1 entries that are no resource.")
    assert result.problems == ()


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (ENCOUNTER, "It is a FHIR Encounter. Only a Patient becomes a client."),
        (bundle(ENCOUNTER, ENCOUNTER), "There is no Patient in it, but 2 Encounter."),
        (bundle(), "There is no Patient in it."),
        ({"name": "package"}, "It is JSON, but no FHIR resource."),
        (patient(name=[]), "There is no name."),
        (patient(animal={"species": {}}), "This Patient is an animal."),
    ],
)
def test_a_document_without_a_client_says_why(read: Reader, document: Json, reason: str) -> None:
    result = read(json.dumps(document))
    assert result.drafts == ()
    assert result.problems[0].reason.startswith(reason)


def test_invalid_json_is_refused_with_its_line_and_column(read: Reader) -> None:
    (problem,) = read('{\n "resourceType": Patient}').problems
    assert problem.reason == "It is not valid JSON: expecting value at line 2, column 18."


@pytest.mark.parametrize("document", ["[" * 200_000, '{"a":' * 200_000, "[" + "9" * 5_000 + "]"])
def test_json_made_to_break_readers_is_refused(read: Reader, document: str) -> None:
    result = read(document, "x.json")
    assert result.drafts == ()
    assert len(result.problems) == 1


def test_a_bad_line_of_ndjson_costs_one_line(read: Reader) -> None:
    text = "\n".join([json.dumps(patient()), "{broken", json.dumps(patient(id="b"))])
    result = read(text, "x.ndjson")
    assert [draft.place for draft in result.drafts] == ["line 1", "line 3 (Patient/b)"]
    assert [one.place for one in result.problems] == ["line 2"]


@pytest.mark.parametrize("value", [None, 5, "text", ["x"], {"a": 1}, [{"a": [None]}], True])
@pytest.mark.parametrize(
    "field",
    ["name", "telecom", "address", "identifier", "gender", "birthDate", "communication",
     "extension", "deceasedDateTime", "id"],
)  # fmt: skip
def test_no_shape_of_a_field_breaks_the_reader(read: Reader, field: str, value: Any) -> None:
    result = read(json.dumps(patient(**{field: value})))
    assert len(result.drafts) + len(result.problems) == 1
