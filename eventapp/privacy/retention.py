"""How long things about people are kept, as data: the page, the register and the erasing job read the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from eventapp.i18n import mark

DAYS_OF_A_YEAR, MONTHS_OF_A_YEAR = 365, 12


@dataclass(frozen=True, slots=True)
class Retention:
    """``text`` is a German source text that may say ``{months}``, ``{days}`` or ``{hours}``.

    Without a span nothing goes by itself: the text says what makes it go.
    """

    text: str
    months: int = 0
    days: int = 0
    hours: int = 0

    @property
    def span(self) -> timedelta:
        days = self.days + round(self.months * DAYS_OF_A_YEAR / MONTHS_OF_A_YEAR)
        return timedelta(days=days, hours=self.hours)

    @property
    def values(self) -> dict[str, object]:
        return {"months": self.months, "days": self.days, "hours": self.hours}

    def is_over_since(self, at: datetime) -> datetime:
        """What began before this moment has been kept long enough by ``at``."""
        if not self.span:
            raise ValueError(f"nothing goes by itself after: {self.text}")
        return at - self.span


ARCHIVE = Retention(mark("bleibt im Archiv der Messe; wird auf Wunsch entfernt"))
WITH_ITS_ENTRY = Retention(mark("solange der Eintrag besteht, zu dem es gehört"))
WITH_ITS_ACCOUNT = Retention(mark("solange das Konto besteht"))
ACCOUNT = Retention(mark("{months} Monate nach dem letzten Einloggen"), months=12)
ACCOUNT_NOTICE = Retention(mark("{days} Tage vor dem Löschen wird gefragt"), days=30)
PASS = Retention(mark("bis {days} Tage nach dem Ende der Messe"), days=14)
UNCONFIRMED = Retention(mark("bis zur Bestätigung, höchstens {hours} Stunden"), hours=24)
EMPTY_PROGRAMME = Retention(mark("{days} Tag, wenn nie etwas darin stand"), days=1)
AFTER_THE_FAIR = Retention(mark("bis {days} Tage nach dem Ende der Messe"), days=30)
UNWANTED = Retention(mark("{months} Monate, außer die Person bestätigt die Adresse vorher selbst"), months=12)
MAIL = Retention(mark("{days} Tage nach dem Versand"), days=30)
JOURNAL = Retention(mark("{months} Monate nach der Änderung"), months=12)
UNUSED_UPLOAD = Retention(mark("bis {days} Tage, nachdem kein Eintrag die Datei mehr zeigt"), days=7)
SIGN_IN_CODE = Retention(mark("bis zum Einloggen, höchstens einen Tag"), days=1)
INVITATION_LINK = Retention(mark("bis {days} Tage nach dem Versand"), days=30)
OPEN_SIGN_IN = Retention(mark("bis zum Abmelden, höchstens {hours} Stunden"), hours=12)
