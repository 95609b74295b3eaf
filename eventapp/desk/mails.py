"""The office's mails: what waits, what was sent, what did not arrive and why; to be sent anew by a button.

Mails that belong to no fair (codes for signing in) are shown beside those of the fair: somebody may ask for theirs.
What a mail that opens a door says is shown to nobody.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, language, ngettext
from eventapp.journal.actions import record
from eventapp.outbox import actions, queries
from eventapp.outbox.kinds import kind_of
from eventapp.outbox.models import OutboxMail
from eventapp.outbox.queries import Cause
from eventapp.outbox.wording import FILTERS, about, standing
from eventapp.programme.offers import release_mails
from eventapp.text import clean_line
from eventapp.web.access import organisers

LONGEST_NUMBER, LONGEST_SEARCH = 10, 254
blueprint = Blueprint("outbox_desk", __name__, url_prefix="/desk/<fair:slug>")


@blueprint.get("/mails")
@organisers
def mails(slug: str) -> ResponseReturnValue:
    """The newest fifty, narrowed by how they stand and to whom they go, older ones by a link."""
    fair = get_fair(slug)
    wanted, search, before, version = (request.args.get(name, "") for name in ("stand", "an", "vor", "version"))
    cause = Cause(tuple(release_mails), f":{_number(version)}") if _number(version) else None
    wanted = wanted if wanted in FILTERS else ""
    search = clean_line(search, longest=LONGEST_SEARCH)
    states = FILTERS[wanted].states if wanted else ()
    shown = queries.mails_of(fair.id, states=states, search=search, before=_number(before), cause=cause)
    return render_template(
        "desk/mails.html",
        fair=fair,
        mails=shown,
        filters=FILTERS,
        numbers=_numbers(fair.id, cause),
        version=_number(version),
        failed=queries.number_to_send_anew(fair.id),
        wanted=wanted,
        search=search,
        older=shown[-1].id if len(shown) == queries.PAGE else 0,
        about=about,
        standing=standing,
        may_be_sent_anew=queries.may_be_sent_anew,
    )


@blueprint.get("/mails/<int:number>")
@organisers
def mail(slug: str, number: int) -> ResponseReturnValue:
    fair = get_fair(slug)
    shown = _find(fair.id, number)
    return render_template(
        "desk/mail.html",
        fair=fair,
        mail=shown,
        is_secret=kind_of(shown.kind).is_secret,
        about=about,
        standing=standing,
        may_be_sent_anew=queries.may_be_sent_anew(shown),
    )


@blueprint.post("/mails/testmail")
@organisers
def test(slug: str) -> ResponseReturnValue:
    """Whether sending works, before it matters: one to the person who asks, once a minute."""
    fair, at = get_fair(slug), now()
    actions.post(
        "test",
        to=g.person.email,
        language=language(),
        key=f"test:{g.person.id}:{at:%Y-%m-%dT%H:%M}",
        values={},
        fair_id=fair.id,
        at=at,
    )
    flash(_("Eine Testmail an {address} ist unterwegs.", address=g.person.email), "done")
    return redirect(url_for("outbox_desk.mails"), 303)


@blueprint.post("/mails/<int:number>/neu-senden")
@organisers
def resend(slug: str, number: int) -> ResponseReturnValue:
    fair = get_fair(slug)
    wanted = _find(fair.id, number)
    try:
        actions.resend(wanted, at=now())
    except DomainError as error:
        flash(_(error.message, **error.values), "refusal")
    else:
        _note(wanted, fair.id)
        flash(_("Die E-Mail an {address} wird noch einmal gesendet.", address=wanted.to_address), "done")
    return redirect(url_for("outbox_desk.mail", number=number), 303)


@blueprint.post("/mails/neu-senden")
@organisers
def resend_failed(slug: str) -> ResponseReturnValue:
    """All that failed, once more: after the mail server was mended."""
    fair = get_fair(slug)
    failed = queries.failed_to_send_anew(fair.id)
    for one in failed:
        actions.resend(one, at=now())
        _note(one, fair.id)
    said = ngettext(
        "Eine E-Mail wird noch einmal gesendet.", "{number} E-Mails werden noch einmal gesendet.", len(failed)
    )
    flash(said, "done")
    return redirect(url_for("outbox_desk.mails"), 303)


def _find(fair_id: int, number: int) -> OutboxMail:
    found = queries.find_mail(number, fair_id=fair_id)
    if found is None:
        abort(404)
    return found


def _note(sent_anew: OutboxMail, fair_id: int) -> None:
    """Without the address: the history is kept longer than the mail."""
    record(
        g.person.id,
        "mail.sent_anew",
        subject=f"mail:{sent_anew.id}",
        name=about(sent_anew),
        at=now(),
        fair_id=fair_id,
    )


def _numbers(fair_id: int, cause: Cause | None) -> dict[str, int]:
    counted = queries.numbers_by_state(fair_id, cause)
    return {word: sum(counted[state] for state in one.states) for word, one in FILTERS.items()}


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < LONGEST_NUMBER else 0
