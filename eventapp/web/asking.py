"""Asking by address: what somebody chose stands in the query string, can be linked to and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from flask_wtf import FlaskForm
from wtforms import SelectField

from eventapp.i18n import _

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice for each parameter of the address; an empty one lets everything through."""

    PARAMETERS: ClassVar[tuple[str, ...]] = ("q",)
    """What narrows, in the order of the address."""
    ALONG: ClassVar[tuple[str, ...]] = ()
    """What only goes along."""

    q: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str | None]) -> Self:
        return cls(**{name: (query.get(name) or "").strip() for name in (*cls.PARAMETERS, *cls.ALONG)})

    @property
    def chosen(self) -> dict[str, str]:
        """The parameters that are set, in the order of the address."""
        return {name: value for name in self.PARAMETERS if (value := getattr(self, name))}

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen that is folded away on a small screen."""
        return bool(self.chosen)

    def query(self, **changes: str) -> dict[str, str]:
        """The parameters of the address with some of them changed; an empty one is dropped."""
        names = (*self.PARAMETERS, *self.ALONG)
        return {name: value for name in names if (value := changes.get(name, getattr(self, name)))}

    def without_choices(self) -> dict[str, str]:
        """The address of everything, seen in the same way."""
        return {name: value for name, value in self.query().items() if name not in self.PARAMETERS}


class Narrowing(SelectField):
    """A list whose every choice leaves something out, even if there is one only."""


class AskingForm(FlaskForm):
    """Fields are named as in the address; a value that is no choice here counts as not chosen."""

    class Meta:
        csrf = False

    @property
    def selects(self) -> list[SelectField]:
        """The lists that leave a choice, or have one chosen."""
        lists = [field for field in self if isinstance(field, SelectField)]
        return [field for field in lists if _leaves_a_choice(field) or (field.data and _has(field, field.data))]

    def wanted(self) -> dict[str, Any]:
        """What was asked for, as far as it has the right shape."""
        self.validate()
        return {name: value for name, value in self.data.items() if value and name not in self.errors}


def _leaves_a_choice(field: SelectField) -> bool:
    """Besides "all". A single theme or day is everything there is."""
    return len(field.choices or ()) > (1 if isinstance(field, Narrowing) else 2)


def _has(field: SelectField, value: str) -> bool:
    return any(value == known for known, _name in field.choices or ())


def or_all(choices: Choices) -> Choices:
    """The choices, and before them the one that lets everything through."""
    return [("", _("Alle")), *choices]
