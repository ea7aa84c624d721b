"""Settings: where they come from, which one wins, and how a wrong one is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kara_tui.bootstrap import demo_settings, mailer, settings_for
from kara_tui.domain.errors import Invalid
from kara_tui.home import find_home
from kara_tui.settings import Settings

MAIL = '[mail]\nhost = "mail.example"\nfrom_address = "anna@mail.example"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str = "", **environment: str) -> Settings:
    written(folder, text)
    return settings_for(str(folder), None, environment)


def refused(folder: Path, text: str, **environment: str) -> str:
    with pytest.raises(Invalid) as caught:
        loaded(folder, text, **environment)
    return str(caught.value)


def test_one_folder_holds_everything_when_it_is_named(tmp_path: Path) -> None:
    for home in (find_home(str(tmp_path), {}), find_home(None, {"KARA_HOME": str(tmp_path)})):
        for one in (home.settings_file, home.store, home.demo_store, home.logs):
            assert one.is_relative_to(tmp_path)


def test_the_flag_wins_over_the_variable(tmp_path: Path) -> None:
    home = find_home(str(tmp_path / "flag"), {"KARA_HOME": str(tmp_path / "variable")})

    assert home.config == tmp_path / "flag"


def test_without_a_folder_things_lie_where_the_system_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    home = find_home(None, {})

    assert home.settings_file == tmp_path / "config" / "kara" / "settings.toml"
    assert home.store == tmp_path / "data" / "kara" / "practice.db"


def test_nothing_need_be_set(tmp_path: Path) -> None:
    settings = settings_for(str(tmp_path), None, {})

    assert settings.store == tmp_path / "practice.db"
    assert settings.professional.region == "IS"
    assert settings.origin("professional.region") == "default"
    assert mailer(settings) is None


def test_environment_wins_over_the_file_and_a_flag_over_both(tmp_path: Path) -> None:
    path = written(tmp_path, '[professional]\nname = "Anna"\n[store]\npath = "a.db"\n')
    environment = {"KARA_PROFESSIONAL_NAME": "Björn", "KARA_STORE_PATH": "/tmp/b.db"}

    from_file = settings_for(str(tmp_path), None, {})
    from_environment = settings_for(str(tmp_path), None, environment)
    from_flag = settings_for(str(tmp_path), "/tmp/c.db", environment)

    assert (from_file.professional.name, from_file.store) == ("Anna", tmp_path / "a.db")
    assert from_file.origin("professional.name") == str(path)
    assert from_environment.professional.name == "Björn"
    assert from_environment.origin("professional.name") == "KARA_PROFESSIONAL_NAME"
    assert from_flag.store == Path("/tmp/c.db")
    assert from_flag.origin("store.path") == "--store"


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("[professional]\nregion = 5", "professional.region", "two-letter code"),
        ('[professional]\nregion = "XX"', "professional.region", "two-letter code"),
        ('[professional]\ntime_zone = "Mars/Olympus"', "professional.time_zone", "Reykjavik"),
        ('[professional]\nlanguage = "?"', "professional.language", "pt-BR"),
        ("[mail]\nport = 70000", "mail.port", "0 to 65535"),
        ("[mail]\nport = true", "mail.port", "0 to 65535"),
        ('[mail]\nsecurity = "maybe"', "mail.security", "starttls"),
        ('[mail]\nhost = "a b"', "mail.host", "host name"),
        ('[mail]\nfrom_address = "nobody"', "mail.from_address", "e-mail address"),
        ('[screen]\nmouse = "perhaps"', "screen.mouse", "true or false"),
        ("[store]\npath = 7", "store.path", "path of a file"),
    ],
)
def test_a_wrong_value_is_told_with_file_key_and_what_is_expected(
    tmp_path: Path, text: str, key: str, expected: str
) -> None:
    told = refused(tmp_path, text)

    assert str(tmp_path / "settings.toml") in told
    assert key in told
    assert expected in told


def test_a_wrong_variable_is_told_by_its_name(tmp_path: Path) -> None:
    assert "KARA_MAIL_PORT" in refused(tmp_path, "", KARA_MAIL_PORT="many")


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, '[screen]\nmouse = 3\n[professional]\nregion = "??"\n')

    assert "screen.mouse" in told
    assert "professional.region" in told


def test_an_unknown_key_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    assert "mail.host" in refused(tmp_path, '[mail]\nhots = "mail.example"\n')


def test_a_file_in_no_form_is_told(tmp_path: Path) -> None:
    assert "not in the form" in refused(tmp_path, "[mail\n")


def test_escape_sequences_in_the_file_never_come_back_raw(tmp_path: Path) -> None:
    assert "\x1b" not in refused(tmp_path, '"\\u001b]52;c;x\\u0007" = 1\n')


def test_mail_without_a_sender_is_refused(tmp_path: Path) -> None:
    assert "mail.from_address" in refused(tmp_path, '[mail]\nhost = "mail.example"\n')


def test_mail_in_the_clear_is_for_this_machine_only(tmp_path: Path) -> None:
    clear = MAIL + 'security = "none"\n'

    assert "mail.security" in refused(tmp_path, clear)
    assert loaded(tmp_path, clear.replace('"mail.example"', '"127.0.0.1"', 1)).mail.ready


def test_the_usual_port_follows_from_the_security(tmp_path: Path) -> None:
    assert loaded(tmp_path, MAIL).mail.usual_port == 587
    assert loaded(tmp_path, MAIL + 'security = "tls"\n').mail.usual_port == 465
    assert loaded(tmp_path, MAIL + "port = 2525\n").mail.usual_port == 2525


def test_a_password_in_the_settings_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    told = refused(tmp_path, MAIL + 'password = "hunter2"\n')

    assert "KARA_MAIL_PASSWORD" in told
    assert "hunter2" not in told


def test_the_password_comes_from_the_environment_and_shows_in_no_repr(tmp_path: Path) -> None:
    settings = loaded(tmp_path, MAIL, KARA_MAIL_PASSWORD="hunter2")

    assert settings.mail.password() == "hunter2"
    assert "hunter2" not in repr(settings)
    assert mailer(settings) is not None


def test_the_password_comes_from_a_file_that_only_its_owner_may_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2\r\n")
    secret.chmod(0o600)
    settings = loaded(tmp_path, MAIL + 'password_file = "secret"\n')

    assert settings.mail.password() == "hunter2"

    secret.chmod(0o644)
    with pytest.raises(Invalid, match="chmod 600"):
        settings.mail.password()
    secret.unlink()
    with pytest.raises(Invalid, match="cannot be read"):
        settings.mail.password()


def test_the_demonstration_has_a_store_of_its_own_and_sends_nothing(tmp_path: Path) -> None:
    settings = loaded(tmp_path, MAIL)

    demo = demo_settings(settings)

    assert demo.store == tmp_path / "demo" / "practice.db"
    assert demo.store != settings.store
    assert not demo.mail.ready


def test_the_day_is_that_of_the_professionals_zone(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[professional]\ntime_zone = "pacific/auckland"\n')

    context = settings.reading_context(datetime(2026, 11, 21, 20, 0, tzinfo=UTC))

    assert context.today.isoformat() == "2026-11-22"
