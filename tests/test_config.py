"""Settings: weak ones are refused with the name of the setting, and nothing else reads the environment."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

import config
from config import Config, WeakSettings

KEY = "k" * 40
GOOD = {"SECRET_KEY": KEY, "PUBLIC_BASE_URL": "https://messe.example"}


def test_production_starts_with_key_and_address():
    settings = Config(GOOD)

    assert (settings.SECRET_KEY, settings.PUBLIC_BASE_URL, settings.DEMO) == (KEY, "https://messe.example", False)
    assert settings.TRUSTED_HOSTS == ["messe.example", "127.0.0.1", "localhost"]


def test_production_cookies_are_bound_to_the_host_and_to_https():
    settings = Config(GOOD)

    assert (settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE) == ("__Host-s", True)
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "k" * 31}, "SECRET_KEY"),
        ({"SECRET_KEY_FILE": "/nowhere/at/all"}, "SECRET_KEY_FILE"),
        ({"LINK_KEY": "k" * 31}, "LINK_KEY"),
        ({"PUBLIC_BASE_URL": ""}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "http://messe.example"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "messe.example"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://messe.example/unter"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://messe.example:99999999"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://messe.example:0"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://messe.example:x"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://u:p@messe.example"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://@messe.example"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://[messe"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://messe.example?"}, "PUBLIC_BASE_URL"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"FLASK_DEBUG": "ja"}, "FLASK_DEBUG"),
        ({"DEMO": "yes"}, "DEMO"),
        ({"PORT": "achttausend"}, "PORT"),
    ],
)
def test_production_refuses_weak_or_nonsensical_settings(change: dict[str, str], named: str):
    with pytest.raises(WeakSettings, match=named):
        Config(GOOD | change)


def test_nothing_set_is_refused():
    with pytest.raises(WeakSettings):
        Config({})


def test_the_key_may_lie_in_a_file(tmp_path: Path):
    (tmp_path / "key").write_text(f"{KEY}\n")

    settings = Config({"SECRET_KEY_FILE": str(tmp_path / "key"), "PUBLIC_BASE_URL": "https://messe.example"})

    assert settings.SECRET_KEY == KEY


@pytest.mark.parametrize(
    ("former", "opening"),
    [
        ({}, ([], [])),
        ({"SECRET_KEY_FALLBACKS": "eins zwei"}, (["eins", "zwei"], ["eins", "zwei"])),
        ({"SECRET_KEY_FALLBACKS": "eins", "LINK_KEY": KEY}, (["eins"], [])),
        ({"SECRET_KEY_FALLBACKS": "eins", "LINK_KEY": KEY, "LINK_KEY_FALLBACKS": "drei"}, (["eins"], ["drei"])),
    ],
)
def test_former_keys_still_open_what_they_signed(former: dict[str, str], opening: tuple[list[str], list[str]]):
    settings = Config(GOOD | former)

    assert opening == (settings.SECRET_KEY_FALLBACKS, settings.LINK_KEY_FALLBACKS)


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("true", True), (" TRUE ", True), ("0", False), ("", False)]
)
def test_a_flag_is_true_or_false(written: str, meant: bool):
    assert config.flag({"DEMO": written}, "DEMO") is meant


@pytest.mark.parametrize(("written", "seconds"), [("", 1), ("0", 0), ("0.5", 0.5), ("30", 30)])
def test_how_long_a_version_is_believed_is_said_in_seconds(written: str, seconds: float):
    believed_for = Config(GOOD | {"PUBLIC_VERSION_SECONDS": written}).PUBLIC_VERSION_SECONDS

    assert believed_for == seconds


@pytest.mark.parametrize("written", ["-1", "1,5", "nan", "1e9", "eine"])
def test_what_is_no_number_of_seconds_is_refused(written: str):
    with pytest.raises(WeakSettings, match="PUBLIC_VERSION_SECONDS"):
        Config(GOOD | {"PUBLIC_VERSION_SECONDS": written})


def test_a_trailing_slash_of_the_address_does_not_count():
    assert Config(GOOD | {"PUBLIC_BASE_URL": "https://messe.example/"}).PUBLIC_BASE_URL == "https://messe.example"


def test_the_domain_of_calendar_entries_is_the_address_s_unless_set():
    assert Config(GOOD).UID_DOMAIN == "messe.example"
    assert Config(GOOD | {"UID_DOMAIN": "alt.example"}).UID_DOMAIN == "alt.example"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder of the test's own, not there yet."""
    monkeypatch.setattr(config, "INSTANCE", tmp_path / "instance")
    monkeypatch.setattr(config, "DEMO_KEY", tmp_path / "instance" / "demo-key")
    return tmp_path / "instance"


def test_the_demo_makes_a_key_that_only_its_owner_reads(elsewhere: Path):
    settings = Config({"DEMO": "1"})

    assert len(settings.SECRET_KEY) >= config.SHORTEST_KEY
    assert (elsewhere / "demo-key").stat().st_mode & 0o777 == 0o600


def test_the_demo_keeps_its_key(elsewhere: Path):
    assert Config({"DEMO": "1"}).SECRET_KEY == Config({"DEMO": "1"}).SECRET_KEY


