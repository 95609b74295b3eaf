"""Taking out lists and logos: read in few queries, and noted who took what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import select

from eventapp.accounts.models import Person
from eventapp.database import db
from eventapp.exhibitors.actions.passes import days_of
from eventapp.exhibitors.models import Entry, Exhibitor, StaffPass
from eventapp.exhibitors.progress import options_of
from eventapp.fair.models import Fair
from eventapp.i18n import _
from eventapp.interchange.exhibitor_lists import SORTS, List, Source
from eventapp.journal.actions import Difference, record
from eventapp.text import folded
from eventapp.uploads import storage
from eventapp.uploads.models import Upload
from eventapp.uploads.value import SIZES


def sources_of(fair: Fair, exhibitors: Sequence[Exhibitor]) -> list[Source]:
    """In the order of ``exhibitors``; three queries, however many they are."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in db.session.scalars(select(Entry).where(Entry.fair_id == fair.id).order_by(Entry.id)):
        entries[entry.exhibitor_id].append(entry)
    passes: dict[int, list[StaffPass]] = defaultdict(list)
    standing = select(StaffPass).join(Exhibitor, Exhibitor.id == StaffPass.exhibitor_id)
    for row in db.session.scalars(standing.where(Exhibitor.fair_id == fair.id, StaffPass.withdrawn_at.is_(None))):
        passes[row.exhibitor_id].append(row)
    return [Source(one, entries[one.id], sorted(passes[one.id], key=_by_name)) for one in exhibitors]


def take_list(fair: Fair, name: str, exhibitors: Sequence[Exhibitor], *, by: Person, at: datetime) -> List:
    """The list of that name (:data:`SORTS`) of these exhibitors."""
    told = SORTS[name].make(sources_of(fair, exhibitors), options_of(fair.id), days_of(fair))
    _note(fair, name, len(told.rows), by=by, at=at)
    return told


def take_logos(fair: Fair, exhibitors: Sequence[Exhibitor], *, by: Person, at: datetime) -> bytes:
    """Each under the exhibitor's own name: the drawing as it came, and the largest picture."""
    wanted = {}
    for source in sources_of(fair, exhibitors):
        for _entry, said in source.handed_in("company"):
            for key in ("logo", "vector_logo"):
                if said.get(key):
                    wanted[source.exhibitor.slug, key] = str(said[key])
    uploads = _uploads(wanted.values())
    kept = BytesIO()
    number = 0
    with ZipFile(kept, "w", ZIP_STORED) as archive:
        for (slug, _key), digest in sorted(wanted.items()):
            found = _octets(uploads[digest]) if digest in uploads else None
            if found is not None:
                archive.writestr(ZipInfo(f"{slug}.{found[0]}", date_time=at.timetuple()[:6]), found[1])
                number += 1
    _note(fair, "logos", number, by=by, at=at)
    return kept.getvalue()


def _octets(upload: Upload) -> tuple[str, bytes] | None:
    """Ending and bytes of the best that there is; None where the file is gone."""
    if upload.kind == "file":
        path = storage.path_of(upload.digest, storage.ORIGINAL, upload.media_type)
    else:
        sizes = [size for size in SIZES if str(size) in upload.parts]
        path = storage.path_of(upload.digest, str(max(sizes, default=SIZES[-1])))
    octets = storage.octets_of(path)
    return None if octets is None else (path.rsplit(".", 1)[1], octets)


def _uploads(digests: Collection[str]) -> dict[str, Upload]:
    rows = db.session.scalars(select(Upload).where(Upload.digest.in_(sorted(set(digests)))))
    return {row.digest: row for row in rows}


def _note(fair: Fair, name: str, number: int, *, by: Person, at: datetime) -> None:
    """People's names are not in it: only which list, and how long it was."""
    title = _(SORTS[name].title) if name in SORTS else "Logos"
    told = [Difference("Zeilen", "", str(number))]
    record(by.id, f"export.{name}", subject=f"fair:{fair.slug}", name=title, at=at, fair_id=fair.id, differences=told)


def _by_name(row: StaffPass) -> tuple[str, str, int]:
    return folded(row.last_name), folded(row.first_name), row.id
