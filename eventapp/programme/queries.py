"""What can be asked about a programme: the draft for organisers, the released value for everybody."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, current_app, has_request_context, request
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from eventapp.clock import from_the_wall
from eventapp.database import db, spend_connection
from eventapp.errors import NotFound
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import public_names_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import public_fair
from eventapp.fair.value import PublicFair
from eventapp.i18n import mark
from eventapp.programme.admission import turns_of
from eventapp.programme.document import from_document
from eventapp.programme.draft import FromTheStand
from eventapp.programme.models import (
    ConferenceSession,
    Place,
    Release,
    SessionExhibitor,
    SessionSpeaker,
    Speaker,
    Theme,
)
from eventapp.programme.offers import areas_at
from eventapp.programme.value import NamedExhibitor, Programme, Session
from eventapp.web.public import Standing
from eventapp.web.versions import Versions

Ground = TypeVar("Ground", Place, Theme, Speaker)

OPENS = time(9, 0)
"""When a hall opens, if nobody said it."""
FAIRS_AT_HAND = 6
SESSIONS_AT_HAND = 1_500
"""Released programmes a worker keeps as values, the last one whatever its size (a thousand sessions with long texts
take some 12 MB); the others are read again when asked for."""

RELEASES_AT_HAND = 3
"""As many as one mail about a change compares: the one before, the one that changed it, the standing one."""


@dataclass(frozen=True, slots=True)
class Published:
    """A fair and its standing release, as everything public sees them."""

    fair: PublicFair
    programme: Programme | None
    standing: Standing
    beside: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    """What others make of it and want to have at hand as long as it is."""

    @property
    def or_empty(self) -> Programme:
        """The released programme; before the first release an empty one, so that early subscribers find something."""
        if self.programme is not None:
            return self.programme
        fair = self.fair
        venue = fair.profile.venue
        return Programme(fair.slug, fair.acronym, fair.title, fair.starts_on, fair.ends_on, fair.uid_domain, venue)


class AtHand:
    """The values of the fairs last asked for, by slug and ``public_version``."""

    def __init__(self) -> None:
        self.reading = Lock()
        """Held by who reads a value: a release is read once, however many wait for it."""
        self._values: OrderedDict[str, Published] = OrderedDict()
        self._lock = Lock()

    def find(self, slug: str, public_version: int) -> Published | None:
        with self._lock:
            known = self._values.get(slug)
            return known if known and known.fair.public_version == public_version else None

    def keep(self, published: Published) -> None:
        with self._lock:
            self._values[published.fair.slug] = published
            self._values.move_to_end(published.fair.slug)
            while len(self._values) > 1 and not self._has_room():
                self._values.popitem(last=False)

    def _has_room(self) -> bool:
        sessions = sum(len(published.or_empty.sessions) for published in self._values.values())
        return len(self._values) <= FAIRS_AT_HAND and sessions <= SESSIONS_AT_HAND


def find_published(slug: str) -> Published | None:
    """Two queries when the value has to be read, one more at most once a second and process (:class:`Versions`)."""
    seen: dict[str, Published] = request.environ.setdefault("eventapp.published", {}) if has_request_context() else {}
    if slug not in seen and (found := _look_up(slug)) is not None:
        seen[slug] = found
    return seen.get(slug)


def values_at_hand(app: Flask) -> AtHand:
    """This process'."""
    known: AtHand = app.extensions.setdefault("eventapp.at_hand", AtHand())
    return known


def _look_up(slug: str) -> Published | None:
    at_hand = values_at_hand(current_app)
    versions: Versions = current_app.extensions["eventapp.versions"]
    version = versions.find(slug, lambda: _public_version(slug))
    if version is None:
        return None
    with at_hand.reading:
        known = at_hand.find(slug, version)
        if known is None:
            known = _read_published(slug)
            at_hand.keep(known)
    if known.fair.public_version != version:  # published while it was read
        versions.forget()
    return known


def _public_version(slug: str) -> int | None:
    return db.session.scalar(select(Fair.public_version).where(Fair.slug == slug))