def test_the_demo_is_for_this_machine_and_speaks_plain_http(elsewhere: Path):
    settings = Config({"DEMO": "1", "PORT": "8123"})

    assert settings.PUBLIC_BASE_URL == "http://localhost:8123"
    assert settings.TRUSTED_HOSTS == ["localhost", "127.0.0.1", "localhost"]
    assert (settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE) == ("session", False)


def test_a_demo_for_phones_answers_under_any_name(elsewhere: Path):
    assert not hasattr(Config({"DEMO": "1", "HOST": "0.0.0.0"}), "TRUSTED_HOSTS")  # noqa: S104 -- what a deployer types


def test_the_demo_needs_no_folder_to_be_there(elsewhere: Path):
    settings = Config({"DEMO": "1"})

    assert settings.SQLALCHEMY_DATABASE_URI.endswith("/instance/eventapp.sqlite")
    assert elsewhere.is_dir()


def test_a_command_on_the_shell_needs_no_settings(elsewhere: Path):
    settings = Config({"FLASK_RUN_FROM_CLI": "true"})

    assert (settings.PUBLIC_BASE_URL, settings.DEMO) == ("http://localhost:8000", False)
    assert len(settings.SECRET_KEY) >= config.SHORTEST_KEY


@pytest.mark.parametrize("address", [{}, {"PUBLIC_BASE_URL": "http://localhost:8000"}, {"PUBLIC_BASE_URL": "messe"}])
def test_a_command_without_the_service_s_address_knows_no_domain(elsewhere: Path, address: dict[str, str]):
    shell = {"FLASK_RUN_FROM_CLI": "true"} | address

    assert Config(shell).UID_DOMAIN == ""
    assert Config(shell | {"UID_DOMAIN": "messe.example"}).UID_DOMAIN == "messe.example"


def test_a_command_with_the_service_s_address_knows_the_domain():
    assert Config(GOOD | {"SECRET_KEY": "", "FLASK_RUN_FROM_CLI": "true"}).UID_DOMAIN == "messe.example"


def test_the_demo_is_its_own_domain(elsewhere: Path):
    assert Config({"DEMO": "1"}).UID_DOMAIN == "localhost"


@pytest.mark.parametrize(
    "url", ["", "smtp://localhost:1025", "smtp://name:p%40ss@mail.example:587", "smtps://mail.example"]
)
def test_a_mail_server_has_an_address(url: str):
    assert url == Config(GOOD | {"MAIL_URL": url}).MAIL_URL


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example/x", "smtp://a b", "smtp://x:0"]
)
def test_what_is_no_mail_server_is_refused_without_repeating_a_password(url: str):
    with pytest.raises(WeakSettings, match="MAIL_URL") as refused:
        Config(GOOD | {"MAIL_URL": f"{url}?geheim"})

    assert "geheim" not in str(refused.value)


def test_mails_come_from_an_address_of_the_site_unless_another_is_set():
    assert Config(GOOD).MAIL_FROM == "noreply@messe.example"
    assert Config(GOOD | {"MAIL_FROM": "Büro <b@messe.example>"}).MAIL_FROM == "Büro <b@messe.example>"


@pytest.mark.parametrize(
    "sender", ["Büro", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "<a@b.example"]
)
def test_a_sender_that_is_not_one_address_is_refused(sender: str):
    with pytest.raises(WeakSettings, match="MAIL_FROM"):
        Config(GOOD | {"MAIL_FROM": sender})


def test_a_command_on_the_shell_knows_what_it_lacks_for_sending(elsewhere: Path):
    assert "SECRET_KEY" in Config({"FLASK_RUN_FROM_CLI": "true"}).WEAK_SETTINGS
    assert Config(GOOD | {"FLASK_RUN_FROM_CLI": "true"}).WEAK_SETTINGS == ""


def asked_from(command: str) -> Config:
    with click.Context(click.Command(command), info_name=command):
        return config.from_environment()


def test_the_development_server_is_refused_weak_settings_even_beside_the_demo(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("DEMO", "SECRET_KEY", "SECRET_KEY_FILE", "PUBLIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    Config({"DEMO": "1"})

    assert asked_from("doctor").DEMO
    with pytest.raises(WeakSettings, match="SECRET_KEY"):
        asked_from("run")


def test_the_development_server_trusts_the_hosts_of_the_service(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DEMO", raising=False)
    for name, value in {**GOOD, "FLASK_RUN_FROM_CLI": "true"}.items():
        monkeypatch.setenv(name, value)

    assert asked_from("run").TRUSTED_HOSTS == ["messe.example", "127.0.0.1", "localhost"]


def test_a_command_beside_the_demo_means_the_demo(elsewhere: Path):
    Config({"DEMO": "1"})

    assert Config({"FLASK_RUN_FROM_CLI": "true"}).DEMO


def test_a_command_in_production_does_not_mean_the_demo(elsewhere: Path):
    Config({"DEMO": "1"})

    assert not Config(GOOD | {"FLASK_RUN_FROM_CLI": "true"}).DEMO
