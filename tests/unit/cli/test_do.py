"""`kara do`: every operation, with options from its declaration and answers for programs."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from kara_tui.backend.wire import required_fields
from kara_tui.cli.operation_help import field_docs
from kara_tui.cli.operation_options import field_options
from kara_tui.operations.base import Operation, command_name
from kara_tui.operations.requests import AcceptRequest
from kara_tui.operations.table import operations
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.unit.cli.conftest import Kara, details

ACCOUNT = {"id": "01a20056-4966-7664-8406-b4ec4805f560", "login_email": "b@x.example", "name": "B"}


def added(kara: Kara, **fields: str) -> Any:
    told = kara("do", "add-client", "--details", details(**fields), "--json")
    assert told.code == 0, told.err
    return told.json()


@pytest.mark.parametrize("kind", operations(), ids=command_name)
def test_every_operation_is_listed_and_explains_its_fields(
    no_home: Path, kara: Kara, kind: type[Operation[Any]]
) -> None:
    name = command_name(kind)

    assert f"  {name} " in kara("do", "--list").out
    told = kara("do", name, "--help")

    assert told.code == 0
    assert " ".join((kind.__doc__ or "").split()) in " ".join(told.out.split())
    assert all(flag in told.out for option in field_options(kind) for flag in option.flags)


@pytest.mark.parametrize("kind", operations(), ids=command_name)
def test_an_operation_that_lacks_something_says_what(
    no_home: Path, kara: Kara, kind: type[Operation[Any]]
) -> None:
    needed = required_fields(kind)
    if needed:
        told = kara("do", command_name(kind))
        assert told.code == 6
        assert needed[0] in told.err


def test_the_list_is_there_for_programs(no_home: Path, kara: Kara) -> None:
    names = [one["name"] for one in kara("do", "--list", "--json").json_lines()]

    assert names == [command_name(kind) for kind in operations()]


def test_help_says_what_the_declaration_says_about_a_field() -> None:
    assert field_docs(AcceptRequest)["version"] == "Of the record the professional was looking at."
    assert "intent" in field_docs(AcceptRequest)


def test_a_client_id_may_be_called_client(no_home: Path, kara: Kara) -> None:
    assert {"--client", "--client-id"} <= {
        flag for option in field_options(AcceptRequest) for flag in option.flags
    }


def test_a_request_is_accepted_and_taken_back(home: Path, kara: Kara) -> None:
    asked = kara(
        "do", "ask-for-service", "--account", json.dumps(ACCOUNT), "--details", details(), "--json"
    ).json()
    client = asked["result"]["id"]

    accepted = kara("do", "accept-request", "--client", client, "--version", "1", "--json")
    assert accepted.code == 0
    assert accepted.out.count("\n") == 1
    assert accepted.json()["result"]["stage"] == "active"

    undone = kara("do", "undo-move", "--move", accepted.json()["intent"], "--json")
    assert undone.code == 0
    assert kara("do", "get-client", "--client", client, "--json").json()["result"]["stage"] == (
        "requested"
    )


def test_a_person_is_told_what_was_done_and_how_to_take_it_back(home: Path, kara: Kara) -> None:
    told = kara("do", "add-client", "--details", details())

    assert "name: Áslaug Þórðardóttir" in told.out
    assert "Client added" in told.out
    assert "kara do undo-move --move" in told.err


def test_details_are_read_as_if_typed_into_a_form(home: Path, kara: Kara) -> None:
    read = added(
        kara,
        birth_date="1.3.1987",
        phone="581 2345",
        country_code="Iceland",
        national_id="010387-2129",
    )["result"]["details"]

    assert read["birth_date"] == "1987-03-01"
    assert read["phone"] == "+3545812345"
    assert read["phone_typed"] == "581 2345"
    assert read["country_code"] == "IS"
    assert (read["national_id"], read["national_id_system"]) == ("0103872129", "IS")


def test_details_that_were_read_can_be_written_back_unchanged(home: Path, kara: Kara) -> None:
    client = added(
        kara, birth_date="1.3.1987", phone="581 2345", reason_for_booking="Sleep", language="is"
    )["result"]

    again = kara(
        *("do", "update-client", "--client", client["id"], "--version", "1"),
        *("--details", json.dumps(client["details"]), "--json"),
    ).json()["result"]

    assert again["details"] == client["details"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"birth_date": "31.2.1987"}, "date"),
        ({"contact_email": "nobody"}, "e-mail"),
        ({"phone": "12"}, "phone"),
        ({"name": ""}, "needed"),
        ({"name": "x" * 10_000}, "200"),
        ({"shoe_size": "44"}, "shoe_size"),
    ],
)
def test_details_that_cannot_be_taken_are_refused_with_the_reason(
    home: Path, kara: Kara, fields: dict[str, str], word: str
) -> None:
    told = kara("do", "add-client", "--details", details(**fields))

    assert told.code == 6
    assert word in told.err.lower()
    assert kara("do", "count-clients", "--json").json()["result"] == 0


@pytest.mark.parametrize("value", ["{", "5", '"c2VhbGVk"', "[]", '{"name": 5}', "@/no/such/file"])
def test_details_that_are_no_details_are_refused(home: Path, kara: Kara, value: str) -> None:
    told = kara("do", "add-client", "--details", value, "--json")

    assert told.code == 6
    assert json.loads(told.err)["error"]["code"] == "invalid"


def test_details_come_from_a_file_and_whole_operations_from_standard_input(
    home: Path, kara: Kara, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "details.json"
    file.write_text(details(), encoding="utf-8")
    typed = io.BytesIO(b'{"stages": ["active", "invited"], "search": "aslaug"}')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(typed))

    assert kara("do", "add-client", "--details", f"@{file}").code == 0
    assert kara("do", "count-clients", "--input", "-", "--json").json()["result"] == 1


def test_lists_are_given_by_repeating_an_option(home: Path, kara: Kara) -> None:
    added(kara)

    told = kara("do", "count-clients", "--stage", "active", "--stages", "requested", "--json")

    assert told.json()["result"] == 1


def test_a_plain_text_will_do_for_a_remark(home: Path, kara: Kara) -> None:
    client = added(kara)["result"]["id"]

    closed = kara(
        *("do", "close-treatment", "--client", client, "--version", "1"),
        *("--reason", "Moved away", "--json"),
    )

    assert closed.json()["result"]["remark"] == {"text": "Moved away"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["get-client", "--client", "nobody"], "“client_id” takes an id"),
        (["accept-request", "--version", "three"], "“version” takes a whole number"),
        (["list-clients", "--sort-by", "luck"], "one of name, birth_date"),
        (["list-clients", "--stage", "nowhere"], "one of active"),
        (["list-clients", "--input", "/no/such/file"], "cannot be read"),
    ],
)
def test_a_wrong_value_is_told_in_words(
    no_home: Path, kara: Kara, words: list[str], told: str
) -> None:
    answer = kara("do", *words)

    assert answer.code == 6
    assert told in answer.err


def test_a_stale_version_is_a_conflict_that_shows_the_record(home: Path, kara: Kara) -> None:
    client = added(kara)["result"]["id"]

    told = kara("do", "close-treatment", "--client", client, "--version", "9", "--json")

    assert told.code == 7
    assert json.loads(told.err)["error"]["theirs"]["version"] == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_never_reaches_the_terminal_raw(home: Path, kara: Kara, text: str) -> None:
    told = [
        kara("do", "add-client", "--details", details(reason_by_professional=text)),
        kara("do", "add-client", "--details", details(reason_by_professional=text), "--json"),
        kara("do", "list-clients", "--search", text),
        kara("clients", "--search", text),
    ]

    for one in told:
        assert steers_a_terminal((one.out + one.err).replace("\n", "")) == []
