"""The demo's members, each as far as ``demo/aussteller-2027.toml`` says: played through the actions that people use."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

from eventapp.accounts.models import Person
from eventapp.accounts.queries import find_person
from eventapp.cli import demo_pictures
from eventapp.clock import from_the_wall
from eventapp.exhibitors.actions import (
    applications,
    drafts,
    handing_in,
    invitations,
    members,
    passes,
    questions,
    registration,
    review,
    taking_part,
)
from eventapp.exhibitors.models import Entry, Exhibitor, Question
from eventapp.exhibitors.queries import entries_of, exhibitors_of, find_entry_of_kind
from eventapp.exhibitors.rules import OfficeContact, Rules, Span, TaskRule, default_rules
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.uploads.value import LOGO_AT_LEAST

FOLDER = Path(__file__).resolve().parents[2] / "demo"
DAYS_LEFT = {"company": 9, "exhibit": 16, "proposal": 9, "staff": 30, "delivery": 44, "billing": -2}
"""Deadlines in days from the first start of the demo, one of them over."""
BEFORE_A_FAIR = timedelta(days=80)
PUBLIC = ("company", "exhibit")
PAST_WORDS = {"title_de": "past_exhibit", "title_en": "past_exhibit_en", "text_de": "past_exhibit_text"}
PAST_EXHIBIT = {"area": 4, "power": "3kw", "network": "none", "screen": "none"}
INVITED, BEGAN, HANDED_IN, DECIDED = timedelta(days=-30), timedelta(days=-20), timedelta(days=-6), timedelta(days=-4)
WANTED = ("name", "fascia", "organisation_kind", "street", "postal_code", "city", "website", "text_de", "text_en")
"""Answers of the company entry that the file gives under their own names."""


@dataclass(slots=True)
class Play:
    """One member on the stage."""

    fair: Fair
    told: dict[str, Any]
    office: Person
    at: datetime
    exhibitor: Exhibitor
    person: Person | None = None

    @property
    def acting(self) -> Person:
        if self.person is None:
            raise LookupError("nobody was invited")
        return self.person


def play(slug: str, past: str, *, office: Person, at: datetime) -> None:
    """Everybody as far as they have come."""
    fair, before = get_fair(slug), get_fair(past)
    told = tomllib.loads((FOLDER / "aussteller-2027.toml").read_text())
    registration.set_rules(fair, rules_for(fair, at), version=registration.NOT_SET, by=office, at=at + INVITED)
    registration.set_rules(before, _rules_then(before), version=registration.NOT_SET, by=office, at=_then(before))
    for one in told["members"]:
        scene = _listed(fair, one, office, at)
        if one.get("has_past"):
            _had_a_part(scene, before)
        SCENES[one["until"]](scene)
    for number, one in enumerate(told["applications"]):
        applications.apply(fair, key=f"demo-{number}", at=at + HANDED_IN, **one)


def rules_for(fair: Fair, at: datetime) -> Rules:
    """Deadlines around today, so that a day in the middle of the work is seen; the rest as every fair asks."""
    wanted = default_rules(fair.starts_on)
    tasks = {
        key: msgspec.structs.replace(rule, due_at=_evening(at + timedelta(days=DAYS_LEFT[key])))
        for key, rule in wanted.tasks.items()
    }
    begins = wanted.tasks["delivery"].due_at + timedelta(weeks=2, days=-2)
    return msgspec.structs.replace(
        wanted,
        tasks=_with_help(tasks),
        is_open=True,
        closes_at=_evening(at + timedelta(days=16)),
        build_up=(Span(begins.replace(hour=7), begins.replace(hour=19)),),
        dismantling=(Span(begins + timedelta(days=4), begins + timedelta(days=4, hours=5)),),
        delivery_address="Gemeinschaftsstand (Beispieldaten)\nHalle 3, Tor 12\nMusterallee 1\n44000 Musterstadt",
        contact=OfficeContact("Demo-Büro", "+49 231 000000", "office@messe.example"),
        welcome=Words(
            "Schön, dass Sie dabei sind. Zwanzig Minuten reichen; Sie können jederzeit unterbrechen.",
            "Good to have you with us. Twenty minutes are enough, and you can stop at any time.",
        ),
    )


def _rules_then(before: Fair) -> Rules:
    """The fair before this one asked what is public, and nothing else."""
    wanted = default_rules(before.starts_on)
    tasks = {key: msgspec.structs.replace(rule, is_asked=key in PUBLIC) for key, rule in wanted.tasks.items()}
    return msgspec.structs.replace(wanted, tasks=tasks)


def _then(before: Fair) -> datetime:
    return from_the_wall(before.starts_on, time(10)) - BEFORE_A_FAIR


def _with_help(tasks: dict[str, TaskRule]) -> dict[str, TaskRule]:
    said = Words("Ohne Rechnungsangaben können wir keinen Strom bestellen.", "Without them we cannot order power.")
    return tasks | {"billing": msgspec.structs.replace(tasks["billing"], help=said)}


def _evening(moment: datetime) -> datetime:
    return moment.replace(hour=17, minute=0, second=0)


def _listed(fair: Fair, one: dict[str, Any], office: Person, at: datetime) -> Play:
    words = {key: one[key] for key in ("organisation_kind", "city", "website") if key in one}
    member = members.create_member(name=one["name"], at=at + INVITED, by=office, **words)
    exhibitor = members.add_exhibitor(
        fair,
        member,
        at=at + INVITED,
        by=office,
        contact_name=one.get("contact_name", ""),
        contact_email=one.get("contact_email", ""),
    )
    return Play(fair, one, office, at, exhibitor)


def _invited(scene: Play) -> None:
    invitations.invite([scene.exhibitor], by=scene.office, at=scene.at + INVITED)
    scene.person = find_person(scene.told["contact_email"])


def _in_work(scene: Play) -> None:
    """Some of it is written, billing with the office's leave."""
    _invited(scene)
    if not scene.told.get("has_past"):
        _company(scene, is_whole=False)
    for one in scene.told.get("exhibits", ()):
        _exhibit(scene, one)
    if scene.told.get("is_demo_account"):
        until = _evening(scene.at + timedelta(days=5))
        taking_part.reopen(scene.exhibitor, "billing", until=until, by=scene.office, at=scene.at + DECIDED)


