"""``fair create`` and ``fair set``, as an office types them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from eventapp.database import db
from eventapp.fair.models import Fair
from eventapp.fair.queries import all_slugs, get_fair, public_fair
from eventapp.i18n import Words
from eventapp.programme.queries import places_of, themes_of
from eventapp.web.addresses import RESERVED
from tests.factories import DAY, SLUG, make_fair

SETTINGS = """
acronym = "neu2027"
title = { de = "Neuer Titel", en = "New title" }
[texts.about]
de = "Über uns"
[[places]]
slug = "buehne-b"
name = { de = "Bühne B" }
[[places]]
slug = "buehne-a"
name = { de = "Bühne A", en = "Stage A" }
kind = "room"
[[themes]]
slug = "energie"
name = { de = "Energie" }
colour = "#0B6E4F"
"""


def create(cli: FlaskCliRunner, slug: str = SLUG, **options: str):
    given = {"title": "Messe 2027", "starts": "2027-02-10", "ends": "2027-02-12"} | options
    flags = [part for name, value in given.items() for part in (f"--{name}", value)]
    return cli.invoke(args=["fair", "create", slug, *flags])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "messe.toml"
    path.write_text(SETTINGS)
    return path


def test_a_new_fair_is_empty_and_has_its_address(app: Flask, cli: FlaskCliRunner):
    answer = create(cli)

    assert (answer.exit_code, answer.output.splitlines()) == (
        0,
        [
            "Angelegt: Messe 2027 unter https://messe.example/messe-2027/",
            "Kalendereinträge heißen für immer …@messe.example.",
        ],
    )
    with app.app_context():
        fair = get_fair(SLUG)
        found = (fair.acronym, fair.starts_on, fair.ends_on, fair.uid_domain, fair.public_version, fair.released)
        assert found == ("messe2027", date(2027, 2, 10), date(2027, 2, 12), "messe.example", 1, 0)
        db.session.remove()


@pytest.mark.parametrize(
    ("slug", "options", "sentence"),
    [
        ("Messe 2027", {}, "„Messe 2027“ taugt nicht als Adresse"),
        ("messe_2027", {}, "„messe_2027“ taugt nicht als Adresse"),
        ("messe-", {}, "„messe-“ taugt nicht als Adresse"),
        ("x" * 61, {}, "taugt nicht als Adresse"),
        ("abc", {}, "acronym: vier bis dreißig Zeichen"),
        (SLUG, {"acronym": "A-1"}, "acronym: vier bis dreißig Zeichen"),
        (SLUG, {"title": " "}, "Der Titel fehlt."),
        (SLUG, {"title": "x" * 201}, "Der Titel hat mehr als 200 Zeichen."),
        (SLUG, {"ends": "2027-02-09"}, "Die Messe endet vor ihrem Beginn."),
    ],
)
def test_a_fair_that_cannot_be_is_refused(
    app: Flask, cli: FlaskCliRunner, slug: str, options: dict[str, str], sentence: str
):
    answer = create(cli, slug, **options)

    assert answer.exit_code == 1
    assert sentence in answer.stderr
    with app.app_context():
        assert all_slugs() == []


def test_no_fair_is_named_after_nothing_for_ever(app: Flask, cli: FlaskCliRunner):
    app.config["UID_DOMAIN"] = ""

    answer = create(cli)

    assert answer.exit_code == 1
    assert "UID_DOMAIN=messe.example flask --app eventapp fair create" in answer.stderr
    assert "PUBLIC_BASE_URL=https://messe.example" in answer.stderr
    with app.app_context():
        assert all_slugs() == []


@pytest.mark.parametrize("slug", RESERVED)
def test_a_reserved_word_is_never_a_fair(cli: FlaskCliRunner, slug: str):
    answer = create(cli, slug, acronym="gutes2027")

    assert (answer.exit_code, "taugt nicht als Adresse" in answer.stderr) == (1, True)


@pytest.mark.parametrize(("slug", "acronym"), [(SLUG, "anders2027"), ("andere-messe", "messe2027")])
def test_no_two_fairs_share_address_or_acronym(cli: FlaskCliRunner, slug: str, acronym: str):
    create(cli)

    answer = create(cli, slug, acronym=acronym)

    assert (answer.exit_code, "gibt es schon" in answer.stderr) == (1, True)


def test_a_day_that_is_none_is_refused(cli: FlaskCliRunner):
    assert create(cli, starts="10.02.2027").exit_code == 2


def test_the_settings_become_public_at_once(app: Flask, cli: FlaskCliRunner, file: Path):
    create(cli)

    answer = cli.invoke(args=["fair", "set", SLUG, str(file)])

    assert answer.output.splitlines()[0] == "Übernommen: 1 Texte, 2 Orte, 1 Themenfelder."
    with app.app_context():
        shown = public_fair(get_fair(SLUG))
        assert (shown.title, shown.acronym, shown.public_version) == (Words("Neuer Titel", "New title"), "neu2027", 2)
        assert shown.profile.text("about") == Words("Über uns")
        db.session.remove()


def test_places_and_themes_stand_in_the_file_s_order(app: Flask, cli: FlaskCliRunner, file: Path):
    create(cli)
    cli.invoke(args=["fair", "set", SLUG, str(file)])

    with app.app_context():
        fair = get_fair(SLUG)
        assert [(one.slug, one.name_en, one.kind) for one in places_of(fair.id)] == [
            ("buehne-b", "", "stage"),
            ("buehne-a", "Stage A", "room"),
        ]
        assert [(one.slug, one.colour) for one in themes_of(fair.id)] == [("energie", "#0b6e4f")]
        db.session.remove()


def test_setting_twice_makes_nothing_twice(app: Flask, cli: FlaskCliRunner, file: Path):
    create(cli)
    for _ in range(2):
        cli.invoke(args=["fair", "set", SLUG, str(file)])

    with app.app_context():
        fair = get_fair(SLUG)
        assert (len(places_of(fair.id)), len(themes_of(fair.id))) == (2, 1)
        db.session.remove()


def test_a_file_with_a_mistake_changes_nothing(app: Flask, cli: FlaskCliRunner, file: Path):
    create(cli)
    file.write_text(SETTINGS.replace("#0B6E4F", "grün"))

    answer = cli.invoke(args=["fair", "set", SLUG, str(file)])

    assert (answer.exit_code, answer.stderr) == (1, "themes.energie: colour muss #rrggbb sein.\n")
    with app.app_context():
        fair = get_fair(SLUG)
        assert (fair.title_de, fair.public_version, places_of(fair.id)) == ("Messe 2027", 1, [])
        db.session.remove()


def test_an_acronym_of_another_fair_is_refused(app: Flask, cli: FlaskCliRunner, file: Path):
    create(cli)
    with app.app_context():
        make_fair("andere-messe", acronym="neu2027", starts_on=DAY)
        db.session.remove()

    answer = cli.invoke(args=["fair", "set", SLUG, str(file)])

    assert answer.stderr == "Das Kürzel „neu2027“ gehört schon einem anderen Messeauftritt.\n"


def test_an_unknown_fair_is_refused_with_those_that_exist(cli: FlaskCliRunner, file: Path):
    create(cli)

    answer = cli.invoke(args=["fair", "set", "messe-2029", str(file)])

    assert (answer.exit_code, answer.stderr) == (
        1,
        "Es gibt keinen Messeauftritt „messe-2029“. Vorhanden: messe-2027.\n",
    )


def test_what_calendars_call_their_entries_never_changes(app: Flask, cli: FlaskCliRunner, file: Path):
    create(cli)
    with app.app_context():
        before = db.session.query(Fair.uid_domain).scalar()
        db.session.remove()

    app.config["UID_DOMAIN"] = "neu.example"
    cli.invoke(args=["fair", "set", SLUG, str(file)])

    with app.app_context():
        assert db.session.query(Fair.uid_domain).scalar() == before
        db.session.remove()
