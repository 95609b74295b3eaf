"""The blueprint of the stand's desk, and what its pages share. ``desk`` joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from eventapp.accounts.queries import present_person
from eventapp.errors import DomainError, NotFound, Stale
from eventapp.exhibitors.models import Exhibitor
from eventapp.exhibitors.queries import exhibitors_of
from eventapp.fair.models import Fair
from eventapp.fair.queries import get_fair
from eventapp.i18n import _, mark, ngettext
from eventapp.stand import queries
from eventapp.stand.draft import StandDraft, tells_news
from eventapp.stand.measures import typed
from eventapp.stand.misfits import SERIOUS, Misfit
from eventapp.stand.models import Stand
from eventapp.stand.worksheet import Line, lines_of, newly_arisen, said
from eventapp.web.forms import Form

blueprint = Blueprint("stand_desk", __name__, url_prefix="/desk/<fair:slug>/stand")
blueprint.add_app_template_filter(typed, "metres_typed")
blueprint.add_app_template_filter(said, "misfit_said")
GONE, CONFLICT, REFUSED = 410, 409, 422
MOST_SAID = 5


@dataclass(frozen=True)
class Drawing:
    """The draft as it stands in the tables now, read once, with the names of those who stand on it."""

    fair: Fair
    stand: Stand

    @cached_property
    def draft(self) -> StandDraft:
        return queries.read_stand(self.fair, self.stand)

    @cached_property
    def exhibitors(self) -> list[Exhibitor]:
        return exhibitors_of(self.fair.id)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Of exhibitors by id."""
        return {one.id: one.member.name for one in self.exhibitors}

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.draft, self.names)

    @cached_property
    def is_changed(self) -> bool:
        """Whether publishing would tell anything new."""
        return tells_news(self.draft, queries.find_published(self.fair.id, self.stand.published))

    def line(self, number: str) -> Line:
        return next(one for one in self.lines if one.area.number == number)


@dataclass(frozen=True, slots=True)
class Told:
    """A misfit in words, with the way to where it is mended."""

    sentence: str
    url: str
    is_serious: bool
    areas: tuple[str, ...]


def drawing_of(slug: str, *, is_locked: bool = False) -> Drawing | None:
    """None where nothing is drawn yet."""
    fair = get_fair(slug)
    stand = queries.find_stand(fair.id, locked=is_locked)
    return Drawing(fair, stand) if stand else None


def drawing_or_gone(slug: str) -> Drawing:
    """To be written on: whoever draws comes one after the other."""
    drawing = drawing_of(slug, is_locked=request.method == "POST")
    if drawing is None:
        raise gone()
    return drawing


def told_of(drawing: Drawing, misfits: Iterable[Misfit] | None = None) -> list[Told]:
    ids = {number: area_id for area_id, number in drawing.draft.numbers.items()}
    some = drawing.draft.misfits if misfits is None else misfits
    pages = url_for("stand_desk.places"), url_for("stand_desk.placing")
    return [Told(said(one), _way_to(one, ids, *pages), one.severity == SERIOUS, one.areas) for one in some]


def _way_to(misfit: Misfit, ids: Mapping[str, int], places: str, placing: str) -> str:
    """Where it is mended: at the exhibit, at the place, or at the (first) area. A large plan has hundreds of them, so
    the addresses of the two pages are made once."""
    if misfit.kind == "place":
        return f"{places}#ort-{misfit.place}"
    if misfit.exhibit is not None:
        return f"{placing}#e{misfit.exhibit}"
    return url_for("stand_desk.area", area_id=ids[misfit.areas[0]])


def what_arose(drawing: Drawing, before: Sequence[Misfit]) -> list[str]:
    """What does not fit since this change, to be said with it."""
    arisen = [said(one) for one in newly_arisen(before, Drawing(drawing.fair, drawing.stand).draft.misfits)]
    if (more := len(arisen) - MOST_SAID) > 0:
        text = ngettext("Und {number} weitere Unstimmigkeit.", "Und {number} weitere Unstimmigkeiten.", more)
        return [*arisen[:MOST_SAID], text]
    return arisen


def who() -> int | None:
    """The id of the person at the desk."""
    person = present_person()
    return person.id if person else None


def gone() -> NotFound:
    return NotFound(mark("Das gibt es nicht mehr."))


def done(sentence: str, endpoint: str, *, arisen: Sequence[str] = (), **values: Any) -> ResponseReturnValue:
    """After an act: the sentence on the page that shows what became of it, and what does not fit since then."""
    flash(sentence)
    for one in arisen:
        flash(one, "warning")
    return redirect(url_for(f"stand_desk.{endpoint}", **values), 303)


def refused(form: Form, error: DomainError) -> int:
    """The refusal into the form; the status of the page that shows it again."""
    form.refuse(error)
    return CONFLICT if isinstance(error, Stale) else REFUSED


def to_the_beginning() -> ResponseReturnValue:
    """Where nothing is drawn, the first page says what to do."""
    return redirect(url_for("stand_desk.plan"), 303)


def shown(template: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    return render_template(f"stand/desk/{template}.html", **values), status


def asks_for_json() -> bool:
    """The editor's requests; whatever else sends forms wants pages."""
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def fresh_token() -> str:
    """The token for the next request of a page that stays open for hours."""
    return str(generate_csrf())


def refusal_told(error: DomainError) -> str:
    if isinstance(error, Stale):
        return _("Jemand anders hat das inzwischen geändert. Hier steht jetzt, was gespeichert ist.")
    return _(error.message, **error.values)
