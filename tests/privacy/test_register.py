"""What is made from the register of personal data: its document, the public page, the periods it names."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from eventapp.i18n import gettext_in
from eventapp.privacy.document import as_markdown
from eventapp.privacy.register import About
from eventapp.privacy.retention import ACCOUNT, ARCHIVE, Retention
from eventapp.privacy.whole import REGISTER
from tests.factories import RELEASED, SLUG, make_fair
from tests.privacy.smell import smells
from tests.reader import read, text_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy-register.md"


def test_no_column_is_declared_twice():
    assert [name for name, times in Counter(REGISTER.named()).items() if times > 1] == []


def test_the_document_is_what_the_register_says():
    """``flask --app eventapp privacy register > docs/privacy-register.md`` mends it."""
    assert DOCUMENT.read_text() == as_markdown(REGISTER, "en")


def test_the_command_writes_the_register(cli: FlaskCliRunner):
    answer = cli.invoke(args=["privacy", "register"])

    assert (answer.exit_code, answer.stdout) == (0, as_markdown(REGISTER, "en"))


def test_the_german_document_says_everything_personal_in_german():
    written = as_markdown(REGISTER, "de")

    assert written.startswith("# Verzeichnis der personenbezogenen Angaben\n")
    assert all(one.what in written and one.purpose in written for one in REGISTER.personal)


def test_the_groups_hold_every_declaration_once():
    grouped = [one for _about, members in REGISTER.groups() for one in members]

    assert sorted(map(id, grouped)) == sorted(map(id, REGISTER.personal))
    assert [about for about, _ in REGISTER.groups()] == [about for about in About if about in dict(REGISTER.groups())]


@pytest.mark.parametrize(("prefix", "language"), [("", "de"), ("/en", "en")])
def test_the_privacy_page_shows_the_whole_register(app: Flask, client: FlaskClient, prefix: str, language: str):
    with app.app_context():
        make_fair()

    page = read(client, f"{prefix}/{SLUG}/datenschutz")

    shown = [text_of(head) for head in page.tree.xpath("//tbody//th")]
    wanted = [gettext_in(language, one.what) for _about, members in REGISTER.groups() for one in members]
    assert shown == wanted
    assert "Art. 6" in page.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_period_is_said_with_the_number_that_is_used(language: str):
    said = [gettext_in(language, one.retention.text, **one.retention.values) for one in REGISTER.personal]

    assert not any("{" in sentence for sentence in said)
    assert "12 " in gettext_in(language, ACCOUNT.text, **ACCOUNT.values)


def test_a_year_is_twelve_months():
    assert ACCOUNT.span == timedelta(days=365)
    assert ACCOUNT.is_over_since(RELEASED) == RELEASED - timedelta(days=365)


def test_what_has_no_period_never_ends_by_itself():
    with pytest.raises(ValueError, match="nothing goes by itself"):
        ARCHIVE.is_over_since(RELEASED)


def test_hours_and_days_add_up():
    assert Retention("{days} {hours}", days=1, hours=6).span == timedelta(hours=30)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (sa.Column("email", sa.String(50)), True),
        (sa.Column("first_name", sa.String(50)), True),
        (sa.Column("invited_by", sa.String(50)), True),
        (sa.Column("answers", sa.JSON()), True),
        (sa.Column("anything", sa.Text()), True),
        (sa.Column("anything", sa.String(200)), True),
        (sa.Column("anything", sa.LargeBinary()), True),
        (sa.Column("invited_id", sa.ForeignKey("person.id")), True),
        (sa.Column("fair_id", sa.ForeignKey("fair.id")), False),
        (sa.Column("kind", sa.String(20)), False),
        (sa.Column("is_named", sa.Boolean()), False),
        (sa.Column("id", sa.Integer(), primary_key=True), False),
    ],
)
def test_the_nose_of_this_test(column: sa.Column[object], expected: bool):
    tables = sa.MetaData()
    for name in ("person", "fair"):
        sa.Table(name, tables, sa.Column("id", sa.Integer(), primary_key=True))
    sa.Table("any", tables, column)

    assert smells(column) is expected
