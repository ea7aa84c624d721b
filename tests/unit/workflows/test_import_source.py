"""Files before they are imported, layouts that are remembered, and files written back."""

from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid
from kara_tui.interchange.formats import Format
from kara_tui.workflows.export_clients import export_clients
from kara_tui.workflows.import_source import (
    ImportSource,
    preview_import,
    read_source,
    remember_columns,
)
from tests.support.importing import ANNA, CONTEXT, imported, people, table


async def test_columns_chosen_by_hand_are_remembered_for_such_files(backend: Backend) -> None:
    odd = table("Anna,1.3.1987\n", header="Who,When\n")
    columns = ("name", "birth_date")
    assert (await preview_import(backend, odd, CONTEXT)).columns == ("", "")

    await imported(backend, odd, columns=columns, dry_run=True)
    assert not (await preview_import(backend, odd, CONTEXT)).remembered
    await imported(backend, odd, columns=columns)

    preview = await preview_import(backend, odd, CONTEXT)
    assert preview.remembered
    assert preview.columns == columns
    report = await imported(backend, table("Björn,2.4.1955\n", header="who,WHEN\n"))
    assert report.added == 1


async def test_headings_of_any_length_are_remembered(backend: Backend) -> None:
    wide = table("x," * 400 + "Anna\n", header=",".join(f"Heading {n}" for n in range(401)) + "\n")
    columns = ("",) * 400 + ("name",)

    await remember_columns(backend, wide, columns)

    assert (await preview_import(backend, wide, CONTEXT)).columns == columns


async def test_a_preview_shows_the_beginning_of_a_table(backend: Backend) -> None:
    rows = [ANNA, ",x@mail.example,,,\n", *[f"Client {n},,,,\n" for n in range(20)]]

    preview = await preview_import(backend, table(*rows), CONTEXT)

    assert preview.format is Format.CSV
    assert preview.header[0] == "Name"
    assert preview.columns[:3] == ("name", "contact_email", "birth_date")
    assert len(preview.rows) == len(preview.first) == 5
    assert await people(backend) == []


async def test_a_preview_of_cards_shows_people(backend: Backend) -> None:
    cards = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n" * 9

    preview = await preview_import(backend, ImportSource("x.vcf", cards), CONTEXT)

    assert preview.format is Format.VCARD
    assert len(preview.first) == 5
    assert preview.columns == ()


def test_a_file_that_cannot_be_read_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        read_source(tmp_path / "nowhere.csv")
    with pytest.raises(Invalid, match="folder"):
        read_source(tmp_path)
    monkeypatch.setattr("kara_tui.interchange.formats.LARGEST", 3)
    (tmp_path / "large.csv").write_text("Name\n")
    with pytest.raises(Invalid, match="larger"):
        read_source(tmp_path / "large.csv")


@pytest.mark.parametrize("kind", [Format.CSV, Format.VCARD, Format.FHIR])
async def test_an_export_in_many_windows_is_imported_unchanged(
    backend: Backend, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kara_tui.workflows.export_clients.WINDOW", 3)
    rows = [f"Client {n},c{n}@mail.example,{1 + n}.3.1987,,\n" for n in range(10)]
    await imported(backend, table(*rows))
    pieces: list[bytes] = []

    done = [n async for n in export_clients(backend, kind, (Stage.ACTIVE,), pieces.append)]
    again = ImportSource(f"x.{kind.value}", b"".join(pieces))
    report = await imported(backend, again)

    assert done == [3, 6, 9, 10, 10]
    assert again.format is kind
    assert (report.records, report.added, report.skipped) == (10, 0, 10)
