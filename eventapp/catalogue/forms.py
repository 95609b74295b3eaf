"""The shape of the catalogue's filter: a form that asks by address and changes nothing."""

from __future__ import annotations

from wtforms import SearchField, SelectField
from wtforms.validators import Length, Optional

from eventapp.catalogue.names import KINDS, organisation_kind_name
from eventapp.catalogue.value import Catalogue
from eventapp.i18n import language, mark
from eventapp.matching import LONGEST_QUERY
from eventapp.stand.value import Area
from eventapp.web.asking import AskingForm, or_all


class CatalogueForm(AskingForm):
    """Fields are named as in the address."""

    q = SearchField(mark("Suche"), validators=[Optional(), Length(max=LONGEST_QUERY)])
    thema = SelectField(mark("Thema"))
    art = SelectField(mark("Art der Organisation"))
    flaeche = SelectField(mark("Fläche am Stand"))

    def offer(self, catalogue: Catalogue) -> None:
        """The choices this catalogue has."""
        kinds = {one.organisation_kind for one in catalogue.exhibitors}
        themes = catalogue.themes_of(*catalogue.exhibits)
        self.thema.choices = or_all([(theme.slug, theme.name.in_language(language())) for theme in themes])
        self.art.choices = or_all([(kind, organisation_kind_name(kind)) for kind in KINDS if kind in kinds])
        self.flaeche.choices = or_all([(area.number, _called(area)) for area in catalogue.areas_in_use])


def _called(area: Area) -> str:
    """``A12 Infotheke``"""
    return f"{area.number} {area.name.in_language(language())}".strip()
