"""Before a mailing goes out: who gets it and who does not, how it reads for one of them, a test to oneself."""

from __future__ import annotations

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import now
from eventapp.errors import DomainError
from eventapp.fair.models import Fair
from eventapp.i18n import _, language, mark
from eventapp.mailings import actions, queries
from eventapp.mailings.audiences import audience_of, in_words
from eventapp.mailings.desk_root import blueprint, done, fair_and_mailing, shown
from eventapp.mailings.letters import preview
from eventapp.mailings.models import Mailing
from eventapp.mailings.recipients import Reached, Recipient
from eventapp.outbox.layout import parts_of
from eventapp.web.access import organisers
from eventapp.web.addresses import base_url

LANGUAGES = {"de": mark("Deutsch"), "en": mark("Englisch")}


@blueprint.get("/<int:number>/empfaenger")
@organisers
def recipients(slug: str, number: int) -> ResponseReturnValue:
    """Names and addresses: for the office alone, kept by nobody."""
    fair, mailing = fair_and_mailing(slug, number)
    audience = audience_of(mailing.audience)
    return shown(
        "recipients",
        fair=fair,
        mailing=mailing,
        found=queries.reached_by(fair, audience, at=now()),
        audience=in_words(audience, queries.ground_of(fair)),
    )


@blueprint.get("/<int:number>/ansehen")
@organisers
def preview_letter(slug: str, number: int) -> ResponseReturnValue:
    """For somebody from the list, in either language; what would open their private page is masked."""
    fair, mailing = fair_and_mailing(slug, number)
    audience = audience_of(mailing.audience)
    found = queries.reached_by(fair, audience, at=now())
    sample = _sample(found, request.args.get("wer", ""))
    shown_in = _language(request.args.get("sprache", ""), sample)
    letter = preview(sample, mailing, fair, audience, language=shown_in, at=now()) if sample and audience else None
    body, _cut, why = letter.text.rpartition("\n\n-- \n") if letter else ("", "", "")
    return shown(
        "preview",
        fair=fair,
        mailing=mailing,
        found=found,
        sample=sample,
        shown_in=shown_in,
        languages=LANGUAGES,
        letter=letter,
        is_masked=audience is not None and audience.opens_private_pages,
        parts=parts_of(body, base_url=base_url()),
        why=why.strip().split("\n"),
        is_fallback=shown_in == "en" and not (mailing.subject_en and mailing.text_en),
    )


@blueprint.post("/<int:number>/test")
@organisers
def test(slug: str, number: int) -> ResponseReturnValue:
    """One to whoever asks, once a minute."""
    fair, mailing = fair_and_mailing(slug, number)
    sample = _sample_of(fair, mailing, request.form.get("wer", ""))
    back = url_for(".preview_letter", number=number, wer=sample.key if sample else None)
    if sample is None:
        flash(_("Es gibt niemanden, mit dessen Angaben sich ein Test schreiben ließe."), "refusal")
        return redirect(back, 303)
    wanted = _language(request.form.get("sprache", ""), sample)
    try:
        actions.test(mailing, fair, sample, language=wanted, to=g.person, at=now())
    except DomainError as error:
        flash(_(error.message, **error.values), "refusal")
        return redirect(back, 303)
    said = _("Ein Test an {address} ist unterwegs.", address=g.person.email)
    return done(said, ".preview_letter", number=number, wer=sample.key, sprache=wanted)


def _sample_of(fair: Fair, mailing: Mailing, key: str) -> Recipient | None:
    return _sample(queries.reached_by(fair, audience_of(mailing.audience), at=now()), key)


def _sample(found: Reached, key: str) -> Recipient | None:
    """Who was chosen, else the first."""
    return found.find(key) or next(iter(found.recipients), None)


def _language(wanted: str, sample: Recipient | None) -> str:
    if wanted in LANGUAGES:
        return wanted
    return sample.language if sample else language()
