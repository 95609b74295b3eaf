"""The office's pages for a fair's own data: what its pages say, editing by section, publishing, discarding."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventapp.clock import at_the_fair, now
from eventapp.errors import DomainError
from eventapp.fair import drafting
from eventapp.fair.draft import Draft
from eventapp.fair.drafting import Stale
from eventapp.fair.forms import AgreedForm, ContactForm, NameForm, SectionForm, VenueForm, text_form
from eventapp.fair.gaps import gaps_in, lacks_english
from eventapp.fair.hours_form import hours_form
from eventapp.fair.queries import draft_of, fair_to_show, get_fair
from eventapp.fair.rules import faults
from eventapp.fair.sections import HOURS, SECTIONS, TEXT_SECTIONS, Section, TextSection, field_name, find_section
from eventapp.fair.sections import section_of as section_of_field
from eventapp.fair.showing import is_long, pieces, shown, without_marks
from eventapp.i18n import Words, _, ngettext
from eventapp.journal.queries import entries_about
from eventapp.web.access import organisers
from eventapp.web.saying import say

blueprint = Blueprint("fair_desk", __name__, url_prefix="/desk/<fair:slug>/messe")
blueprint.add_app_template_filter(field_name)
blueprint.add_app_template_filter(without_marks)
FORMS: dict[str, type[SectionForm]] = {form.section.key: form for form in (NameForm, VenueForm, ContactForm)}


@blueprint.get("")
@organisers
def fair(slug: str) -> ResponseReturnValue:
    """What the fair's pages say, section by section, and what has not been published yet."""
    row = get_fair(slug)
    draft = draft_of(row)
    current = current_app.config["CURRENT_FAIR"]
    return render_template(
        "fair/desk/overview.html",
        fair=draft.fair,
        fields=draft.fields,
        row=row,
        edited={edit.field for edit in draft.edits},
        number=len(draft.edits),
        gaps=gaps_in(draft.fields),
        sections={section.key: section for section in SECTIONS},
        texts=TEXT_SECTIONS,
        lacks_english=lacks_english,
        is_current=fair_to_show(at_the_fair(now()).date(), preferred=current) == slug,
        is_set=bool(current),
    )


@blueprint.route("/<section>", methods=["GET", "POST"])
@organisers
def edit(slug: str, section: str) -> ResponseReturnValue:
    """One section's form. Saving writes the draft; a preview saves nothing."""
    found = find_section(section) or abort(404)
    draft = draft_of(get_fair(slug))
    form = _form_for(found, draft)
    if not form.validate_on_submit():
        return _section_page(found, draft, form, 422 if form.is_submitted() else 200)
    if "preview" in request.form:
        return _section_page(found, draft, form, 200, preview=_preview_of(found, form))
    try:
        saved = drafting.write(slug, found, form.written(), seen=form.version.data, by=g.person.id, at=now())
    except Stale as stale:
        form.version.data = stale.draft.seen(found.fields)
        return _section_page(found, stale.draft, form, 409, stored=form.differing(stale.draft.fields))
    except DomainError as error:
        form.refuse(error)
        return _section_page(found, draft, form, 422)
    say(_saved(saved))
    return redirect(url_for(".fair", _anchor=found.address), 303)


@blueprint.route("/veroeffentlichen", methods=["GET", "POST"])
@organisers
def publication(slug: str) -> ResponseReturnValue:
    """Field by field what would change, and the button that makes it public."""
    draft = draft_of(get_fair(slug))
    form = AgreedForm(data={"version": draft.seen()})
    if not form.validate_on_submit():
        return _publication_page(draft, form, 422 if form.is_submitted() else 200)
    try:
        number = drafting.publish(slug, seen=form.version.data, by=g.person.id, at=now())
    except Stale as stale:
        form.version.data = stale.draft.seen()
        return _publication_page(stale.draft, form, 409, is_stale=True)
    except DomainError as error:
        form.refuse(error)
        return _publication_page(draft, form, 422)
    flash(ngettext("{number} Änderung ist öffentlich.", "{number} Änderungen sind öffentlich.", number))
    return redirect(url_for(".fair"), 303)


