"""Addresses whose builders are made when somebody first needs them.

Werkzeug compiles two functions for each rule at once, one for ``url_for`` with unknown parameters and one without. With
two hundred rules that is more than half of an application's start, which every command on the shell waits for.
"""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule like every other; only the moment of compiling differs."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        compile_now = super()._compile_builder
        compiled: Builder | None = None

        def build(rule: Rule, **values: object) -> tuple[str, str]:
            nonlocal compiled
            compiled = compiled or compile_now(append_unknown)
            return compiled(rule, **values)

        return build
