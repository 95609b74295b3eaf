"""Days in words, as people here write them. Babel could, at five megabytes and a tenth of a second for two locales."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def long_day(day: date, language: str) -> str:
    """Mittwoch, 10. Februar · Wednesday, 10 February"""
    return f"{_WEEKDAYS[language][day.weekday()]}, {_day_and_month(day, language)}"


def short_day(day: date, language: str) -> str:
    """Mi., 10.02. · Wed 10 Feb"""
    if language == "de":
        return f"{short_weekday(day, language)}, {day:%d.%m.}"
    return f"{short_weekday(day, language)} {day.day} {_MONTHS[language][day.month - 1][:3]}"


def day_with_short_weekday(day: date, language: str) -> str:
    """Mi., 10. Februar · Wed, 10 February"""
    return f"{short_weekday(day, language)}, {_day_and_month(day, language)}"


def day_with_year(day: date, language: str) -> str:
    """10. Februar 2027 · 10 February 2027"""
    return f"{_day_and_month(day, language)} {day.year}"


def short_weekday(day: date, language: str) -> str:
    """Mi. · Wed"""
    name = _WEEKDAYS[language][day.weekday()]
    return f"{name[:2]}." if language == "de" else name[:3]


def _day_and_month(day: date, language: str) -> str:
    return f"{day.day}{'.' if language == 'de' else ''} {_MONTHS[language][day.month - 1]}"
