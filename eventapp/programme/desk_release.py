"""Releasing from the desk: what would change, what stands in the way, all of it or some sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import request
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError, Stale
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark, ngettext
from eventapp.programme import queries
from eventapp.programme.account import renames, told
from eventapp.programme.actions.planning_release import plan_release
from eventapp.programme.actions.release import ClashesFound, Outlook, outlook, release
from eventapp.programme.affected import Affected, mails_by_session
from eventapp.programme.beside import WARNINGS, asides, roomier, warnings
from eventapp.programme.conflict_words import conflict_words
from eventapp.programme.conflicts import Clash, all_conflicts
from eventapp.programme.crowding import crowded_between
from eventapp.programme.desk_root import CONFLICT, REFUSED, blueprint, done, gone, shown, who
from eventapp.programme.forms_desk import LONGEST_NUMBER
from eventapp.programme.forms_release import ReleaseForm
from eventapp.programme.offers import places_taken, readers_of
from eventapp.programme.planned_words import STATES, why_refused
from eventapp.programme.planning import Conflict
from eventapp.programme.planning_reading import read_planning
from eventapp.programme.release_queries import planned_releases
from eventapp.programme.worklist import MISSING, worklist
from eventapp.web.access import organisers
from eventapp.web.formats import wall_day, wall_time


@blueprint.route("/veroeffentlichen", methods=["GET", "POST"])
@organisers
def release_draft(slug: str) -> ResponseReturnValue:
    """All that changed, ticked: what is unticked stays a draft."""
    fair = get_fair(slug)
    found = outlook(slug, at=now())
    form = _form(found)
    if request.method != "POST":
        asked = request.args.get("nur", "").split()
        wanted = [code for code in found.changed if code in asked] if asked else list(found.changed)
        form.codes.data = [] if request.args.get("wahl") == "keine" else wanted
        if asked and not wanted:
            form.general.append(_("Von den gewählten Programmpunkten ist keiner anders als öffentlich."))
        return _page(fair, found, form)
    posted = form.codes.data or []
    if form.seen.data != found.print or not set(posted) <= set(found.changed):
        return _overtaken(fair, found, form)
    if _is_faulty(form):
        return _page(fair, found, form, status=REFUSED)
    if found.changed and not posted:
        form.general.append(_("Wählen Sie aus, was veröffentlicht werden soll."))
        return _page(fair, found, form, status=REFUSED)
    if _writes_to_more(fair, found, form, posted):
        return _page(fair, found, form, status=CONFLICT)
    only = [code for code in found.changed if code in posted]
    return _release(fair, found, form, only=only if len(only) < len(found.changed) else [])


@blueprint.route("/<code>/veroeffentlichen", methods=["GET", "POST"])
@organisers
def release_session(slug: str, code: str) -> ResponseReturnValue:
    """This session alone: the page shows exactly what becomes public."""
    fair = get_fair(slug)
    if code not in queries.versions_of_sessions(fair.id):
        raise gone()
    found = outlook(slug, at=now(), only=[code] if fair.released else [])
    form = _form(found)
    if request.method != "POST":
        return _page(fair, found, form, code=code)
    if form.seen.data != found.print:
        return _overtaken(fair, found, form, code=code)
    if _is_faulty(form):
        return _page(fair, found, form, status=REFUSED, code=code)
    if _writes_to_more(fair, found, form, found.changed):
        return _page(fair, found, form, status=CONFLICT, code=code)
    return _release(fair, found, form, only=[code] if fair.released else [], code=code)


def _form(found: Outlook) -> ReleaseForm:
    form = ReleaseForm()
    form.codes.choices = [(code, code) for code in found.changed]
    return form


def _is_faulty(form: ReleaseForm) -> bool:
    """What is typed does not fit, or says "later" where the button says "now": Enter beside the time presses it."""
    if form.validate() and request.form.get("do") != "plan" and (form.due_day.data or form.due_time.data):
        sentence = mark(
            "Hier steht ein Zeitpunkt. Drücken Sie „Für diesen Zeitpunkt vormerken“, oder leeren Sie Tag und Uhrzeit, "
            "um jetzt zu veröffentlichen."
        )
        form.refuse(DomainError(sentence, field="due_day"))
    return bool(form.faults)


def _release(
    fair: Fair, found: Outlook, form: ReleaseForm, *, only: Sequence[str], code: str = ""
) -> ResponseReturnValue:
    """Now, or kept for its time, by the button that was pressed."""
    try:
        if request.form.get("do") == "plan":
            return _plan(fair, found, form, only=only)
        terms = form.terms()
        outcome = release(
            fair.slug,
            at=now(),
            comment=terms.comment,
            only=only,
            override=terms.override,
            is_sure=terms.is_sure,
            seen=found.print,
            by=who(),
        )
    except Stale:
        return _overtaken(
            fair, outlook(fair.slug, at=now(), only=[code] if code and fair.released else []), form, code=code
        )
    except ClashesFound as refused:
        form.refuse(DomainError(_way_out(len(refused.clashes)), field="override"))
        return _page(fair, found, form, status=REFUSED, clashes=refused.clashes, code=code)
    except DomainError as error:
        form.refuse(error)
        return _page(fair, found, form, status=REFUSED, code=code)
    if outcome.programme is None or not outcome.is_new:
        return done(_("Es gab nichts zu veröffentlichen."), "programme_desk.sessions")
    number = outcome.programme.number
    return done(_("Version {number} ist veröffentlicht.", number=number), "programme_desk.released", number=number)


def _way_out(number: int) -> str:
    return ngettext(
        "Nicht veröffentlicht: {number} Überschneidung. Verschieben Sie einen der beiden Programmpunkte, oder geben "
        "Sie hier einen Grund ein.",
        "Nicht veröffentlicht: {number} Überschneidungen. Verschieben Sie jeweils einen der beiden Programmpunkte, "
        "oder geben Sie hier einen Grund ein.",
        number,
    )


def _plan(fair: Fair, found: Outlook, form: ReleaseForm, *, only: Sequence[str]) -> ResponseReturnValue:
    due_at, terms = form.due_at(), form.terms()
    planned = plan_release(fair.slug, due_at=due_at, terms=terms, only=only, seen=found.print, by=who(), at=now())
    when = _("{day}, {time} Uhr", day=wall_day(planned.due_at), time=wall_time(planned.due_at))
    return done(_("Vorgemerkt für {when}.", when=when), "programme_desk.planned", planned_id=planned.id)


def _warned(fair: Fair, found: Outlook) -> list[Conflict]:
    """What planning warns of in the sessions that would become public. Overlaps stand above; more places than the place
    has are told beside the session."""
    concerned = set(found.changed)
    everything = all_conflicts(found.drafted, read_planning(fair))
    return [
        one
        for one in everything
        if one.severity == "warning" and one.kind != "capacity" and not concerned.isdisjoint(one.codes)
    ]


def _affected(fair: Fair, found: Outlook) -> tuple[Affected, ...]:
    return readers_of(fair.id, found.standing, found.drafted, at=now())


def _writes_to_more(fair: Fair, found: Outlook, form: ReleaseForm, codes: Iterable[str]) -> bool:
    """Whether more mails would go out than the button said: somebody signed up meanwhile. Fewer are nobody's harm."""
    shown, chosen = form.mails.data or "", list(codes)
    number = sum(one.number_with(chosen) for one in _affected(fair, found))
    if shown.isdecimal() and number <= int(shown[:LONGEST_NUMBER]):
        return False
    form.general.append(
        _(
            "Es gingen mehr Mails hinaus, als auf dem Knopf stand. "
            "Jetzt nennt er die richtige Zahl: Drücken Sie noch einmal."
        )
    )
    return True


