"""A made-up fair's programme of any size, the same one every time: a ``schedule.json`` in two languages, and settings.

A thousand sessions stand on 3 days, in 12 places and 8 themes, with 700 speakers and long texts. Other sizes keep the
days and the texts' lengths; places and speakers grow along, so that no place and no person is wanted twice at a time.
"""

from __future__ import annotations

import json
import random
import tomllib
import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from eventapp.clock import at_the_fair, from_the_wall
from eventapp.i18n import Words
from eventapp.stand.geometry import Box, Points

FIRST_DAY = date(2030, 2, 12)
DAYS = tuple(FIRST_DAY + timedelta(days=number) for number in range(3))
SLOTS = 30
"""Starts in a day, every 20 minutes from 9:00."""
SESSION_MINUTES = 15
A_FILE_HOLDS = 1_000
"""Sessions in one file: about 5 MB, of the 20 MB that the reader takes."""
NAMESPACE = uuid.UUID("6f7a1c52-0f0e-4a3e-9c53-0d6f2f3b9a10")
WORDS = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text())
FIRST_NAMES, LAST_NAMES = WORDS["first_names"].split(), WORDS["last_names"].split()
Dice = random.Random
IN_A_ROW, AREA, AISLE = 12, (250, 200), 100
"""Of the stand: areas in a row, their size in centimetres, what is left between them."""
Event = dict[str, Any]


def schedules(sessions: int) -> list[bytes]:
    """The programme as ``schedule.json`` files of at most :data:`A_FILE_HOLDS` sessions each."""
    starts = range(0, sessions, A_FILE_HOLDS)
    return [_schedule(sessions, range(at, min(sessions, at + A_FILE_HOLDS))) for at in starts]


