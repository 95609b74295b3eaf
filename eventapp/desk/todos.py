"""Everything that waits for the office, each with its number and the way to the act: broken and late things first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from eventapp.clock import at_the_fair, from_the_wall
from eventapp.desk.queries import ToCome
from eventapp.exhibitors.overview import OVERDUE, Stage
from eventapp.fair.draft import Draft
from eventapp.fair.gaps import gaps_in
from eventapp.fair.models import Fair
from eventapp.i18n import _, ngettext
from eventapp.outbox.tasks import Beat
from eventapp.programme.planned_words import why_refused
from eventapp.programme.planning import Conflict
from eventapp.signups.filling import offers_that_end
from eventapp.signups.overview import Line as PlaceLine
from eventapp.signups.overview import counts as place_counts
from eventapp.stand import queries as stand
from eventapp.stand.draft import tells_news
from eventapp.stand.misfits import SERIOUS

BROKEN, WAITING, LACKING = "broken", "waiting", "lacking"
"""Something is broken or late; somebody waits for the office; something is missing or worth an eye."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what it is in words, how many, where it is done, how it presses. ``more`` says what lies behind."""

    number: int
    text: str
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)
    group: str = WAITING
    more: str = ""

    @property
    def is_urgent(self) -> bool:
        return self.group == BROKEN


def of_the_fair(draft: Draft) -> Iterator[Todo]:
    if number := len(draft.edits):
        text = ngettext(
            "Angabe der Messe ist geändert und nicht öffentlich",
            "Angaben der Messe sind geändert und nicht öffentlich",
            number,
        )
        yield Todo(number, text, "fair_desk.publication")
    if number := len(gaps_in(draft.fields).owed):
        text = ngettext("Pflichttext der Seiten fehlt", "Pflichttexte der Seiten fehlen", number)
        yield Todo(number, text, "fair_desk.fair", group=LACKING)


def of_mails(mails: dict[str, int]) -> Iterator[Todo]:
    if number := mails["failed"]:
        text = ngettext("Mail kam nicht an", "Mails kamen nicht an", number)
        yield Todo(number, text, "outbox_desk.mails", {"stand": "failed"}, group=BROKEN)


def of_exhibitors(counts: dict[str, int], applications: int, answered: int) -> Iterator[Todo]:
    """``answered`` are the entries among those waiting whose member has answered a question of the office."""
    page = "exhibitors_desk.exhibitors"
    if number := counts[OVERDUE]:
        text = ngettext(
            "Aussteller ist mit einer Aufgabe überfällig", "Aussteller sind mit Aufgaben überfällig", number
        )
        yield Todo(number, text, page, {"stand": OVERDUE}, group=BROKEN)
    if number := counts[Stage.WAITING]:
        text = ngettext("Aussteller wartet auf Ihre Prüfung", "Aussteller warten auf Ihre Prüfung", number)
        more = ngettext("Eine Rückfrage ist beantwortet", "{number} Rückfragen sind beantwortet", answered)
        yield Todo(number, text, "exhibitors_desk.queue", more=more if answered else "")
    if applications:
        text = ngettext("Organisation möchte mitmachen", "Organisationen möchten mitmachen", applications)
        yield Todo(applications, text, "exhibitors_desk.applications")
    if number := counts[Stage.QUESTION]:
        text = ngettext(
            "Aussteller hat Ihre Rückfrage noch nicht beantwortet",
            "Aussteller haben Ihre Rückfrage noch nicht beantwortet",
            number,
        )
        yield Todo(number, text, page, {"stand": Stage.QUESTION.value}, group=LACKING)
    if number := counts[Stage.LISTED]:
        text = ngettext("Aussteller ist noch nicht eingeladen", "Aussteller sind noch nicht eingeladen", number)
        yield Todo(number, text, page, {"stand": Stage.LISTED.value}, group=LACKING)


def of_registration(fair: Fair, *, is_set: bool, at: datetime) -> Iterator[Todo]:
    """A coming fair that nobody can apply for, because nobody ever said what it asks."""
    if not is_set and at_the_fair(at).date() < fair.starts_on:
        yield Todo(1, _("Anmeldung ist geschlossen und noch nicht eingerichtet"), "exhibitors_desk.rules")


def of_programme(conflicts: Iterable[Conflict], unreleased: int) -> Iterator[Todo]:
    grave = Counter(one.severity for one in conflicts)
    if number := grave["blocking"]:
        text = ngettext("Überschneidung im Entwurf", "Überschneidungen im Entwurf", number)
        yield Todo(number, text, "programme_desk.conflicts", group=BROKEN)
    if unreleased:
        text = ngettext(
            "Änderung ist noch nicht veröffentlicht", "Änderungen sind noch nicht veröffentlicht", unreleased
        )
        yield Todo(unreleased, text, "programme_desk.release_draft")
    if number := grave["warning"]:
        text = ngettext("Hinweis zur Planung", "Hinweise zur Planung", number)
        yield Todo(number, text, "programme_desk.conflicts", group=LACKING)


