"""The texts by which exhibitors and exhibits are found (:mod:`eventapp.matching`). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventapp.catalogue.names import kind_label
from eventapp.catalogue.value import Catalogue
from eventapp.exhibitors.value import PublicExhibit, PublicExhibitor
from eventapp.i18n import Words, gettext_in
from eventapp.i18n.catalogue import LANGUAGES
from eventapp.matching import kept_texts, search_text


def exhibitor_texts(catalogue: Catalogue) -> Iterator[tuple[PublicExhibitor, str]]:
    """All exhibitors with their search texts."""
    made = (_exhibitor_text(catalogue, one) for one in catalogue.exhibitors)
    return zip(catalogue.exhibitors, kept_texts(catalogue.packed_for_search, "exhibitors", made), strict=True)


def exhibit_texts(catalogue: Catalogue) -> Iterator[tuple[PublicExhibit, str]]:
    """All exhibits with theirs."""
    made = (_exhibit_text(catalogue, one) for one in catalogue.exhibits)
    return zip(catalogue.exhibits, kept_texts(catalogue.packed_for_search, "exhibits", made), strict=True)


def _exhibitor_text(catalogue: Catalogue, one: PublicExhibitor) -> str:
    kind = kind_label(one.organisation_kind)
    titles = [exhibit.title for exhibit in catalogue.exhibits_of(one)]
    names = [theme.name for theme in catalogue.themes_shown_by(one)]
    kinds = [gettext_in(language, kind) for language in LANGUAGES if kind]
    return search_text(one.name, one.city, one.text, *kinds, *titles, *names, *_places(catalogue, one))


def _exhibit_text(catalogue: Catalogue, one: PublicExhibit) -> str:
    names = [theme.name for theme in catalogue.themes_of(one)]
    exhibitors = [exhibitor.name for exhibitor in catalogue.exhibitors_of(one)]
    return search_text(one.title, one.text, *exhibitors, *names, *_places(catalogue, one))


def _places(catalogue: Catalogue, one: PublicExhibitor | PublicExhibit) -> list[str | Words]:
    """By which number and name of an area it is found."""
    return [said for area in catalogue.areas_of(one) for said in (area.number, area.name)]
