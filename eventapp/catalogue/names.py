"""What kinds of organisations are called."""

from __future__ import annotations

from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.i18n import _

_LABELS = {choice.key: choice.label for choice in ORGANISATION_KINDS}
KINDS = tuple(_LABELS)
"""In the order in which they are offered."""


def kind_label(kind: str) -> str:
    """The German source text; empty for a kind that nobody knows."""
    return _LABELS.get(kind, "")


def organisation_kind_name(kind: str) -> str:
    """``university`` → Hochschule oder Forschung, in the language being spoken."""
    label = kind_label(kind)
    return _(label) if label else ""