def _submitted(scene: Play) -> None:
    _invited(scene)
    _company(scene)
    for one in scene.told.get("exhibits", ()):
        _exhibit(scene, one)
    for one in scene.told.get("proposals", ()):
        _proposal(scene, one)
    if not scene.told.get("proposals"):
        taking_part.set_wanted(scene.exhibitor, "proposal", False, by=scene.acting, at=scene.at + BEGAN)
    _logistics(scene)
    handing_in.hand_in(scene.exhibitor, by=scene.acting, at=scene.at + HANDED_IN)


def _accepted(scene: Play) -> None:
    _submitted(scene)
    waiting = [(entry, entry.submission) for entry in entries_of(scene.exhibitor.id) if entry.state == "submitted"]
    review.accept_all(waiting, by=scene.office, at=scene.at + DECIDED)


def _changed(scene: Play) -> None:
    """Public, and handed in anew with another text: both stand side by side."""
    _accepted(scene)
    entry = _entry(scene, "company")
    changes = {"text_de": scene.told["later_text_de"]}
    drafts.save(entry, changes, version=entry.version, by=scene.acting, at=scene.at + timedelta(days=-1))
    handing_in.hand_in(scene.exhibitor, by=scene.acting, at=scene.at + timedelta(days=-1))


def _asked(scene: Play) -> None:
    """What nobody outside sees is accepted; what would be public waits for the answer."""
    _submitted(scene)
    entries = entries_of(scene.exhibitor.id)
    others = [entry for entry in entries if entry.state == "submitted" and entry.kind not in PUBLIC]
    review.accept_all([(entry, entry.submission) for entry in others], by=scene.office, at=scene.at + DECIDED)
    _ask(scene)


def _answered(scene: Play) -> None:
    _submitted(scene)
    question = _ask(scene)
    entry = next(entry for entry in entries_of(scene.exhibitor.id) if question in entry.questions)
    questions.answer(entry, question.id, scene.told["answer"], by=scene.acting, at=scene.at + timedelta(days=-1))


def _ask(scene: Play) -> Question:
    exhibit = next(entry for entry in entries_of(scene.exhibitor.id) if entry.kind == "exhibit")
    field = scene.told["question_field"]
    return questions.ask(exhibit, scene.told["question"], field=field, by=scene.office, at=scene.at + DECIDED)


def _withdrawn(scene: Play) -> None:
    _invited(scene)
    _company(scene, is_whole=False)
    taking_part.withdraw(scene.exhibitor, reason=scene.told["reason"], by=scene.acting, at=scene.at + DECIDED)


