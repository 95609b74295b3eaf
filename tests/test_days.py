"""Days in words: what Babel would say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from eventapp.i18n.days import day_with_short_weekday, day_with_year, long_day, short_day

DAYS = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
AS_BABEL = [
    (long_day, "EEEE, d. MMMM", "EEEE, d MMMM"),
    (short_day, "EEE, dd.MM.", "EEE d MMM"),
    (day_with_short_weekday, "EEE, d. MMMM", "EEE, d MMMM"),
    (day_with_year, "d. MMMM y", "d MMMM y"),
]


@pytest.mark.parametrize(("said", "german", "english"), AS_BABEL)
def test_every_day_of_a_year_is_said_as_it_is_usual(said, german: str, english: str):
    assert [said(day, "de") for day in DAYS] == [format_date(day, german, locale="de") for day in DAYS]
    assert [said(day, "en") for day in DAYS] == [format_date(day, english, locale="en") for day in DAYS]
