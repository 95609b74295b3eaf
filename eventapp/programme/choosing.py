"""The exhibitors that can be chosen for a session, as the desk's form names them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from eventapp.exhibitors.models import Exhibitor
from eventapp.text import folded


@dataclass(frozen=True, slots=True)
class Choosable:
    """By the id of the row, as text, what each is called. ``gone`` have withdrawn and are offered no more; ``hidden``
    are on no public page yet, and in no release until they are."""

    labels: Mapping[str, str]
    gone: Collection[str] = frozenset()
    hidden: Collection[str] = frozenset()

    @property
    def offered(self) -> list[str]:
        return [label for value, label in self.labels.items() if value not in self.gone]

    def matching(self, text: str) -> str:
        """The value for who was typed; nothing where nobody, or more than one, is called so."""
        wanted = folded(text)
        found = [value for value, label in self.labels.items() if value not in self.gone and folded(label) == wanted]
        return found[0] if wanted and len(found) == 1 else ""


def choosable(rows: Iterable[Exhibitor], public: Mapping[int, tuple[str, str]]) -> Choosable:
    """Everybody of the fair under the name that the public knows, else under the office's."""
    several = list(rows)
    names = {row.id: public[row.id][1] if row.id in public else row.member.name for row in several}
    times = Counter(map(folded, names.values()))
    return Choosable(
        {str(row.id): _label(names[row.id], row.slug, times) for row in several},
        gone={str(row.id) for row in several if row.state == "withdrawn"},
        hidden={str(row.id) for row in several if row.id not in public},
    )


def _label(name: str, slug: str, times: Mapping[str, int]) -> str:
    return name if times[folded(name)] == 1 else f"{name} ({slug})"
