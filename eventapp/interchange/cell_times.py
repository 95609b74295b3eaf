"""When the session of a row takes place, from text, date cells, time cells or the numbers behind them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from eventapp.clock import DAY_ENDS_AT, FAIR_ZONE, aware
from eventapp.i18n import _, mark
from eventapp.interchange.frab_times import CONVERTED
from eventapp.interchange.moments import (
    YEARS,
    Wall,
    checked,
    day_in,
    duration_in,
    is_mere_date,
    on_the_wall,
    times_in,
    weekday_contradicts,
)
from eventapp.interchange.remarks import BadEntry, Remarks
from eventapp.interchange.rows import Row
from eventapp.interchange.table import Cell, Table, text_of
from eventapp.text import clean_line

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- the zero of spreadsheet dates, which have no zone
_SERIAL_DAYS = range(30_000, 75_000)
_EVENING = time(12, 0)
_IS_ISSUED = re.compile(r"\b(?:stand|version|as of)\b", re.IGNORECASE)
NO_DATE = mark("Das Datum „{said}“ ist nicht lesbar.")
_WRITE_DATE = mark("Datum als 10.02.2027 schreiben.")
_WRITE_TIME = mark("Uhrzeit als 10:00 schreiben.")


@dataclass(slots=True)
class Calendar:
    """What earlier rows said: the year for dates without one, the date for rows without any."""

    year: int | None
    day: date | None = None


def year_of(table: Table, first_body_row: int, column: int | None) -> int | None:
    """The year most dates of the column have, else one that stands above the header."""
    dates = (
        _plain_date(cells[column])
        for _, cells in table.lines[first_body_row:]
        if column is not None and column < len(cells)
    )
    years = Counter(day.year for day in dates if day)
    if not years:
        titles = " ".join(text_of(cell) for _, cells in table.lines[:first_body_row] for cell in cells)
        years = Counter(int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", titles[:5_000]))
    return years.most_common(1)[0][0] if years else None


def day_above(table: Table, first_body_row: int) -> date | None:
    """The date in the title lines, if exactly one stands there beside that of the table itself ("Stand: 3.1.2027")."""
    cells = (cell for _, row in table.lines[:first_body_row] for cell in row if not _IS_ISSUED.search(text_of(cell)))
    days = {day for day in map(_plain_date, cells) if day}
    return days.pop() if len(days) == 1 else None


def when(row: Row, calendar: Calendar, remarks: Remarks) -> tuple[datetime, datetime | None]:
    """Start and, where the row says one, end, in UTC."""
    stamped = _stamped(row.cell("start"), row.cell("date"), remarks)
    if stamped is not None:
        start, end_wall = stamped, None
        day = start.astimezone(FAIR_ZONE).date()
    else:
        wall, end_wall = _walls(row)
        day = _day(row, calendar, remarks)
        start = on_the_wall(day, wall)
    end = _end(row, day, start, end_wall, remarks)
    if end is not None:
        checked(start, end)
    return start, end


def heading_day(row: Row, calendar: Calendar) -> date | None:
    """The date of a row that holds nothing else: the heading of a day."""
    if len(row.filled) != 1:
        return None
    cell = row.cells[row.filled[0]]
    return _date(cell, calendar.year) if not isinstance(cell, str) or is_mere_date(cell) else None


def _stamped(cell: Cell, day: Cell, remarks: Remarks) -> datetime | None:
    """A clock reading that holds its own date, if ``day`` has no other; an offset is converted to the hall's clock."""
    if isinstance(cell, datetime) and cell.year in YEARS:
        reading = _to_the_second(cell)
        return on_the_wall(_plain_date(day) or reading.date(), Wall(reading.time()))
    if not isinstance(cell, str) or ("T" not in cell and " " not in cell.strip()):
        return None
    try:
        moment = datetime.fromisoformat(cell.strip())
    except ValueError:
        return None
    if moment.tzinfo is None or moment.year not in YEARS:
        return on_the_wall(moment.date(), Wall(moment.time()))
    if moment.utcoffset() != moment.astimezone(FAIR_ZONE).utcoffset():
        remarks.once("note", CONVERTED)
    return aware(moment)


def _walls(row: Row) -> tuple[Wall, Wall | None]:
    cell = row.cell("start")
    if not text_of(cell).strip():
        raise BadEntry(mark("Die Uhrzeit fehlt."), _WRITE_TIME, field="start")
    found = _times(cell, is_exact=row.is_literal)
    if found is None:
        raise BadEntry(
            _("Die Uhrzeit „{said}“ ist nicht lesbar.", said=clean_line(text_of(cell), longest=40)),
            _WRITE_TIME,
            field="start",
        )
    return found


def _times(cell: Cell, *, is_exact: bool) -> tuple[Wall, Wall | None] | None:
    """Clock readings of a cell. A bare number is the share of a day, or a full hour. Seconds count only where the
    file ``is_exact``: elsewhere they come from rounded shares of a day."""
    if isinstance(cell, str):
        return times_in(cell)
    clock = _clock(cell, is_exact=is_exact)
    return (clock, None) if clock else None


