"""What nothing refers to any more goes after a week, its files with it; nothing else ever does."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from eventapp.clock import now
from eventapp.database import db, transaction
from eventapp.uploads import hooks, storage
from eventapp.uploads.actions import remove_unused, tidy
from eventapp.uploads.queries import all_uploads
from tests.uploads.keeping import files, folder, keep
from tests.uploads.pictures import png

pytestmark = pytest.mark.usefixtures("in_app")
AT = now().replace(hour=12)
DAY = timedelta(days=1)


@pytest.fixture
def used(app: Flask, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The digests that a room says it uses."""
    digests: set[str] = set()
    monkeypatch.setattr(hooks, "references", [lambda: digests])
    return digests


def tidied(at: datetime) -> int:
    """How many uploads are left."""
    with transaction():
        tidy(at)
    return len(all_uploads())


def grown_old(app: Flask) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    for path in files(app):
        os.utime(folder(app) / path, (long_ago, long_ago))


def test_what_nothing_refers_to_goes_after_a_week(used: set[str]):
    keep(png())

    left = [tidied(AT + day * DAY) for day in (0, 6, 7)]

    assert left == [1, 1, 0]


def test_its_files_go_when_the_row_has_gone_for_good(app: Flask, used: set[str]):
    keep(png())
    grown_old(app)
    tidied(AT)
    tidied(AT + 7 * DAY)

    tidied(AT + 7 * DAY)

    assert files(app) == []


def test_what_is_in_use_stays(app: Flask, used: set[str]):
    used.add(keep(png()).digest)
    grown_old(app)

    assert [tidied(AT + day * DAY) for day in (0, 8, 400)] == [1, 1, 1]
    assert len(files(app)) == 4


def test_what_is_used_again_in_time_begins_anew(used: set[str]):
    digest = keep(png()).digest
    tidied(AT)
    used.add(digest)
    tidied(AT + 6 * DAY)
    used.clear()

    assert [tidied(AT + day * DAY) for day in (7, 13, 14)] == [1, 1, 0]


def test_handing_in_the_same_again_begins_anew(used: set[str]):
    keep(png())
    tidied(AT)
    keep(png())

    assert tidied(AT + 7 * DAY) == 1


def test_where_no_room_tells_what_it_uses_nothing_goes(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hooks, "references", [])
    keep(png())

    assert [tidied(AT + day * DAY) for day in (0, 8, 80)] == [1, 1, 1]


def test_a_trial_tells_the_number_and_changes_nothing(used: set[str]):
    keep(png())
    tidied(AT)

    assert remove_unused(at=AT + 7 * DAY, is_trial=True) == 1
    assert len(all_uploads()) == 1


def test_a_file_without_a_row_goes_unless_it_is_young(app: Flask, used: set[str]):
    with transaction():
        storage.write(storage.path_of("a" * 64, "96"), b"x")
    young = tidied(now()) + len(files(app))
    grown_old(app)

    tidied(now())

    assert (young, files(app)) == (1, [])


def test_what_a_killed_process_left_half_written_goes(app: Flask, used: set[str]):
    (folder(app) / "aa").mkdir(parents=True)
    (folder(app) / "aa" / ".x.part").write_bytes(b"half")
    grown_old(app)

    tidied(now())

    assert files(app) == []


def test_what_is_none_of_ours_is_left_alone(app: Flask, used: set[str]):
    (folder(app) / "aa").mkdir(parents=True)
    for name in ("aa/notiz.txt", "aa/" + "b" * 64 + "-96.webp", "liesmich.md"):
        (folder(app) / name).write_bytes(b"x")
    grown_old(app)

    tidied(now())

    assert len(files(app)) == 3
    db.session.remove()


@pytest.mark.parametrize("part", ["../x", "96/..", "12345", "", "original\n"])
def test_no_part_leads_out_of_the_folder(part: str):
    with pytest.raises(ValueError, match="no path of ours"):
        storage.path_of("a" * 64, part)


def test_what_cannot_be_written_whole_is_not_there(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        storage.write(storage.path_of("a" * 64, "96"), b"x" * 10_000)

    assert files(app) == []