SCENES: dict[str, Callable[[Play], None]] = {
    "listed": lambda scene: None,
    "invited": _invited,
    "work": _in_work,
    "submitted": _submitted,
    "accepted": _accepted,
    "changed": _changed,
    "question": _asked,
    "answered": _answered,
    "withdrawn": _withdrawn,
}


def _entry(scene: Play, kind: str) -> Entry:
    entry = find_entry_of_kind(scene.exhibitor.id, kind)
    if entry is None:
        raise LookupError(kind)
    return entry


def _save(scene: Play, entry: Entry, answers: dict[str, Any]) -> None:
    drafts.save(entry, answers, version=entry.version, by=scene.acting, at=scene.at + BEGAN)


def _company(scene: Play, *, is_whole: bool = True, more: Mapping[str, Any] | None = None) -> None:
    """``more`` is what it says otherwise than it is told."""
    told = scene.told
    answers = {key: told[key] for key in WANTED if key in told} | dict(more or {})
    if is_whole and "logo" in told:
        answers |= _pictured(scene, told, "logo", folder="logos")
    if is_whole:
        answers |= {
            "contact_name": told["contact_name"],
            "contact_phone": "+49 231 000000",
            "contact_email": told["contact_email"],
        }
    _save(scene, _entry(scene, "company"), answers)


def _exhibit(scene: Play, one: dict[str, Any]) -> None:
    entry = drafts.start_entry(scene.exhibitor, "exhibit", by=scene.acting, at=scene.at + BEGAN)
    answers = dict(one)
    if partners := one.get("partners"):
        answers["partners"] = [_exhibitor_named(scene.fair, name).id for name in partners]
    if "picture" in one:
        answers |= _pictured(scene, one, "picture", folder="bilder")
    _save(scene, entry, answers)


def _pictured(scene: Play, told: dict[str, Any], key: str, *, folder: str) -> dict[str, Any]:
    """The answers about one picture, which is kept as if it had been uploaded."""
    octets = (FOLDER / folder / told[key]).read_bytes()
    digest = demo_pictures.keep(octets, name=told[key], at_least=LOGO_AT_LEAST, at=scene.at + BEGAN)
    return {key: digest, f"{key}_alt": told[f"{key}_alt"], f"{key}_rights": True}


def _exhibitor_named(fair: Fair, name: str) -> Exhibitor:
    return next(one for one in exhibitors_of(fair.id) if one.member.name == name)


def _proposal(scene: Play, one: dict[str, Any]) -> None:
    entry = drafts.start_entry(scene.exhibitor, "proposal", by=scene.acting, at=scene.at + BEGAN)
    asked = {"session_kind": "talk", "language": "de", "minutes": "30", "speakers_agree": True}
    _save(scene, entry, asked | one)


def _logistics(scene: Play) -> None:
    told = scene.told
    passes.add_list(scene.exhibitor, told["passes"], by=scene.acting, at=scene.at + BEGAN)
    on_site = {"on_site_name": told["contact_name"], "on_site_phone": "+49 231 000000", "is_informed": True}
    _save(scene, _entry(scene, "staff"), on_site)
    delivery = {
        "how": told["delivery"],
        "parcels": 3,
        "forwarder": "Spedition Beispiel",
        "vehicle": "van",
        "plate": "MU-ST 1",
    }
    _save(scene, _entry(scene, "delivery"), delivery)
    address = {key: told[key] for key in ("name", "street", "postal_code", "city")}
    _save(scene, _entry(scene, "billing"), address | {"invoice_email": told["contact_email"]})


def _had_a_part(scene: Play, before: Fair) -> None:
    """At the fair before this one it showed something, with what it says of itself: it can be taken over."""
    told, at = scene.told, _then(before)
    part = members.add_exhibitor(before, scene.exhibitor.member, at=at, by=scene.office)
    part.state = "invited"  # nobody is written to about a fair of long ago
    members.prepare_entries(part, at=at)
    then = Play(before, told, scene.office, at - BEGAN, part, scene.office)
    _company(then, more={"text_de": told["past_text_de"], "text_en": told.get("past_text_en", "")})
    exhibit = drafts.start_entry(part, "exhibit", by=scene.office, at=at)
    shown = {key: told[name] for key, name in PAST_WORDS.items()}
    drafts.save(exhibit, shown | PAST_EXHIBIT, version=exhibit.version, by=scene.office, at=at)
    handing_in.hand_in(part, by=scene.office, at=at)
    waiting = [(entry, entry.submission) for entry in entries_of(part.id) if entry.state == "submitted"]
    review.accept_all(waiting, by=scene.office, at=at)