def _clock(cell: Cell, *, is_exact: bool) -> Wall | None:
    if isinstance(cell, datetime):
        return Wall(cell.time().replace(microsecond=0))
    if isinstance(cell, time) and is_exact:
        return Wall(_to_the_second(datetime.combine(_EPOCH, cell)).time())
    if isinstance(cell, time):
        return Wall(_to_the_minute(timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)))
    if isinstance(cell, timedelta) and timedelta(0) <= cell < timedelta(days=1):
        return Wall(_to_the_minute(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    if 0 <= cell < 1:
        return Wall(_to_the_minute(timedelta(days=float(cell))))
    return _full_hour(int(cell)) if 1 <= cell <= 24 and cell == int(cell) else None


def _full_hour(hour: int) -> Wall:
    return Wall(time(0), days=1) if hour == 24 else Wall(time(hour))


def _to_the_minute(since_midnight: timedelta) -> time:
    minutes = min(round(since_midnight / timedelta(minutes=1)), 24 * 60 - 1)
    return time(minutes // 60, minutes % 60)


def _to_the_second(reading: datetime) -> datetime:
    """Spreadsheets keep a time as the share of a day: what is told as 10:29:59.999 is 10:30."""
    return (reading + timedelta(microseconds=500_000)).replace(microsecond=0)


def _day(row: Row, calendar: Calendar, remarks: Remarks) -> date:
    cell = row.cell("date")
    said = clean_line(text_of(cell), longest=40)
    if not said:
        return _day_before(row, calendar, remarks)
    day = _date(cell, calendar.year)
    if day is None:
        lacks_year = day_in(said, year=2024) is not None
        told = mark("Das Datum „{said}“ ist nicht lesbar (es fehlt das Jahr).") if lacks_year else NO_DATE
        reason = _(told, said=said)
        raise BadEntry(reason, _WRITE_DATE, field="date")
    _remark_doubts(row, said, day, remarks)
    calendar.day = day
    return day


def _day_before(row: Row, calendar: Calendar, remarks: Remarks) -> date:
    if calendar.day is None:
        raise BadEntry(mark("Das Datum fehlt."), _WRITE_DATE, field="date")
    if "date" in row.header.columns:
        reason = _("Das Datum fehlt; angenommen {day} wie in den Zeilen darüber.", day=f"{calendar.day:%d.%m.%Y}")
        remarks.assumed(row.where("date"), reason, mark("Datum eintragen, wenn das nicht stimmt."))
    return calendar.day


def _remark_doubts(row: Row, said: str, day: date, remarks: Remarks) -> None:
    if weekday_contradicts(said, day):
        reason = _(
            "„{said}“: Der {day} ist ein anderer Wochentag; es gilt das Datum.", said=said, day=f"{day:%d.%m.%Y}"
        )
        remarks.assumed(row.where("date"), reason, mark("Datum und Wochentag prüfen."))
    elif isinstance(row.cell("date"), str) and day_in(said) is None:
        remarks.once(
            "assumed", _("Daten ohne Jahr gelten für {year}.", year=day.year), _WRITE_DATE, where=row.where("date")
        )
    elif "/" in said and day.day <= 12 and day.day != day.month:
        remarks.once(
            "assumed", mark("Daten wie 10/02/2027 gelten als Tag/Monat/Jahr."), _WRITE_DATE, where=row.where("date")
        )


def _plain_date(cell: Cell) -> date | None:
    return _date(cell, None)


def _date(cell: Cell, year: int | None) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return day_in(cell[:200], year=year)
    if (
        isinstance(cell, int | float)
        and not isinstance(cell, bool)
        and 30_000 <= cell < 75_000
        and int(cell) in _SERIAL_DAYS
    ):
        return (_EPOCH + timedelta(days=int(cell))).date()
    return None


def _end(row: Row, day: date, start: datetime, end_wall: Wall | None, remarks: Remarks) -> datetime | None:
    cell = row.cell("end")
    if end_wall is None and text_of(cell).strip():
        stamped = _stamped(cell, None, remarks)
        if stamped is not None:
            return stamped
        found = _times(cell, is_exact=row.is_literal)
        if found is None:
            raise BadEntry(
                _("Das Ende „{said}“ ist nicht lesbar.", said=clean_line(text_of(cell), longest=40)),
                _WRITE_TIME,
                field="end",
            )
        end_wall = found[0]
    if end_wall is not None:
        return end_on(day, start, end_wall)
    duration = _duration(row.cell("duration"))
    return start + duration if duration else None


def end_on(day: date, start: datetime, wall: Wall) -> datetime:
    """When that reading of the clock is, for what begins then. An evening's end in the small hours lies on the next
    date."""
    begins = start.astimezone(FAIR_ZONE)
    if wall.clock <= DAY_ENDS_AT and not wall.days and wall.clock < begins.time() and begins.time() >= _EVENING:
        wall = Wall(wall.clock, days=1)
    return on_the_wall(day, wall)


def _duration(cell: Cell) -> timedelta | None:
    """Minutes as a number, the share of a day as a spreadsheet keeps 1:30, or text."""
    if isinstance(cell, str):
        return duration_in(cell)
    if isinstance(cell, timedelta):
        return cell if cell > timedelta(0) else None
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute) or None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 < cell < 10_000:
        return None
    return timedelta(minutes=round(cell * 1440 if cell < 1 else cell)) or None
