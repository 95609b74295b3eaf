"""The figures of a fair, made of what was counted. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eventapp.calendars.families import FAMILIES
from eventapp.calendars.queries import Reading
from eventapp.exhibitors.overview import OVERDUE, STAGE_NAMES, Stage
from eventapp.i18n import _, language, ngettext
from eventapp.i18n.days import short_day
from eventapp.interchange.exhibitor_lists import List
from eventapp.numbers.figure import FEWEST, Cell, Figure, few, percent, put_in_a_row, put_together, told_percent
from eventapp.numbers.queries import Came, Counts
from eventapp.programme.value import Programme, Session


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a session is, or several. ``expected`` had a place in sessions at whose door was ticked who came."""

    label: str
    places: int = 0
    taken: int = 0
    waiting: int = 0
    expected: int = 0
    came: int = 0

    @property
    def no_show(self) -> int:
        return max(0, self.expected - self.came)


def figures_of(counts: Counts, *, at: datetime) -> tuple[Figure, ...]:
    """In the order of the page; those without anything to tell are empty."""
    return (
        over_time(counts.asked_on),
        *filling(counts, at=at),
        exhibitors_by_stage(counts.stages),
        technical_sums(counts.technical_sums),
        calendar_readers(counts.readings),
        side_by_side(counts.fairs),
    )


def over_time(asked_on: dict[date, int]) -> Figure:
    """Wishes by day, and how many they were until then."""
    total, rows = 0, []
    for label, number in put_in_a_row(_days(asked_on), lambda one: one[1], _span):
        total += number
        rows.append((label, number, total))
    lead = ngettext(
        "{number} bestätigter Wunsch nach einem Platz.", "{number} bestätigte Wünsche nach einem Platz.", total
    )
    return Figure(
        name="anmeldungen",
        title=_("Anmeldungen im Lauf der Zeit"),
        heads=(_("Tag"), _("Neu"), _("Bis dahin")),
        rows=tuple(rows),
        lead=lead if rows else "",
        note=_("Jeder Wunsch zählt an dem Tag, an dem er bestätigt wurde, auch wenn der Platz später zurückging."),
        kind="lines",
        drawn=(2, 1),
    )


def _days(asked_on: dict[date, int]) -> list[tuple[str, int]]:
    return [(short_day(day, language()), number) for day, number in asked_on.items()]


def _span(group: Sequence[tuple[str, int]]) -> tuple[str, int]:
    first, last = group[0][0], group[-1][0]
    return (first if first == last else f"{first} – {last}"), sum(number for _day, number in group)


def filling(counts: Counts, *, at: datetime) -> Iterator[Figure]:
    """By session, by day and by theme."""
    programme = counts.programme
    every = list(_fills(counts, at=at)) if programme else []
    groups: tuple[tuple[str, str, str, Callable[[Session], str]], ...] = (
        ("programmpunkte", _("Auslastung je Programmpunkt"), _("Programmpunkt"), _title),
        ("tage", _("Auslastung je Tag"), _("Tag"), lambda session: short_day(session.day, language())),
        ("themen", _("Auslastung je Themenfeld"), _("Themenfeld"), lambda session: _theme(programme, session)),
    )
    for name, title, head, label in groups:
        by_label: dict[str, list[Fill]] = defaultdict(list)
        for session, fill in every:
            key = session.code if name == "programmpunkte" else label(session)
            by_label[key].append(Fill(label(session), *_numbers(fill)))
        fills = [_sum(group[0].label, group) for group in by_label.values()]
        yield _fill_figure(name, title, head, put_together(fills, lambda one: one.taken, _others))


def _fills(counts: Counts, *, at: datetime) -> Iterator[tuple[Session, Fill]]:
    for session in counts.programme.sessions if counts.programme else ():
        filled = counts.filled.get(session.code)
        if filled is None or session.is_cancelled or not (filled.capacity or filled.taken):
            continue
        was_ticked = session.ends_at <= at and filled.came > 0
        expected, came = (filled.confirmed, filled.came) if was_ticked else (0, 0)
        yield session, Fill("", filled.capacity, filled.taken, filled.waiting, expected, came)


def _title(session: Session) -> str:
    return f"{session.title.in_language(language())} ({short_day(session.day, language())})"


def _theme(programme: Programme | None, session: Session) -> str:
    theme = programme.theme(session.theme) if programme else None
    return theme.name.in_language(language()) if theme else _("ohne Themenfeld")


def _numbers(fill: Fill) -> tuple[int, int, int, int, int]:
    return fill.places, fill.taken, fill.waiting, fill.expected, fill.came


def _sum(label: str, fills: Sequence[Fill]) -> Fill:
    return Fill(label, *(sum(column) for column in zip(*map(_numbers, fills), strict=True)))


def _others(fills: Sequence[Fill]) -> Fill:
    """Those that are too few each."""
    number = len(fills)
    return _sum(ngettext("{number} weiterer", "{number} weitere zusammen", number), fills)


