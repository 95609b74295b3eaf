"""What visitors are told beside the plan: each area with who stands there, what is shown, what is on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from eventapp.exhibitors.value import PublicExhibit, PublicExhibitor, PublicExhibitors
from eventapp.matching import is_found, search_text, words_of
from eventapp.programme.board import Row, rows
from eventapp.programme.value import Programme
from eventapp.stand.value import Area, StandPlan
from eventapp.web.asking import Chosen

MOST_SESSIONS = 2
"""Of those to come, beside what is on now."""


@dataclass(frozen=True, slots=True)
class Filter(Chosen):
    """By theme, kind of organisation and words."""

    PARAMETERS: ClassVar[tuple[str, ...]] = ("thema", "art", "q")

    thema: str = ""
    art: str = ""

    def lets_through(self, entry: Entry) -> bool:
        if self.thema and not any(self.thema in one.themes for one in entry.exhibits):
            return False
        if self.art and not any(one.organisation_kind == self.art for one in entry.exhibitors):
            return False
        asked = words_of(self.q)
        return not asked or is_found(_text(entry), asked)


@dataclass(frozen=True, slots=True)
class Entry:
    """One area of the list. ``sessions`` are on now or come next on this area."""

    area: Area
    exhibitors: tuple[PublicExhibitor, ...]
    exhibits: tuple[PublicExhibit, ...]
    sessions: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """``entries`` are those that hit; ``quiet`` the numbers of the others, which stay on the plan; ``silent`` those of
    store rooms, where there is nothing for visitors."""

    entries: tuple[Entry, ...]
    quiet: frozenset[str]
    silent: frozenset[str]
    filter: Filter

    @property
    def chosen(self) -> dict[str, str]:
        return self.filter.chosen


def guide_of(
    plan: StandPlan,
    catalogue: PublicExhibitors,
    programme: Programme | None,
    moment: datetime,
    asked: Mapping[str, str | None],
) -> Guide:
    chosen = Filter.from_query(asked)
    every = [_entry(area, catalogue, programme, moment) for area in plan.areas if not _is_silent(area)]
    hits = tuple(one for one in every if chosen.lets_through(one))
    quiet = frozenset(one.area.number for one in every) - {one.area.number for one in hits}
    return Guide(hits, quiet, frozenset(area.number for area in plan.areas if _is_silent(area)), chosen)


def themes_shown(catalogue: PublicExhibitors, plan: StandPlan) -> frozenset[str]:
    """Themes of anything that stands on the plan."""
    on_plan = {slug for area in plan.areas for slug in area.exhibits}
    return frozenset(theme for one in catalogue.exhibits if one.slug in on_plan for theme in one.themes)


def kinds_shown(catalogue: PublicExhibitors, plan: StandPlan) -> frozenset[str]:
    on_plan = {slug for area in plan.areas for slug in area.exhibitors}
    return frozenset(one.organisation_kind for one in catalogue.exhibitors if one.slug in on_plan)


def _is_silent(area: Area) -> bool:
    return area.kind == "storage" and not area.placed and not area.places


def _entry(area: Area, catalogue: PublicExhibitors, programme: Programme | None, moment: datetime) -> Entry:
    exhibitors = (catalogue.find(slug) for slug in area.exhibitors)
    exhibits = (catalogue.find_exhibit(slug) for slug in area.exhibits)
    return Entry(
        area,
        tuple(one for one in exhibitors if one),
        tuple(one for one in exhibits if one),
        _now_and_next(area, programme, moment),
    )


def _now_and_next(area: Area, programme: Programme | None, moment: datetime) -> tuple[Row, ...]:
    if programme is None or not area.places:
        return ()
    here = [
        session
        for session in programme.sessions
        if session.place in area.places and session.ends_at > moment and not session.is_break
    ]
    running = [session for session in here if session.starts_at <= moment and not session.is_cancelled]
    coming = [session for session in here if session.starts_at > moment]
    return rows(programme, [*running, *coming[:MOST_SESSIONS]], moment)


def _text(entry: Entry) -> str:
    """Every word by which an area can be found."""
    of_exhibitors = [said for one in entry.exhibitors for said in (one.name, one.city, one.text)]
    of_exhibits = [said for one in entry.exhibits for said in (one.title, one.text)]
    titles = (row.session.title for row in entry.sessions)
    return search_text(entry.area.number, entry.area.name, *of_exhibitors, *of_exhibits, *titles)