def published(slug: str) -> Published:
    """The same, or 404."""
    known = find_published(slug)
    if known is None:
        raise NotFound(mark("Diesen Messeauftritt gibt es nicht."))
    return known


def standing(slug: str) -> Standing | None:
    known = find_published(slug)
    return known.standing if known else None


def _read_published(slug: str) -> Published:
    fair = db.session.scalars(select(Fair).where(Fair.slug == slug).execution_options(populate_existing=True)).one()
    programme = find_release(fair.id, fair.released)
    spend_connection()
    shown = public_fair(fair)
    return Published(shown, programme, Standing(fair.public_version, _boundaries(shown, programme)))


def _boundaries(fair: PublicFair, programme: Programme | None) -> tuple[datetime, ...]:
    """Every moment at which "now" changes: sessions begin, end, take sign-ups; hall and day open and close."""
    moments = {hours.opens_at for hours in fair.profile.hours} | {hours.closes_at for hours in fair.profile.hours}
    day: date = fair.starts_on
    while day <= fair.ends_on + timedelta(days=1):
        moments |= {from_the_wall(day, time(0)), from_the_wall(day, time(4))}
        day += timedelta(days=1)
    for session in programme.sessions if programme else ():
        moments |= {session.starts_at, session.ends_at, *turns_of(session)}
    return tuple(sorted(moments))


def find_release(fair_id: int, number: int) -> Programme | None:
    """One release's value; None for number 0 or an unknown one."""
    wanted = select(Release.document).where(Release.fair_id == fair_id, Release.number == number)
    document = db.session.scalar(wanted) if number else None
    return from_document(document) if document else None


def release_at_hand(fair_id: int, number: int) -> Programme | None:
    """The same for whoever asks again and again: the worker writes many mails about one release. Releases change only
    when somebody is taken out of them, which is a publication; the last ones stay at hand as long as there is none."""
    public_version = db.session.scalar(select(Fair.public_version).where(Fair.id == fair_id))
    return _releases_at_hand().find(fair_id, number, public_version or 0)


def standing_at_hand(fair: Fair) -> Programme | None:
    """What stands of a fair that was read just now, for the office, which opens one page after the other. Where the
    public is shown the same it is there only once."""
    shown = values_at_hand(current_app).find(fair.slug, fair.public_version)
    if shown and shown.programme and shown.programme.number == fair.released:
        return shown.programme
    return _releases_at_hand().find(fair.id, fair.released, fair.public_version)


def _releases_at_hand() -> Releases:
    known: Releases = current_app.extensions.setdefault("eventapp.releases_at_hand", Releases())
    return known


class Releases:
    """The values of the releases last asked for, by the fair's id, the release's number and ``public_version``."""

    def __init__(self) -> None:
        self._values: OrderedDict[tuple[int, int, int], Programme] = OrderedDict()
        self._lock = Lock()

    def find(self, fair_id: int, number: int, public_version: int) -> Programme | None:
        key = (fair_id, number, public_version)
        with self._lock:
            found = self._values.get(key) or find_release(fair_id, number)
            if found is not None:
                self._values[key] = found
                self._values.move_to_end(key)
            while len(self._values) > RELEASES_AT_HAND:
                self._values.popitem(last=False)
        return found


def find_release_of(slug: str, number: int, *, like: Programme | None = None) -> Programme | None:
    """One release's value by the fair's slug, for pages that look back; ``like`` is another one that is at hand."""
    wanted = select(Release.document).join(Fair).where(Fair.slug == slug, Release.number == number)
    document = db.session.scalar(wanted)
    spend_connection()
    return from_document(document, like=like) if document else None


def last_releases(slug: str, *, most: int, like: Programme | None = None) -> Iterator[Programme]:
    """The newest releases first, each read when it is asked for; what one has in common with the one before is in
    memory once."""
    wanted = select(Release.document).join(Fair).where(Fair.slug == slug).order_by(Release.number.desc()).limit(most)
    documents = db.session.scalars(wanted.execution_options(yield_per=1))
    spend_connection()
    for document in documents:
        like = from_document(document, like=like)
        yield like


