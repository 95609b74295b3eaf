"""Rules refuse by raising: every refusal carries a sentence for the person who reads it."""

from __future__ import annotations

from eventapp.i18n import mark


class DomainError(Exception):
    """A rule said no.

    ``message`` is German source text (marked for translation, ``{names}`` filled from ``values``);
    ``field`` names the input it is about, if one is.
    """

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values
        self.field = field


class NotFound(DomainError):
    """What was asked for does not exist, or not for the one who asks."""


class DeadLink(NotFound):
    """A private link opens nothing, or nothing any more. What to do then is told, the same for every such link."""


class Stale(DomainError):
    """Somebody else saved the thing after this person had opened it: 409, with both states side by side."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "Jemand anders hat das inzwischen geändert. Neben Ihren Angaben steht, was jetzt gespeichert ist. "
                "Wenn Sie noch einmal speichern, gilt Ihre Fassung."
            )
        )