def of_releases(to_come: Iterable[ToCome]) -> Iterator[Todo]:
    """A release that was planned and could not be made: who counts on it should hear of it first."""
    for one in to_come:
        if one.state == "refused":
            yield Todo(
                1,
                _("geplante Veröffentlichung wurde nicht gemacht"),
                "programme_desk.release_draft",
                group=BROKEN,
                more=why_refused(one.error),
            )


def of_the_worker(beat: Beat) -> Iterator[Todo]:
    """Without it no mail goes out and no offer runs out."""
    if beat.is_late:
        yield Todo(1, _("Worker steht still: Mails und Fristen warten"), "outbox_desk.mails", group=BROKEN)
    if number := len(beat.failed):
        text = ngettext("Arbeit des Workers ist gescheitert", "Arbeiten des Workers sind gescheitert", number)
        more = _("Sagen Sie der Person Bescheid, die den Server betreut: {jobs}", jobs=", ".join(beat.failed))
        yield Todo(number, text, "outbox_desk.mails", group=BROKEN, more=more)


def of_places(fair: Fair, coming: Iterable[PlaceLine], at: datetime) -> Iterator[Todo]:
    """Sessions that are too full or nearly so, and offers that end today: who rings up asks about those. ``coming`` has
    what is not over."""
    counts = place_counts(coming)
    page = "sign_ups_desk.sessions"
    if number := counts["over"]:
        text = ngettext("Programmpunkt ist überbelegt", "Programmpunkte sind überbelegt", number)
        yield Todo(number, text, page, {"zustand": "over"}, group=BROKEN)
    if number := counts["waiting"]:
        text = ngettext(
            "Programmpunkt ist voll und hat eine Warteliste",
            "Programmpunkte sind voll und haben eine Warteliste",
            number,
        )
        yield Todo(number, text, page, {"zustand": "waiting"})
    if number := counts["full"]:
        text = ngettext("Programmpunkt ist voll", "Programmpunkte sind voll", number)
        yield Todo(number, text, page, {"zustand": "full"}, group=LACKING)
    if number := counts["few"]:
        text = ngettext("Programmpunkt ist fast voll", "Programmpunkte sind fast voll", number)
        yield Todo(number, text, page, {"zustand": "few"}, group=LACKING)
    if number := offers_that_end(fair.id, after=at, before=_end_of_day(at)):
        text = ngettext("angebotener Platz läuft heute ab", "angebotene Plätze laufen heute ab", number)
        yield Todo(number, text, page, {"sort": "warten"})


def _end_of_day(at: datetime) -> datetime:
    return from_the_wall(at_the_fair(at).date() + timedelta(days=1), time(0))


def of_gaps(lacking: Mapping[str, int]) -> Iterator[Todo]:
    """What sessions lack that visitors would miss, by the keys of :data:`eventapp.programme.worklist.MISSING`."""
    page = "programme_desk.sessions"
    if number := lacking["place"]:
        text = ngettext("Programmpunkt hat keinen Ort", "Programmpunkte haben keinen Ort", number)
        yield Todo(number, text, page, {"fehlt": "place"}, group=LACKING)
    if number := lacking["capacity"]:
        text = ngettext(
            "Programmpunkt mit Anmeldung hat keine Platzzahl",
            "Programmpunkte mit Anmeldung haben keine Platzzahl",
            number,
        )
        yield Todo(number, text, page, {"fehlt": "capacity"}, group=LACKING)
    if number := lacking["consent"]:
        text = ngettext(
            "Programmpunkt wartet auf ein Einverständnis", "Programmpunkte warten auf ein Einverständnis", number
        )
        yield Todo(number, text, page, {"fehlt": "consent"}, group=LACKING)
    if number := lacking["title_en"]:
        text = ngettext(
            "Programmpunkt hat keinen englischen Titel", "Programmpunkte haben keinen englischen Titel", number
        )
        yield Todo(number, text, page, {"fehlt": "title_en"}, group=LACKING)


def of_the_stand(fair: Fair) -> Iterator[Todo]:
    """What does not fit on the plan, who stands nowhere, what nobody can see yet."""
    row = stand.find_stand(fair.id)
    if row is None:
        return
    draft = stand.read_stand(fair, row)
    serious = [one for one in draft.misfits if one.severity == SERIOUS]
    nowhere = sum(one.kind == "nowhere" for one in serious)
    if number := len(serious) - nowhere:
        text = ngettext("Unstimmigkeit auf dem Standplan", "Unstimmigkeiten auf dem Standplan", number)
        yield Todo(number, text, "stand_desk.plan", group=BROKEN)
    if nowhere:
        text = ngettext("Exponat hat noch keine Fläche", "Exponate haben noch keine Fläche", nowhere)
        yield Todo(nowhere, text, "stand_desk.placing", {"zeigen": "ohne"}, group=LACKING)
    if tells_news(draft, stand.find_published(fair.id, row.published)):
        yield Todo(1, _("Standplan ist geändert und nicht veröffentlicht"), "stand_desk.publication")