def sessions_by_row(programme: Programme) -> dict[int, Session]:
    """The sessions of a release by the ids of their rows, which tables refer to."""
    wanted = select(ConferenceSession.id, ConferenceSession.code).join(Fair).where(Fair.slug == programme.fair)
    found = ((row_id, programme.session(code)) for row_id, code in db.session.execute(wanted))
    return {row_id: session for row_id, session in found if session is not None}


def from_the_stand(fair_id: int) -> FromTheStand:
    """What the draft names of the stand now: exhibitors by what is public of them, and the areas of places."""
    return FromTheStand(named_exhibitors(fair_id), areas_at(fair_id))


def named_exhibitors(fair_id: int, only: Collection[int] | None = None) -> dict[int, NamedExhibitor]:
    """By id what is public of all (or of just these) exhibitors."""
    return {one: NamedExhibitor(slug, name) for one, (slug, name) in public_names_of(fair_id, only).items()}


def _with_exhibitors() -> ExecutableOption:
    giving = selectinload(ConferenceSession.exhibiting).joinedload(SessionExhibitor.exhibitor, innerjoin=True)
    return giving.joinedload(Exhibitor.member, innerjoin=True)


def draft_sessions(fair_id: int) -> list[ConferenceSession]:
    """The whole draft in the order of the programme, with what lies beside the board; place, theme, speakers and
    exhibitors loaded."""
    wanted = select(ConferenceSession).where(ConferenceSession.fair_id == fair_id)
    wanted = wanted.options(
        joinedload(ConferenceSession.place),
        joinedload(ConferenceSession.theme),
        selectinload(ConferenceSession.speaking).joinedload(SessionSpeaker.speaker),
        _with_exhibitors(),
    )
    return list(db.session.scalars(wanted.order_by(ConferenceSession.starts_at, ConferenceSession.number)))


def places_of(fair_id: int) -> list[Place]:
    return list(db.session.scalars(select(Place).where(Place.fair_id == fair_id).order_by(Place.position, Place.id)))


def themes_of(fair_id: int) -> list[Theme]:
    return list(db.session.scalars(select(Theme).where(Theme.fair_id == fair_id).order_by(Theme.position, Theme.id)))


def speakers_of(fair_id: int) -> list[Speaker]:
    return list(
        db.session.scalars(select(Speaker).where(Speaker.fair_id == fair_id).order_by(Speaker.name, Speaker.id))
    )


def find_draft_session(fair_id: int, code: str, *, locked: bool = False) -> ConferenceSession | None:
    """One session of the draft, all that hangs on it loaded. ``locked`` inside a writing transaction: read anew, and
    nobody else changes it meanwhile."""
    wanted = select(ConferenceSession).where(ConferenceSession.fair_id == fair_id, ConferenceSession.code == code)
    wanted = wanted.options(
        selectinload(ConferenceSession.place),
        selectinload(ConferenceSession.theme),
        selectinload(ConferenceSession.speaking).selectinload(SessionSpeaker.speaker),
        _with_exhibitors(),
    )
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def lock_draft_sessions(fair_id: int, codes: Iterable[str]) -> dict[str, ConferenceSession]:
    """Several by their codes, in a writing transaction: read anew, and nobody else changes one of them meanwhile. In as
    many queries whatever their number, in the order of their ids: so nobody waits in a circle."""
    wanted = select(ConferenceSession).where(ConferenceSession.fair_id == fair_id)
    wanted = wanted.where(ConferenceSession.code.in_(list(codes))).order_by(ConferenceSession.id)
    wanted = wanted.options(
        selectinload(ConferenceSession.place),
        selectinload(ConferenceSession.theme),
        selectinload(ConferenceSession.speaking).selectinload(SessionSpeaker.speaker),
        _with_exhibitors(),
    )
    found = db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True))
    return {row.code: row for row in found}


