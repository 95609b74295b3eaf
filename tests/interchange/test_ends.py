"""When a session ends that does not say so."""

from __future__ import annotations

import pytest

from eventapp.errors import DomainError
from eventapp.interchange.reading import read_programme
from tests.interchange.reading_files import csv_file

OPEN_END = csv_file("Strom;10.02.2027;10:00;;Bühne")


@pytest.mark.parametrize("minutes", [-5, 0, 1441, 10**12])
def test_an_assumed_duration_outside_one_day_is_refused(minutes):
    with pytest.raises(DomainError, match="zwischen 1 und 1440 Minuten"):
        read_programme(OPEN_END, default_minutes=minutes)


@pytest.mark.parametrize("minutes", [1, 1440])
def test_an_assumed_duration_within_one_day_is_taken(minutes):
    (session,) = read_programme(OPEN_END, default_minutes=minutes).sessions

    assert (session.ends_at - session.starts_at).total_seconds() == minutes * 60
