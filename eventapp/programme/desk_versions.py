"""Old releases: the list of them, one looked at, two compared, the progress of its mails, one taken back as a draft."""

from __future__ import annotations

from flask import abort, request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, ngettext
from eventapp.outbox.queries import Cause, numbers_by_state, reasons_of
from eventapp.outbox.reasons import in_words
from eventapp.outbox.wording import FILTERS
from eventapp.programme import offers, queries, release_queries
from eventapp.programme.account import renames, told
from eventapp.programme.actions.rules import TooFew
from eventapp.programme.actions.taking_back import TakingBack, look_back, take_back
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, crowded_in, done, shown, who
from eventapp.programme.diff import changes_between
from eventapp.programme.forms_desk import LONGEST_NUMBER
from eventapp.programme.forms_release import TakeBackForm
from eventapp.programme.offers import calendars_reading
from eventapp.programme.planned_words import STATES, why_refused
from eventapp.programme.timetable import listing
from eventapp.programme.value import Programme
from eventapp.web.access import organisers


@blueprint.get("/versionen")
@organisers
def versions(slug: str) -> ResponseReturnValue:
    """All releases, the newest first, and above them what waits for its time."""
    fair = get_fair(slug)
    return shown(
        "versions",
        fair=fair,
        notes=release_queries.notes_of(fair.id),
        planned=release_queries.planned_releases(fair.id),
        states=STATES,
        why_refused=why_refused,
    )


@blueprint.get("/version/<int:number>")
@organisers
def released(slug: str, number: int) -> ResponseReturnValue:
    """What a release made public; against ``mit``, another one, instead of the one before."""
    fair = get_fair(slug)
    this = queries.find_release(fair.id, number) or abort(404)
    asked = request.args.get("mit", "")
    other = int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else number - 1
    old, new = _in_order(queries.find_release(fair.id, other) if other != number else None, this)
    changes = changes_between(old, new)
    return shown(
        "released",
        fair=fair,
        programme=this,
        note=release_queries.find_note(fair.id, number),
        old=old,
        new=new,
        told=told(changes, new) if old else (),
        renames=renames(changes),
        supplemented=changes.supplemented if old else (),
        days=listing(this, list(this.sessions)),
        numbers=range(1, fair.released + 1),
        mails=_progress(fair, number),
        reasons=[(in_words(why), many) for why, many in reasons_of(fair.id, _cause(number))],
        filters=FILTERS,
        calendars=calendars_reading(fair.id, number),
    )


@blueprint.get("/version/<int:number>/mails.json")
@organisers
def progress(slug: str, number: int) -> ResponseReturnValue:
    """How many of its mails stand where, for the page that is open meanwhile."""
    return _progress(get_fair(slug), number), {"Cache-Control": "no-store"}


@blueprint.route("/version/<int:number>/als-entwurf", methods=["GET", "POST"])
@organisers
def take_back_version(slug: str, number: int) -> ResponseReturnValue:
    """What would change in the draft if it said again what that version said; nothing becomes public by it."""
    fair = get_fair(slug)
    released_then = queries.find_release(fair.id, number) or abort(404)
    form, found = TakeBackForm(), look_back(fair, released_then)
    if request.method != "POST":
        return _asked_back(fair, released_then, form, found)
    said_yes = {"aside": bool(form.aside.data), "is_sure": bool(form.is_sure.data)}
    try:
        number_of = take_back(fair, released_then, seen=form.seen.data or "", **said_yes, by=who(), at=now())
    except Stale:
        form.general.append(
            _("Der Entwurf hat sich geändert, seit Sie diese Seite geöffnet haben. Hier steht, was jetzt anders würde.")
        )
        return _asked_back(fair, released_then, form, look_back(fair, released_then), status=CONFLICT)
    except DomainError as error:
        form.refuse(error)
        return _asked_back(fair, released_then, form, found, status=REFUSED, error=error)
    said = ngettext(
        "{number} Programmpunkt steht im Entwurf wieder wie in Version {version}.",
        "{number} Programmpunkte stehen im Entwurf wieder wie in Version {version}.",
        number_of,
        version=number,
    )
    return done(said, "programme_desk.release_draft")


def _asked_back(
    fair: Fair,
    released_then: Programme,
    form: TakeBackForm,
    found: TakingBack,
    *,
    status: int = 200,
    error: DomainError | None = None,
) -> ResponseReturnValue:
    form.seen.data = found.print
    return shown(
        "take_back",
        status,
        fair=fair,
        programme=released_then,
        form=form,
        found=found,
        told=told(found.changes, released_then),
        crowded=crowded_in(error) if isinstance(error, TooFew) else (),
    )


def _in_order(other: Programme | None, this: Programme) -> tuple[Programme | None, Programme]:
    """The older one first: a comparison is read forwards."""
    if other is not None and other.number > this.number:
        return this, other
    return other, this


def _cause(number: int) -> Cause:
    return Cause(tuple(offers.release_mails), f":{number}")


def _progress(fair: Fair, number: int) -> dict[str, int]:
    """By the word that the list of mails can be narrowed to."""
    counted = numbers_by_state(fair.id, _cause(number))
    return {word: sum(counted[state] for state in one.states) for word, one in FILTERS.items()}