def first_hour(fair: Fair) -> datetime:
    """When the hall opens on the first day: where that is kept which has no time yet."""
    opens = (hours.opens_at for hours in public_fair(fair).profile.hours)
    return min(opens, default=from_the_wall(fair.starts_on, OPENS))


def unscheduled_codes(fair_id: int) -> frozenset[str]:
    """The sessions that lie beside the board."""
    wanted = select(ConferenceSession.code).where(ConferenceSession.fair_id == fair_id)
    return frozenset(db.session.scalars(wanted.where(ConferenceSession.is_scheduled.is_(False))))


def versions_of_sessions(fair_id: int) -> dict[str, int]:
    """By code how often each session of the draft was changed."""
    found = select(ConferenceSession.code, ConferenceSession.version).where(ConferenceSession.fair_id == fair_id)
    return {row.code: row.version for row in db.session.execute(found)}


def titles_counting_on(place: Place) -> dict[str, str]:
    """The sessions of the draft whose places are as many as their place has, by code what they are called."""
    wanted = select(ConferenceSession.code, ConferenceSession.title_de).where(ConferenceSession.place_id == place.id)
    wanted = wanted.where(ConferenceSession.admission == "sign_up", ConferenceSession.capacity == 0)
    return {row.code: row.title_de for row in db.session.execute(wanted)}


def find_ground(kind: type[Ground], fair_id: int, slug: str, *, locked: bool = False) -> Ground | None:
    """A place, a theme or a speaker of the draft by its address."""
    wanted = select(kind).where(kind.fair_id == fair_id, kind.slug == slug)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def speaker_ids(fair_id: int, slugs: Collection[str]) -> dict[str, int]:
    """By address."""
    wanted = select(Speaker.slug, Speaker.id).where(Speaker.fair_id == fair_id, Speaker.slug.in_(slugs))
    return {row.slug: row.id for row in db.session.execute(wanted)} if slugs else {}


def times_used(fair_id: int) -> dict[tuple[str, int], int]:
    """How many sessions of the draft stand on each place (``("place", id)``), theme and speaker."""
    counted: dict[tuple[str, int], int] = {}
    for noun, column in (("place", ConferenceSession.place_id), ("theme", ConferenceSession.theme_id)):
        wanted = select(column, func.count()).where(ConferenceSession.fair_id == fair_id, column.is_not(None))
        rows = db.session.execute(wanted.group_by(column))
        counted |= {(noun, key): number for key, number in rows if key is not None}
    speaking = select(SessionSpeaker.speaker_id, func.count()).join(ConferenceSession)
    speaking = speaking.where(ConferenceSession.fair_id == fair_id).group_by(SessionSpeaker.speaker_id)
    return counted | {("speaker", key): number for key, number in db.session.execute(speaking)}


def sessions_given_by(exhibitor_id: int) -> list[tuple[str, ConferenceSession]]:
    """An exhibitor's rows of the draft with the slug of their fair, in the order of their times."""
    wanted = select(Fair.slug, ConferenceSession).join(Fair, Fair.id == ConferenceSession.fair_id)
    wanted = wanted.join(SessionExhibitor, SessionExhibitor.session_id == ConferenceSession.id)
    wanted = wanted.where(SessionExhibitor.exhibitor_id == exhibitor_id)
    wanted = wanted.order_by(ConferenceSession.starts_at, ConferenceSession.id)
    return [(row[0], row[1]) for row in db.session.execute(wanted)]


def speakers_unasked(fair_id: int) -> frozenset[str]:
    """The addresses of those whose consent to be named nobody has noted."""
    wanted = select(Speaker.slug).where(Speaker.fair_id == fair_id, Speaker.consent == "unknown")
    return frozenset(db.session.scalars(wanted))


def sessions_of_speaker(speaker_id: int) -> list[ConferenceSession]:
    """Where somebody speaks, by time."""
    wanted = select(ConferenceSession).join(SessionSpeaker).where(SessionSpeaker.speaker_id == speaker_id)
    return list(db.session.scalars(wanted.order_by(ConferenceSession.starts_at)))
