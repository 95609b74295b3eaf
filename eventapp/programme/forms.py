"""The shape of the programme's filter: a form that asks by address and changes nothing."""

from __future__ import annotations

from wtforms import SearchField, SelectField, StringField
from wtforms.validators import Length, Optional, Regexp

from eventapp.i18n import _, language, mark
from eventapp.matching import LONGEST_QUERY
from eventapp.programme.filters import WITH_PLACES
from eventapp.programme.names import KIND_NAMES, kind_name, language_name
from eventapp.programme.value import Programme
from eventapp.web.asking import AskingForm, Narrowing, or_all


class FilterForm(AskingForm):
    """Fields are named as in the address."""

    tag = StringField(validators=[Optional(), Regexp(r"\d{4}-\d\d-\d\d\Z")])
    q = SearchField(mark("Suche"), validators=[Optional(), Length(max=LONGEST_QUERY)])
    thema = SelectField(mark("Thema"))
    ort = SelectField(mark("Ort"))
    art = SelectField(mark("Art"))
    sprache = SelectField(mark("Sprache"))
    aussteller = SelectField(mark("Aussteller"))
    plaetze = Narrowing(mark("Plätze"))

    def offer(self, programme: Programme) -> None:
        """The choices this programme has."""
        kinds, languages = {s.kind for s in programme.sessions}, {s.language for s in programme.sessions}
        places, themes = {s.place for s in programme.sessions}, {s.theme for s in programme.sessions}
        spoken = language()
        self.thema.choices = or_all(
            [(t.slug, t.name.in_language(spoken)) for t in programme.themes if t.slug in themes]
        )
        self.ort.choices = or_all([(p.slug, p.name.in_language(spoken)) for p in programme.places if p.slug in places])
        self.art.choices = or_all([(kind, kind_name(kind)) for kind in KIND_NAMES if kind in kinds])
        self.sprache.choices = or_all([(code, language_name(code)) for code in sorted(languages) if code])
        giving = {slug for session in programme.sessions for slug in session.exhibitors}
        self.aussteller.choices = or_all([(one.slug, one.name) for one in programme.exhibitors if one.slug in giving])
        is_asked = any(session.sign_up or session.admission == "closed" for session in programme.sessions)
        self.plaetze.choices = or_all([(WITH_PLACES, _("Plätze frei"))] if is_asked else [])
