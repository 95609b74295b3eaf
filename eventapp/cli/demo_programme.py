"""The demo's programmes, read from their files and released as the office's commands do it, at a day of the past: what
was done weeks ago looks like it in the history and in the list of versions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from eventapp.cli.programmes import beginning_of
from eventapp.fair.queries import get_fair
from eventapp.i18n import Words
from eventapp.programme.actions.release import release

FOLDER = Path(__file__).resolve().parents[2] / "demo"


def read_in(slug: str, name: str, *, at: datetime) -> None:
    # Here, because all readers and what they stand on take longer to load than a release takes.
    from eventapp.interchange.actions.importing import import_programme  # noqa: PLC0415 -- see above
    from eventapp.interchange.actions.noting import note_import  # noqa: PLC0415 -- see above
    from eventapp.interchange.reading import read_programme  # noqa: PLC0415 -- see above

    programme = read_programme(beginning_of(FOLDER / name), name=name)
    report = import_programme(slug, programme)
    note_import(get_fair(slug).id, report, name=name, by=None, at=at)


def make_public(slug: str, comment: Words, *, by: int, at: datetime) -> None:
    release(slug, comment=comment, by=by, at=at)
