"""The demo's speakers, as ``demo/vortragende-2027.toml`` tells of them: through the office's actions and those of their
own pages. What is told of them is public with the release that follows; what they take back goes at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.utils import import_string

from eventapp.accounts.models import Person
from eventapp.cli import demo_pictures
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.actions.own_entry import HERSELF, PORTRAIT_AT_LEAST, save_own_entry, save_own_portrait
from eventapp.programme.actions.redacting import withdraw_name, withdraw_portrait
from eventapp.programme.actions.speakers import edit_speaker, send_link, shut_link
from eventapp.programme.entries import OwnEntry, OwnPortrait, SpeakerEntry
from eventapp.programme.models import Speaker
from eventapp.programme.queries import speakers_of
from eventapp.programme.speaker_queries import entry_path, token_of
from eventapp.text import slug as slug_of

FILE = Path(__file__).resolve().parents[2] / "demo" / "vortragende-2027.toml"
ASKED, ANSWERED = timedelta(days=-6), timedelta(days=-3)
"""Before the release."""
Told = Mapping[str, Any]


@cache
def told() -> list[dict[str, Any]]:
    with FILE.open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["speakers"]
    return found


def ask(slug: str, *, office: Person, at: datetime) -> None:
    """The office writes to them, and most tell something of themselves."""
    for one, row in _rows(get_fair(slug)):
        entry = SpeakerEntry(
            row.name,
            row.organisation,
            Words(row.biography_de, row.biography_en),
            row.consent,
            one["email"],
            one.get("language", "de"),
        )
        edit_speaker(row, entry, version=row.version, by=office.id, at=at + ASKED)
        if not one.get("unsent"):
            send_link(row, by=office.id, at=at + ASKED)
        if not one.get("unsent") and not one.get("waits"):
            _answer(row, one, at=at + ANSWERED)
        if one.get("shut"):
            shut_link(row, version=row.version, by=office.id, at=at + ANSWERED)


def go_on(slug: str, *, at: datetime) -> None:
    """After the release: somebody says it otherwise, and some take back what they agreed to."""
    fair = get_fair(slug)
    for one, row in _rows(fair):
        if "later" in one:
            entry = OwnEntry(row.organisation, Words(**one["later"]))
            save_own_entry(row, entry, version=row.version, at=at)
        if "withdraws" in one:
            withdraw = withdraw_name if one["withdraws"] == "name" else withdraw_portrait
            withdraw(fair, row, by=None, at=at, role=HERSELF)


def link_paths(fair: Fair) -> list[str]:
    """To the private page of the first one, if there still is such a team."""
    first = [row for row in speakers_of(fair.id) if row.name == told()[0]["name"]]
    return [entry_path(fair.slug, token_of(row), row.language) for row in first]


def _answer(row: Speaker, one: Told, *, at: datetime) -> None:
    entry = OwnEntry(row.organisation, Words(**one.get("biography", {})), agrees=True)
    save_own_entry(row, entry, version=row.version, at=at)
    if "figures" not in one:
        return
    octets = import_string("eventapp.cli.demo_portraits:drawn")(row.name, figures=one["figures"], colour=one["colour"])
    digest = demo_pictures.keep(octets, name=f"{slug_of(row.name)}.png", at_least=PORTRAIT_AT_LEAST, at=at)
    portrait = OwnPortrait(digest, Words(**one["alt"]), has_rights=True, agrees=True)
    save_own_portrait(row, portrait, version=row.version, at=at)


def _rows(fair: Fair) -> Iterator[tuple[Told, Speaker]]:
    rows = {row.name: row for row in speakers_of(fair.id)}
    for one in told():
        if one["name"] not in rows:
            raise LookupError(f"{FILE.name}: {one['name']}")
        yield one, rows[one["name"]]
