"""What a field is: its kind, its bounds, who may see it and which list it goes into. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_LINE, LONGEST_PROSE = 200, 800
"""Characters, where neither the field nor the fair's rules say otherwise."""


class Kind(StrEnum):
    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    YES_NO = "yes_no"
    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    DATE = "date"
    IMAGE = "image"
    FILE = "file"
    CONSENT = "consent"
    PARTNERS = "partners"


LIMITED = frozenset((Kind.LINE, Kind.PROSE))
"""What has a limit in characters that the office can set."""


class Export(StrEnum):
    """The lists that the office takes out."""

    CATALOGUE = "catalogue"
    ADDRESSES = "addresses"
    TECHNICAL = "technical"
    LOGISTICS = "logistics"


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class When:
    """Another field's answer on which this one depends: one of ``answers``, or any but "no" and nought."""

    key: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """``label`` and ``help`` are marked German texts. ``only_when``: asked as soon as one of these holds.

    ``source`` names choices that are not ours to know (:mod:`eventapp.exhibitors.choices`). ``is_fixed``: the rest of
    the house relies on it, so the office cannot leave it out.
    """

    key: str
    label: str
    kind: Kind = Kind.LINE
    step: str = ""
    help: str = ""
    limit: int = 0
    is_asked: bool = True
    is_compulsory: bool = False
    is_fixed: bool = False
    is_public: bool = False
    is_personal: bool = False
    exports: tuple[Export, ...] = ()
    choices: tuple[Choice, ...] = ()
    source: str = ""
    least: float = 0
    most: float = 1_000_000
    decimals: int = 0
    unit: str = ""
    only_when: tuple[When, ...] = ()

    @property
    def longest(self) -> int:
        return self.limit or (LONGEST_PROSE if self.kind is Kind.PROSE else LONGEST_LINE)

    @property
    def choice_labels(self) -> dict[str, str]:
        return {choice.key: choice.label for choice in self.choices}


@dataclass(frozen=True, slots=True)
class Step:
    """One topic, one page."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Task:
    """``key`` is the kind of its entries as well. ``is_many``: an exhibitor may have several. ``weeks`` before the
    fair is when it is due."""

    key: str
    label: str
    noun: str
    help: str
    weeks: int
    steps: tuple[Step, ...]
    fields: tuple[Field, ...]
    is_many: bool = False
    is_compulsory: bool = False
    have_ready: tuple[str, ...] = ()

    def find(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)

    def of_step(self, step: str) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.step == step)