@blueprint.route("/verwerfen", methods=["GET", "POST"])
@organisers
def discarding(slug: str) -> ResponseReturnValue:
    """What would be lost, of one section or of all, and the button that discards it."""
    draft = draft_of(get_fair(slug))
    only = find_section(request.args.get("abschnitt", ""))
    fields = only.fields if only else tuple(draft.fields)
    form = AgreedForm(data={"version": draft.seen(fields)})
    if not form.validate_on_submit():
        return _discarding_page(draft, form, only, 422 if form.is_submitted() else 200)
    try:
        number = drafting.discard(slug, fields, seen=form.version.data, by=g.person.id, at=now())
    except Stale as stale:
        form.version.data = stale.draft.seen(fields)
        return _discarding_page(stale.draft, form, only, 409)
    say(ngettext("{number} Änderung ist verworfen.", "{number} Änderungen sind verworfen.", number))
    return redirect(url_for(".fair"), 303)


def _form_for(section: Section, draft: Draft) -> SectionForm:
    if section is HOURS:
        made: type[SectionForm] = hours_form(draft.fields, request.form)
    else:
        made = text_form(section) if isinstance(section, TextSection) else FORMS[section.key]
    return made.showing(draft.fields, draft.seen(section.fields))


def _section_page(
    section: Section,
    draft: Draft,
    form: SectionForm,
    status: int,
    *,
    stored: dict[str, str] | None = None,
    preview: Words | None = None,
) -> ResponseReturnValue:
    page = "text" if isinstance(section, TextSection) else section.key
    told = entries_about(get_fair(draft.public.slug).id, f"fair:{section.key}", most=5)
    return render_template(
        f"fair/desk/{page}.html",
        section=section,
        form=form,
        fair=draft.public,
        stored={field: shown(field, text) for field, text in (stored or {}).items()},
        is_stale=stored is not None,
        is_edited=any(field in draft.written for field in section.fields),
        preview=preview,
        told=told,
    ), status


def _preview_of(section: Section, form: SectionForm) -> Words | None:
    """What visitors would read in each language; without English, German is what they get."""
    if not isinstance(section, TextSection):
        return None
    return Words(*form.written().values())


def _publication_page(draft: Draft, form: AgreedForm, status: int, *, is_stale: bool = False) -> ResponseReturnValue:
    obstacles = [(fault, section_of_field(fault.field or "")) for fault in faults(draft.fields)]
    return render_template(
        "fair/desk/publication.html",
        fair=draft.public,
        form=form,
        groups=_grouped(draft),
        number=len(draft.edits),
        obstacles=obstacles,
        is_stale=is_stale,
        moves_calendars=any(edit.field.startswith(("title", "venue.", "starts_on", "ends_on")) for edit in draft.edits),
        **COMPARING,
    ), status


def _discarding_page(draft: Draft, form: AgreedForm, only: Section | None, status: int) -> ResponseReturnValue:
    groups = [(section, edits) for section, edits in _grouped(draft) if only in (None, section)]
    number = sum(len(edits) for _section, edits in groups)
    return render_template(
        "fair/desk/discarding.html",
        fair=draft.public,
        form=form,
        groups=groups,
        number=number,
        only=only,
        is_stale=status == 409,
        **COMPARING,
    ), status


COMPARING = {"shown": shown, "pieces": pieces, "is_long": is_long}


def _grouped(draft: Draft) -> list[tuple[Section, list[object]]]:
    grouped = ((section, [edit for edit in draft.edits if edit.section is section]) for section in SECTIONS)
    return [(section, list(edits)) for section, edits in grouped if edits]


def _saved(draft: Draft) -> str:
    if not draft.edits:
        return _("Gespeichert. Nichts weicht von dem ab, was öffentlich ist.")
    return ngettext(
        "Gespeichert. {number} Änderung ist noch nicht öffentlich.",
        "Gespeichert. {number} Änderungen sind noch nicht öffentlich.",
        len(draft.edits),
    )