def _overtaken(fair: Fair, found: Outlook, form: ReleaseForm, *, code: str = "") -> ResponseReturnValue:
    """Somebody changed the draft after this page was opened: nobody releases what they have not seen. What was unticked
    stays so, what is new comes along."""
    form.general.append(
        _("Der Entwurf hat sich geändert, seit Sie diese Seite geöffnet haben. Hier steht, was jetzt öffentlich würde.")
    )
    offered, ticked = (form.offered.data or "").split(), form.codes.data or ()
    form.codes.data = [one for one in found.changed if one in ticked or one not in offered]
    return _page(fair, found, form, status=CONFLICT, code=code)


def _page(
    fair: Fair,
    found: Outlook,
    form: ReleaseForm,
    *,
    status: int = 200,
    clashes: tuple[Clash, ...] | None = None,
    code: str = "",
) -> ResponseReturnValue:
    form.seen.data, form.offered.data = found.print, " ".join(found.changed)
    lines = worklist(found.drafted, found.standing, unasked=queries.speakers_unasked(fair.id))
    concerned = set(found.changed)
    affected = _affected(fair, found)
    may_choose = bool(not code and fair.released and len(found.changed) > 1)
    chosen = (form.codes.data or []) if may_choose else found.changed
    mails = sum(one.number_with(chosen) for one in affected)
    form.mails.data = str(mails)
    return shown(
        "release",
        status,
        fair=fair,
        form=form,
        found=found,
        code=code,
        may_choose=may_choose,
        affected=affected,
        groups=[group for one in affected for group in one.groups],
        reached=mails_by_session(affected),
        mails=mails,
        planned=planned_releases(fair.id),
        states=STATES,
        why_refused=why_refused,
        clashes=found.clashes if clashes is None else clashes,
        told=told(found.changes, found.drafted),
        renames=renames(found.changes),
        supplemented=found.changes.supplemented,
        retold=found.changes.retold,
        asides=asides(found.standing, found.drafted),
        roomier=roomier(found.standing, found.drafted),
        conflicts=_warned(fair, found),
        conflict_words=conflict_words,
        warnings=warnings(found.standing, found.drafted),
        warning_names=WARNINGS,
        crowded=crowded_between(found.standing, found.drafted, places_taken(fair.id)),
        lacking={line.session.code: line.missing for line in lines if line.missing and line.session.code in concerned},
        missing_names=MISSING,
    )
