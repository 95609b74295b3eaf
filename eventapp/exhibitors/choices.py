"""Choices that rooms below this one know: the fair's themes. They join at start-up by :func:`offer`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eventapp.i18n import Words

Source = Callable[[int], Mapping[str, Words]]
"""For a fair's id what can be chosen: key and name."""
_sources: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """``choices.offer("themes", themes_to_choose)``: the field's ``source`` of that name is answered by this."""
    _sources[name] = source


def chosen_from(name: str, fair_id: int) -> Mapping[str, Words]:
    """Nothing, where nobody offers anything."""
    return _sources[name](fair_id) if name in _sources else {}
