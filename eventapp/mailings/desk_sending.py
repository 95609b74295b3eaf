"""Sending a mailing: a page that says how many, a button that says it again, and then what became of each mail."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.accounts.queries import names_of
from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import _, ngettext
from eventapp.journal.queries import entries_about
from eventapp.mailings import actions, queries
from eventapp.mailings.actions import AskedAgain
from eventapp.mailings.audiences import audience_of, in_words
from eventapp.mailings.desk_root import CONFLICT, REFUSED, blueprint, done, fair_and_mailing, shown, who
from eventapp.mailings.forms import SureForm
from eventapp.mailings.models import Mailing
from eventapp.mailings.recipients import seen
from eventapp.mailings.states import FILTERS, tally_of
from eventapp.outbox.queries import may_be_sent_anew
from eventapp.outbox.wording import standing
from eventapp.web.access import organisers


@blueprint.get("/<int:number>")
@organisers
def mailing(slug: str, number: int) -> ResponseReturnValue:
    """A draft with what it lacks; of what was sent, each mail and how it stands."""
    fair, mailing = fair_and_mailing(slug, number)
    return _sent(fair, mailing) if mailing.sent_at is not None else _draft(fair, mailing)


def _draft(fair: Fair, mailing: Mailing) -> ResponseReturnValue:
    audience = audience_of(mailing.audience)
    found = queries.reached_by(fair, audience, at=now())
    return shown(
        "draft",
        fair=fair,
        mailing=mailing,
        found=found,
        audience=in_words(audience, queries.ground_of(fair)),
        gaps=actions.gaps(mailing, found),
        changes=entries_about(fair.id, f"mailing:{mailing.id}", most=6),
    )


def _sent(fair: Fair, mailing: Mailing) -> ResponseReturnValue:
    wanted, page = request.args.get("stand", ""), request.args.get("seite", "1")
    wanted = wanted if wanted in FILTERS else ""
    tally = tally_of(queries.numbers_of(mailing))
    hits = tally.of(wanted) if wanted else tally.number
    pages = max(1, -(-hits // queries.PAGE))
    at_page = min(max(1, int(page)), pages) if page.isdecimal() and len(page) < 5 else 1
    states = FILTERS[wanted].states if wanted else ()
    return shown(
        "sent",
        fair=fair,
        mailing=mailing,
        audience=in_words(audience_of(mailing.audience), queries.ground_of(fair)),
        sender=names_of({mailing.sent_by}).get(mailing.sent_by, "") if mailing.sent_by else "",
        tally=tally,
        filters=FILTERS,
        wanted=wanted,
        mails=queries.mails_of(mailing, states=states, page=at_page),
        page=at_page,
        pages=pages,
        standing=standing,
        may_be_sent_anew=may_be_sent_anew,
        again=len(queries.failed_of(mailing)),
    )


@blueprint.route("/<int:number>/senden", methods=["GET", "POST"])
@organisers
def send(slug: str, number: int) -> ResponseReturnValue:
    """The button says how many; pressed twice it sends once. Whoever comes with an older page is asked again."""
    is_pressed = request.method == "POST"
    fair, mailing = fair_and_mailing(slug, number, locked=is_pressed)
    form, status = SureForm(), 200
    if is_pressed and form.validate():
        try:
            many = actions.send(mailing, fair, print_seen=form.seen.data or "", by=who(), at=now())
        except DomainError as error:
            form.refuse(error)
            status = CONFLICT if isinstance(error, AskedAgain) else REFUSED
        else:
            said = ngettext("1 Mail ist unterwegs.", "{number} Mails sind unterwegs.", many)
            return done(said, ".mailing", number=number)
    if mailing.sent_at is not None:
        return redirect(url_for(".mailing", number=number), 303)
    audience = audience_of(mailing.audience)
    found = queries.reached_by(fair, audience, at=now())
    form.seen.data = seen(mailing.version, found)
    return shown(
        "send",
        REFUSED if form.faults and status == 200 else status,
        fair=fair,
        mailing=mailing,
        form=form,
        found=found,
        audience=in_words(audience, queries.ground_of(fair)),
        gaps=actions.gaps(mailing, found),
    )


@blueprint.post("/<int:number>/neu-senden")
@organisers
def resend_failed(slug: str, number: int) -> ResponseReturnValue:
    """All that did not arrive, once more."""
    _fair, mailing = fair_and_mailing(slug, number, locked=True)
    many = actions.resend_all(mailing, queries.failed_of(mailing), by=who(), at=now())
    said = ngettext("Eine E-Mail wird noch einmal gesendet.", "{number} E-Mails werden noch einmal gesendet.", many)
    return done(said, ".mailing", number=number)


@blueprint.post("/<int:number>/mails/<int:mail>/neu-senden")
@organisers
def resend(slug: str, number: int, mail: int) -> ResponseReturnValue:
    _fair, mailing = fair_and_mailing(slug, number, locked=True)
    found = queries.find_mail(mailing, mail)
    if found is None:
        abort(404)
    try:
        actions.resend_all(mailing, [found], by=who(), at=now())
    except DomainError as error:
        flash(_(error.message, **error.values), "refusal")
        return redirect(url_for(".mailing", number=number), 303)
    return done(
        _("Die E-Mail an {address} wird noch einmal gesendet.", address=found.to_address), ".mailing", number=number
    )
