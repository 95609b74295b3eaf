"""The shape of the programme's filter: a form that asks by address and changes nothing."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SearchField, SelectField, StringField
from wtforms.validators import Length, Optional, Regexp

from eventapp.i18n import _, language, mark
from eventapp.programme.names import KIND_NAMES, kind_name, language_name
from eventapp.programme.search import LONGEST_QUERY
from eventapp.programme.value import Programme

Choices = list[tuple[str, str]]


class FilterForm(FlaskForm):  # type: ignore[misc]  # -- Flask-WTF has no types
    """Fields are named as in the address; a value that is no choice here counts as not chosen."""

    class Meta:
        csrf = False

    tag = StringField(validators=[Optional(), Regexp(r"\d{4}-\d\d-\d\d\Z")])
    q = SearchField(mark("Suche"), validators=[Optional(), Length(max=LONGEST_QUERY)])
    thema = SelectField(mark("Thema"))
    ort = SelectField(mark("Ort"))
    art = SelectField(mark("Art"))
    sprache = SelectField(mark("Sprache"))

    def offer(self, programme: Programme) -> None:
        """The choices this programme has."""
        kinds, languages = {s.kind for s in programme.sessions}, {s.language for s in programme.sessions}
        places, themes = {s.place for s in programme.sessions}, {s.theme for s in programme.sessions}
        spoken = language()
        self.thema.choices = _or_all(
            [(t.slug, t.name.in_language(spoken)) for t in programme.themes if t.slug in themes]
        )
        self.ort.choices = _or_all([(p.slug, p.name.in_language(spoken)) for p in programme.places if p.slug in places])
        self.art.choices = _or_all([(kind, kind_name(kind)) for kind in KIND_NAMES if kind in kinds])
        self.sprache.choices = _or_all([(code, language_name(code)) for code in sorted(languages) if code])

    def wanted(self) -> dict[str, str]:
        """What was asked for, as far as it has the right shape."""
        self.validate()
        return {name: value for name, value in self.data.items() if value and name not in self.errors}


def _or_all(choices: Choices) -> Choices:
    return [("", _("Alle")), *choices]
