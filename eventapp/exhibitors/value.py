"""What the public may know of exhibitors and exhibits: values made of what was accepted, and of nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventapp.exhibitors.models import Entry, Exhibitor
from eventapp.i18n import Words
from eventapp.text import folded


@dataclass(frozen=True, slots=True)
class Picture:
    """``digest`` names the upload; ``alt`` says what is to be seen."""

    digest: str
    alt: str


@dataclass(frozen=True, slots=True)
class PublicExhibit:
    """``exhibitors`` are slugs, the one that leads first."""

    slug: str
    title: Words
    text: Words
    exhibitors: tuple[str, ...]
    themes: tuple[str, ...] = ()
    picture: Picture | None = None
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublicExhibitor:
    """``exhibits`` are slugs of all that it shows, its own before those of partners."""

    slug: str
    name: str
    sort_letter: str
    organisation_kind: str
    street: str
    postal_code: str
    city: str
    country: str
    website: str
    text: Words
    logo: Picture | None = None
    exhibits: tuple[str, ...] = ()
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublicExhibitors:
    """The catalogue of one fair, in the order of the directory."""

    exhibitors: tuple[PublicExhibitor, ...] = ()
    exhibits: tuple[PublicExhibit, ...] = ()

    def find(self, slug: str) -> PublicExhibitor | None:
        return next((one for one in self.exhibitors if one.slug == slug), None)

    def find_exhibit(self, slug: str) -> PublicExhibit | None:
        return next((one for one in self.exhibits if one.slug == slug), None)

    @property
    def pictures(self) -> frozenset[str]:
        """Digests of everything that may be looked at by everybody."""
        shown = (*(one.logo for one in self.exhibitors), *(one.picture for one in self.exhibits))
        return frozenset(picture.digest for picture in shown if picture)


@dataclass(frozen=True, slots=True)
class PublicAddresses:
    """The catalogue without what it says: the slugs of its exhibitors, and of its exhibits with who shows them, the one
    that leads first."""

    exhibitors: frozenset[str] = frozenset()
    exhibits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """What was accepted, as far as :class:`PublicAddresses` asks: ``exhibitor`` is the slug of who hands it in."""

    kind: str
    slug: str
    exhibitor_id: int
    exhibitor: str
    partners: Sequence[int]


def public_addresses(told: Sequence[Address]) -> PublicAddresses:
    """The same that :func:`public_exhibitors` makes public, of the same rows."""
    slugs = {one.exhibitor_id: one.exhibitor for one in told if one.kind == "company"}
    shown = (one for one in told if one.kind == "exhibit" and one.exhibitor_id in slugs)
    exhibits = {one.slug: _showing(one.exhibitor_id, one.partners, slugs) for one in shown}
    return PublicAddresses(frozenset(slugs.values()), exhibits)


def public_exhibitors(rows: Sequence[tuple[Exhibitor, Entry]]) -> PublicExhibitors:
    """From every exhibitor that has not withdrawn with each of its entries that has an accepted value."""
    company = {entry.exhibitor_id: (exhibitor, entry) for exhibitor, entry in rows if entry.kind == "company"}
    slugs = {exhibitor_id: exhibitor.slug for exhibitor_id, (exhibitor, _entry) in company.items()}
    exhibits = sorted(
        (
            _exhibit(entry, slugs)
            for _exhibitor, entry in rows
            if entry.kind == "exhibit" and entry.exhibitor_id in slugs
        ),
        key=lambda one: (folded(one.title.de), one.slug),
    )
    exhibitors = (_exhibitor(exhibitor, entry, exhibits) for exhibitor, entry in company.values())
    return PublicExhibitors(tuple(sorted(exhibitors, key=_in_the_directory)), tuple(exhibits))


def public_exhibitor(
    exhibitor: Exhibitor, answers: Mapping[str, Any], accepted_at: datetime | None = None
) -> PublicExhibitor:
    """One entry as the public would see it: for the catalogue from what was accepted, for a preview from a draft."""
    said = _Said(answers)
    name = said.text("name")
    return PublicExhibitor(
        slug=exhibitor.slug,
        name=name,
        sort_letter=sort_letter(name, said.text("sort_letter")),
        organisation_kind=said.text("organisation_kind"),
        street=said.text("street"),
        postal_code=said.text("postal_code"),
        city=said.text("city"),
        country=said.text("country"),
        website=said.text("website"),
        text=said.words("text"),
        logo=said.picture("logo"),
        accepted_at=accepted_at,
    )


def public_exhibit(
    slug: str, answers: Mapping[str, Any], exhibitors: tuple[str, ...], accepted_at: datetime | None = None
) -> PublicExhibit:
    """The same for an exhibit."""
    said = _Said(answers)
    return PublicExhibit(
        slug=slug,
        title=said.words("title"),
        text=said.words("text"),
        exhibitors=exhibitors,
        themes=said.texts("themes"),
        picture=said.picture("picture"),
        accepted_at=accepted_at,
    )


def upload_digests(answers: Mapping[str, Any]) -> set[str]:
    """Every upload that answers speak of."""
    return {str(answers[key]) for key in ("logo", "vector_logo", "picture") if answers.get(key)}


def shown_digests(answers: Mapping[str, Any] | None) -> set[str]:
    """The pictures that accepted answers show to everybody: a logo for print is for the office only."""
    pictures = (_Said(answers).picture(key) for key in ("logo", "picture")) if answers else ()
    return {picture.digest for picture in pictures if picture}


def sort_letter(name: str, wanted: str) -> str:
    """The letter of the directory: A to Z, or # for digits and signs."""
    first = folded(wanted or name)[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def _exhibitor(exhibitor: Exhibitor, entry: Entry, exhibits: Iterable[PublicExhibit]) -> PublicExhibitor:
    public = public_exhibitor(exhibitor, entry.accepted or {}, entry.accepted_at)
    shown = [one for one in exhibits if public.slug in one.exhibitors]
    own = sorted(shown, key=lambda one: one.exhibitors[0] != public.slug)
    values = {name: getattr(public, name) for name in PublicExhibitor.__slots__}
    return PublicExhibitor(**values | {"exhibits": tuple(one.slug for one in own)})


def _exhibit(entry: Entry, slugs: Mapping[int, str]) -> PublicExhibit:
    answers = entry.accepted or {}
    exhibitors = _showing(entry.exhibitor_id, answers.get("partners") or (), slugs)
    return public_exhibit(entry.slug or "", answers, exhibitors, entry.accepted_at)


def _showing(exhibitor_id: int, partners: Iterable[int], slugs: Mapping[int, str]) -> tuple[str, ...]:
    """Who shows an exhibit, by the slugs of those that are public: the one that leads first."""
    named = (slugs[one] for one in partners if one in slugs and one != exhibitor_id)
    return (slugs[exhibitor_id], *named)


def _in_the_directory(one: PublicExhibitor) -> tuple[bool, str, str]:
    return one.sort_letter == "#", one.sort_letter, folded(one.name)


class _Said:
    """Answers as the public may take them: "not wanted" and nothing are the same to it."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self._answers = answers

    def text(self, key: str) -> str:
        answer = self._answers.get(key)
        return answer if isinstance(answer, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        answer = self._answers.get(key)
        return tuple(str(one) for one in answer) if isinstance(answer, list) else ()

    def words(self, key: str) -> Words:
        return Words(self.text(f"{key}_de"), self.text(f"{key}_en"))

    def picture(self, key: str) -> Picture | None:
        """Only with the consent to the rights in it."""
        digest = self.text(key)
        return Picture(digest, self.text(f"{key}_alt")) if digest and self._answers.get(f"{key}_rights") else None
