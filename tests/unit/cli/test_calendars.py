"""`kara export calendar` and `kara import calendar` on a real store."""

import stat
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Kara, details

_FILE = "\r\n".join([
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT", "UID:1", "DTSTART:20990309T100000Z", "DURATION:PT50M",
    "ATTENDEE:mailto:anna@mail.example", "SUMMARY:Talk\x1b[2J [/x]", "END:VEVENT",
    "BEGIN:VEVENT", "UID:2", "DTSTART:20990310", "SUMMARY:Holiday", "END:VEVENT",
    "BEGIN:VEVENT", "UID:3", "DTSTART:soon", "END:VEVENT",
    "END:VCALENDAR", "",
])  # fmt: skip


@pytest.fixture
def diary(home: Path, kara: Kara) -> Path:
    """Return a calendar in which a client of the practice takes part."""
    person = details(name="Anna Secretly", contact_email="anna@mail.example")
    assert kara("do", "add-client", "--details", person).code == 0
    path = home / "diary.ics"
    path.write_text(_FILE)
    return path


def test_a_calendar_comes_in_after_a_dry_run_and_only_once(diary: Path, kara: Kara) -> None:
    dry = kara("import", "calendar", diary, "--dry-run")
    assert "3 entries, 1 session and 1 block would be added, 0 here already, 1 not taken" in dry.out
    assert "line 14: Its beginning (DTSTART) cannot be read: “soon”." in dry.out
    done = kara("import", "calendar", diary, "--json")
    assert (done.code, dry.code) == (12, 12)
    told = done.json()
    assert (told["sessions"], told["blocks"], told["known"]) == (1, 1, 0)
    again = kara("import", "calendar", diary, "--json").json()
    assert (again["sessions"], again["blocks"], again["known"], again["move"]) == (0, 0, 2, None)
    assert kara("do", "undo-move", "--move", told["move"]).code == 0
    blocks = kara("import", "calendar", diary, "--all-as-blocks", "--json").json()
    assert (blocks["sessions"], blocks["blocks"]) == (0, 2)


def test_a_calendar_goes_out_without_a_word_about_anybody(diary: Path, kara: Kara) -> None:
    kara("import", "calendar", diary)
    out = diary.with_name("out.ics")
    told = kara("export", "calendar", "--output", out)
    assert "1 session and 1 block are written" in told.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    text = out.read_text()
    assert text.count("BEGIN:VEVENT") == 2
    for secret in ("Anna", "Talk", "Holiday", "mail.example"):
        assert secret not in text
    assert "SUMMARY:Anna Secretly" in kara("export", "calendar", "--with-private").out
    (client,) = kara("clients", "--json").json_lines()
    alone = kara("export", "calendar", "--client", client["id"]).out
    assert alone.count("BEGIN:VEVENT") == 1
    uid = next(line for line in alone.splitlines() if line.startswith("UID:"))
    session = uid.removeprefix("UID:").partition("@")[0]
    assert kara("export", "calendar", "--session", session).out == alone
    log = kara("audit", "client", client["id"], "--json").json_lines()
    assert [one["operation"] for one in log].count("NoteCalendarCopy") == 4


def test_what_is_wished_wrongly_is_refused_in_words(diary: Path, kara: Kara) -> None:
    for words, told in [
        (("export", "calendar", "--client", "x"), "A client's id is needed"),
        (("export", "calendar", "--session", "x"), "A session's id is needed"),
        (("export", "calendar", "--session", "0" * 32), "There is no such session"),
        (("export", "clients", "--format", "csv", "--client", "x"), "“calendar”"),
        (("import", "--all-as-blocks", diary), "“calendar”"),
        (("import", "calendar", diary, "--columns", "name"), "no columns"),
    ]:
        answer = kara(*words)
        assert answer.code != 0
        assert told in answer.err, words
    missing = kara("import", "calendar", diary.with_name("none.ics"))
    assert "cannot be read" in missing.out
    assert missing.code != 0