def _fill_figure(name: str, title: str, head: str, fills: Sequence[Fill]) -> Figure:
    whole = _sum("", fills) if fills else Fill("")
    heads = (head, _("Auslastung in %"), _("Plätze"), _("Vergeben"), _("Warten"), _("Gekommen"), _("Ausgeblieben in %"))
    lead = ""
    if whole.places:
        lead = _(
            "{taken} von {places} Plätzen sind vergeben, das sind {percent} %.",
            taken=whole.taken,
            places=whole.places,
            percent=percent(whole.taken, whole.places),
        )
    return Figure(
        name=name,
        title=title,
        heads=heads,
        rows=tuple(_fill_row(one) for one in fills),
        lead=lead,
        note=_(
            "Ausgeblieben ist, wer einen Platz hatte und an der Tür nicht abgehakt wurde; gezählt, wo jemand abhakte."
        ),
    )


def _fill_row(one: Fill) -> tuple[Cell, ...]:
    is_told = one.expected and not 0 < one.no_show < FEWEST
    stayed_away: Cell = told_percent(percent(one.no_show, one.expected)) if is_told else "–"
    if one.expected and not is_told:
        stayed_away = _("unter {number} Menschen", number=FEWEST)
    came: Cell = few(one.came) if one.expected and is_told else "–"
    full = told_percent(percent(one.taken, one.places))
    return one.label, full, one.places, few(one.taken), few(one.waiting), came, stayed_away


def exhibitors_by_stage(stages: dict[str, int]) -> Figure:
    """Organisations, not people: every number is told."""
    rows = tuple((_(STAGE_NAMES[stage]), stages[stage.value]) for stage in Stage if stages.get(stage.value))
    whole = sum(number for _name, number in rows)
    late = stages.get(OVERDUE, 0)
    lead = ngettext("{number} Aussteller", "{number} Aussteller", whole)
    if late:
        lead = _("{all}, davon {late} mit etwas überfällig", all=lead, late=late)
    return Figure(
        name="aussteller",
        title=_("Aussteller nach Stand der Anmeldung"),
        heads=(_("Stand"), _("Aussteller")),
        rows=rows,
        lead=f"{lead}." if rows else "",
    )


def technical_sums(told: List | None) -> Figure:
    """What the whole stand ordered: the columns of the builder's list that are numbers, as lines."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    if told and told.rows:
        whole = told.rows[-1]
        pairs = zip(told.heads[2:], whole[2:], strict=True)
        rows = tuple((head, number) for head, number in pairs if isinstance(number, int | float) and number)
    return Figure(
        name="technik",
        title=_("Technik am ganzen Stand"),
        heads=(_("Bestellt"), _("Anzahl")),
        rows=rows,
        note=_(
            "Aus den Bestellungen aller Exponate, auch noch nicht freigegebener. Nach Flächen: Listen des Standplans."
        ),
    )


def calendar_readers(readings: Sequence[Reading]) -> Figure:
    """Reads by release and make of program. They are programs, and counts of asking, not of people."""
    seen = [family for family in FAMILIES if any(one.family == family for one in readings)]
    by_release: dict[int, dict[str, int]] = defaultdict(dict)
    for one in readings:
        by_release[one.release][one.family] = by_release[one.release].get(one.family, 0) + one.reads
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_("Version {number}", number=release), *(reads.get(family, 0) for family in seen), sum(reads.values()))
        for release, reads in sorted(by_release.items())
    )
    whole = sum(one.reads for one in readings)
    lead = ngettext("{number} Abruf durch Kalenderprogramme.", "{number} Abrufe durch Kalenderprogramme.", whole)
    return Figure(
        name="kalender",
        title=_("Abonnierte Kalender"),
        heads=(_("Während"), *(_(FAMILIES[family]) for family in seen), _("Alle")),
        rows=rows,
        lead=lead if rows else "",
        note=_("Wie oft Programme nach Neuem fragten. Wer fragt, wird nicht erkannt: ein Gerät fragt viele Male."),
        kind="stacked",
        drawn=tuple(range(1, len(seen) + 1)),
    )


def side_by_side(fairs: Sequence[Came]) -> Figure:
    """This fair beside those before it of which anything is known; nothing as long as it is the first."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.title.in_language(language()),
            one.sessions,
            one.speakers,
            one.exhibitors,
            one.exhibits,
            few(one.wishes) if one.wishes else "–",
        )
        for one in fairs
        if one is fairs[-1] or one.sessions or one.exhibitors
    )
    return Figure(
        name="messen",
        title=_("Neben den früheren Messen"),
        heads=(
            *(_("Messe"), _("Programmpunkte"), _("Vortragende"), _("Aussteller"), _("Exponate")),
            _("Bestätigte Wünsche"),
        ),
        rows=rows if len(rows) > 1 else (),
        note=_(
            "Vom Programm zählt die letzte Version ohne Abgesagtes und Pausen, von Ausstellern und Exponaten, was "
            "freigegeben ist. Anmeldungen werden nach jeder Messe gelöscht; wo keine mehr sind, steht ein Strich."
        ),
        drawn=(1, 2, 3, 4),
    )