def places(sessions: int) -> int:
    """So many places that everything fits into the days: 12 for a thousand sessions."""
    return max(4, -(-sessions * 12 // 1_000))


def settings() -> str:
    """The fair's settings file (TOML), with opening hours as a real fair has them."""
    hours = "\n".join(f"[[hours]]\nday = {day}\nopens = 09:00:00\ncloses = 18:00:00\n" for day in DAYS)
    texts = '[texts.about]\nde = "Eine erfundene Messe zum Messen."\nen = "A made-up fair to measure with."\n'
    venue = '[venue]\nname = "Westfalenhallen"\ncity = "Dortmund"\nhall = { de = "Halle 3", en = "Hall 3" }\n'
    return f"{venue}\n{hours}\n{texts}"


@dataclass(frozen=True, slots=True)
class DrawnStand:
    """Its areas with their numbers; lengths in centimetres."""

    name: Words
    outline: Points
    areas: tuple[tuple[str, Points], ...]


@dataclass(frozen=True, slots=True)
class Exhibiting:
    """What an exhibitor said of itself and of what it shows, as it was accepted."""

    name: str
    company: dict[str, Any]
    exhibit: dict[str, Any]


def stand(areas: int) -> DrawnStand:
    """So many areas in rows, aisles between them."""
    (width, depth), rows = AREA, -(-areas // IN_A_ROW)
    boxes = (Box(n % IN_A_ROW * (width + AISLE), n // IN_A_ROW * (depth + AISLE), width, depth) for n in range(areas))
    outline = Box(0, 0, IN_A_ROW * (width + AISLE), rows * (depth + AISLE)).points
    return DrawnStand(
        Words("Stand zum Messen", "Stand to measure with"),
        outline,
        tuple((f"{chr(65 + n // IN_A_ROW)}{n % IN_A_ROW + 1}", box.points) for n, box in enumerate(boxes)),
    )


def exhibitor(number: str) -> Exhibiting:
    """The one on that area."""
    dice = Dice(number)
    name, title = f"{_noun(dice, GERMAN)} {number} GmbH", made_title(dice, GERMAN)
    text = {"text_de": made_text(dice, GERMAN, 200, 500), "text_en": made_text(dice, ENGLISH, 200, 500)}
    company = {"name": name, "organisation_kind": "services", "city": "Dortmund", **text}
    exhibit = {"title_de": title, "title_en": made_title(dice, ENGLISH), "area": 4, "power": "3kw", **text}
    return Exhibiting(name, company, exhibit)


def _schedule(sessions: int, numbers: range) -> bytes:
    days: list[dict[str, Any]] = [{"date": day.isoformat(), "rooms": {}} for day in DAYS]
    for number in numbers:
        at_day, room, event = _event(number, sessions)
        days[at_day]["rooms"].setdefault(room, []).append(event)
    conference = {"title": "Messe zum Messen", "time_zone_name": "Europe/Berlin", "days": days}
    written = {"generator": {"name": "benchmarks"}, "schedule": {"version": "1", "conference": conference}}
    return json.dumps(written, ensure_ascii=False).encode()


def _event(number: int, sessions: int) -> tuple[int, str, Event]:
    """One session: its day, its place, and what the file says of it."""
    dice = Dice(number)
    at_place = number % places(sessions)
    at_day, at_slot = divmod(number // places(sessions), SLOTS)
    starts = at_the_fair(from_the_wall(DAYS[at_day], time(9)) + timedelta(minutes=20 * at_slot))
    room = f"Bühne {at_place + 1}" if at_place < 6 else f"Raum {at_place + 1}"
    people = max(number_of_speakers(sessions), 2)
    speakers = {number % people} | ({(number + people // 2) % people} if number % 3 == 0 else set())
    event = {
        "id": number + 1,
        "guid": str(uuid.uuid5(NAMESPACE, str(number))),
        "code": _code(number),
        "title": {"de": made_title(dice, GERMAN), "en": made_title(dice, ENGLISH)},
        "subtitle": _two(dice, 20, 60) if number % 4 == 0 else "",
        "abstract": _two(dice, 150, 350),
        "description": _two(dice, 500, 3_000),
        "date": starts.isoformat(),
        "start": f"{starts:%H:%M}",
        "duration": f"00:{SESSION_MINUTES}",
        "type": WORDS["kinds"][number % len(WORDS["kinds"])],
        "track": WORDS["themes"][number // 3 % len(WORDS["themes"])],
        "language": "en" if number % 9 == 0 else "de",
        "persons": [{"public_name": _name(speaker), "biography": _biography(speaker)} for speaker in sorted(speakers)],
        "links": [{"url": f"https://folien.example/{number + 1}", "title": "Folien"}] if number % 5 == 0 else [],
        "status": "cancelled" if number % 97 == 96 else "",
    }
    return at_day, room, event


def number_of_speakers(sessions: int) -> int:
    return sessions * 7 // 10


def _code(number: int) -> str:
    """Six signs that differ from session to session."""
    return f"B{number:05d}"


def _name(speaker: int) -> str:
    """A different name for each number: first names, last names, and a second last name from the 409th on."""
    first, last = FIRST_NAMES[speaker % len(FIRST_NAMES)], LAST_NAMES[speaker // len(FIRST_NAMES) % len(LAST_NAMES)]
    round_ = speaker // (len(FIRST_NAMES) * len(LAST_NAMES))
    return f"{first} {last}-{LAST_NAMES[-round_ - 1]}" if round_ else f"{first} {last}"


def _biography(speaker: int) -> str:
    dice = Dice(-speaker - 1)
    return made_text(dice, GERMAN, 100, 500)


@dataclass(frozen=True, slots=True)
class Language:
    """The words and the forms of sentences in one language."""

    heads: list[str]
    tails: list[str]
    verbs: list[str]
    adjectives: list[str]
    links: list[str]
    forms: list[str]
    joint: str
    """What stands between the two parts of a noun."""

    @classmethod
    def of(cls, told: dict[str, Any], *, joint: str) -> Language:
        lists = {name: words if isinstance(words, list) else words.split() for name, words in told.items()}
        return cls(**lists, joint=joint)


GERMAN, ENGLISH = Language.of(WORDS["german"], joint=""), Language.of(WORDS["english"], joint=" ")


def _two(dice: Dice, least: int, most: int) -> dict[str, str]:
    return {"de": made_text(dice, GERMAN, least, most), "en": made_text(dice, ENGLISH, least, most)}


def made_title(dice: Dice, words: Language) -> str:
    title = f"{_noun(dice, words)}: {_noun(dice, words)} {dice.choice(words.links)}"
    return title[0].upper() + title[1:]


def _noun(dice: Dice, words: Language) -> str:
    return dice.choice(words.heads) + words.joint + dice.choice(words.tails)


def _sentence(dice: Dice, words: Language) -> str:
    """One of a few forms with other words each time."""
    return dice.choice(words.forms).format(
        *(_noun(dice, words) for _ in range(3)),
        verb=dice.choice(words.verbs),
        other_verb=dice.choice(words.verbs),
        link=dice.choice(words.links),
        adjective=dice.choice(words.adjectives),
        other_adjective=dice.choice(words.adjectives),
        number=dice.randrange(2, 9_999),
    )


def made_text(dice: Dice, words: Language, least: int, most: int) -> str:
    """Paragraphs of five sentences, about as long as some number between the two says."""
    wanted, length = dice.randint(least, most), 0
    sentences: list[str] = []
    while length < wanted:
        sentences.append(_sentence(dice, words))
        length += len(sentences[-1]) + 1
    paragraphs = (sentences[at : at + 5] for at in range(0, len(sentences), 5))
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)[:most].strip()
