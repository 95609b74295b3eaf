"""A new fair begins with what lasts of another one: texts, hours, and whatever the rooms below have joined."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from eventapp.fair.actions import create_fair
from eventapp.fair.drafting import write_over
from eventapp.fair.fields import Fields, spans_as_text, spans_in
from eventapp.fair.models import Fair
from eventapp.fair.offers import Coming, Counts, Part, carry_over
from eventapp.fair.queries import draft_of
from eventapp.fair.value import TEXTS
from eventapp.i18n import mark
from eventapp.journal.actions import Difference, record

OF_ONE_FAIR = ("venue.stand", "texts.before.de", "texts.before.en", "texts.after.de", "texts.after.en")
"""Speaks of the days or the stand of just that fair."""


def parts() -> tuple[Part, ...]:
    """Everything that can be taken over, in order."""
    return (TEXTS_OF_THE_PAGES, HOURS, *carry_over)


def counts_of(former: Fair, coming: Coming) -> list[tuple[Part, Counts]]:
    """What of each chosen part would be taken over, nothing of which there is nothing."""
    chosen = (part for part in parts() if part.key in coming.chosen)
    return [(part, tuple(pair for pair in part.count(former, coming) if pair[1])) for part in chosen]


def seen(told: Iterable[tuple[Part, Counts]]) -> int:
    """A print of a preview, so that nobody takes over what they were not shown."""
    said = repr([(part.key, counts) for part, counts in told])
    return int(hashlib.sha256(said.encode()).hexdigest()[:7], 16)


def begin_fair(
    slug: str, *, former: Fair | None, carry: Iterable[str] = (), by: int | None, at: datetime, **told: Any
) -> Fair:
    """The office begins a new appearance, with the chosen parts of a former one as a draft."""
    fair = create_fair(slug, **told)
    differences = list(_taken(former, fair, frozenset(carry), by, at)) if former is not None else []
    record(by, "fair.created", fair_id=fair.id, subject="fair", name=fair.title_de, at=at, differences=differences)
    return fair


def _taken(former: Fair, fair: Fair, chosen: frozenset[str], by: int | None, at: datetime) -> Iterable[Difference]:
    coming = Coming(fair.starts_on, fair.ends_on, chosen)
    yield Difference(mark("Übernommen von"), "", former.title_de)
    for part in parts():
        if part.key in chosen:
            taken = part.take(former, fair, coming, by, at)
            yield from (Difference(name, "", str(number)) for name, number in taken if number)


def _lasting(former: Fair) -> dict[str, str]:
    fields = draft_of(former).public_fields
    lasting = ("venue.", "contact.", "texts.")
    return {
        name: text for name, text in fields.items() if text and name.startswith(lasting) and name not in OF_ONE_FAIR
    }


def _count_texts(fields: Fields) -> Counts:
    texts = sum(any(fields.get(f"texts.{key}.{one}") for one in ("de", "en")) for key in TEXTS)
    return (
        (mark("Angaben zu Ort und Kontakt"), sum(not name.startswith("texts.") for name in fields)),
        (mark("Texte der Seiten"), texts),
    )


def _shifted_hours(former: Fair, coming: Coming) -> dict[str, str]:
    """Of days that the new fair does not have there are none."""
    spans = spans_in(draft_of(former).public_fields["hours"])
    moved = [(day + coming.days_after(former), opens, closes) for day, opens, closes in spans]
    hours = spans_as_text(span for span in moved if coming.starts_on <= span[0] <= coming.ends_on)
    return {"hours": hours} if hours else {}


def _count_hours(fields: Fields) -> Counts:
    return ((mark("Öffnungszeiten"), len(spans_in(fields.get("hours", "")))),)


def _written(found: Callable[[Fair, Coming], Fields], count: Callable[[Fields], Counts]) -> dict[str, Any]:
    """Counting and taking of what becomes a draft of the fair's own fields."""

    def take(former: Fair, fair: Fair, coming: Coming, _by: int | None, _at: datetime) -> Counts:
        fields = found(former, coming)
        write_over(fair, fields)
        return count(fields)

    return {"count": lambda former, coming: count(found(former, coming)), "take": take}


TEXTS_OF_THE_PAGES = Part(
    "texts",
    mark("Ort, Kontakt und Texte"),
    mark("Anfahrt, Über uns, Impressum und die anderen Texte der Seiten; nicht die von vorher und nachher."),
    **_written(lambda former, _coming: _lasting(former), _count_texts),
)
HOURS = Part(
    "hours",
    mark("Öffnungszeiten"),
    mark("Auf die neuen Messetage verschoben: der erste Tag wie der erste."),
    **_written(_shifted_hours, _count_hours),
)
