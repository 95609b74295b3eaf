"""A conference of two days in fifteen rooms, as a file that the office reads in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import product

ROOMS = 15
STARTS = (time(9), time(10), time(11), time(13), time(14))
"""At each of these something begins in every room. From twelve to one and from a quarter to three on they are free."""
LENGTH = timedelta(minutes=45)
NUMBER = 2 * ROOMS * len(STARTS)
TWICE = {(1, 1, 2), (1, 5, 3)}
"""Day, room and number in the room of the talks that Clara Doppelt gives."""


def room(number: int) -> str:
    return f"Raum {number:02d}"


def talk(day: int, in_room: int, number: int) -> str:
    """Its title: no other one contains it."""
    return f"Vortrag {day}.{in_room:02d}.{number}"


def programme_file(first_day: date) -> bytes:
    return "\n".join(_lines(first_day)).encode()


def _lines(first_day: date) -> Iterator[str]:
    yield "Titel;Tag;Beginn;Ende;Ort;Vortragende"
    numbered = tuple(enumerate(STARTS, start=1))
    for day, in_room, (number, starts) in product((1, 2), range(1, ROOMS + 1), numbered):
        begins = datetime.combine(first_day + timedelta(days=day - 1), starts)
        who = "Clara Doppelt" if (day, in_room, number) in TWICE else ""
        title, ends = talk(day, in_room, number), begins + LENGTH
        yield f"{title};{begins:%Y-%m-%d};{begins:%H:%M};{ends:%H:%M};{room(in_room)};{who}"
