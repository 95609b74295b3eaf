"""Hostile, damaged and unfit files are refused with what to do, and cost neither time nor memory."""

from __future__ import annotations

import hashlib
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from eventapp.i18n import gettext_in
from eventapp.uploads import refusals
from eventapp.uploads.queries import all_uploads, find_upload
from eventapp.uploads.refusals import RefusedUpload
from eventapp.uploads.value import LOGO_AT_LEAST
from tests.uploads import pictures
from tests.uploads.keeping import files, keep
from tests.uploads.pictures import bomb, jpeg, logo, octets, png

ROOT = Path(__file__).parents[2]
WEIGHED = """
import re, sys
from pathlib import Path
from eventapp.uploads.pictures import prepare
prepared = prepare(Path(sys.argv[1]).read_bytes(), 0)
print(prepared.width, re.search("VmHWM:\\\\s*([0-9]+)", Path("/proc/self/status").read_text())[1])
"""
pytestmark = pytest.mark.usefixtures("in_app")


def refusal(content: bytes, **values: object) -> RefusedUpload:
    with pytest.raises(RefusedUpload) as caught:
        keep(content, **values)
    return caught.value


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", refusals.NOTHING),
        (b"GIF89a", refusals.NO_PICTURE),
        (b"<html>", refusals.NO_PICTURE),
        (b"\x89PNG\r\n\x1a\n", refusals.NO_PICTURE),
        (b"x" * (5 * 1024 * 1024 + 1), refusals.TOO_HEAVY),
        (pictures.gif_that_is_a_script(), refusals.NO_PICTURE),
        (octets(logo().convert("RGB"), "BMP"), refusals.NO_PICTURE),
        (octets(logo(), "TIFF"), refusals.NO_PICTURE),
        (octets(logo(256, 256), "ICO"), refusals.NO_PICTURE),
        (pictures.SVG.format("").encode(), refusals.NO_PICTURE),
        (pictures.PDF, refusals.NO_PICTURE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", refusals.NO_PICTURE),
        (png()[: len(png()) // 2], refusals.DAMAGED),
        (jpeg()[: len(jpeg()) // 2], refusals.DAMAGED),
        (bomb(), refusals.TOO_LARGE),
        (bomb(5001, 5001), refusals.TOO_LARGE),
        (bomb(100_000, 8), None),
        (bomb(60_000, 60_000 // 8), refusals.TOO_LARGE),
        (octets(Image.new("RGBA", (900, 900), (0, 0, 0, 0))), refusals.BLANK),
    ],
)
def test_hostile_and_unfit_files_are_refused_with_what_to_do(app: Flask, content: bytes, sentence: str | None):
    if sentence is None:
        assert keep(content).width == 100_000
        return

    assert refusal(content).message == sentence
    assert (files(app), all_uploads()) == ([], [])


def test_a_picture_below_the_limit_is_read_though_it_is_large():
    assert keep(bomb(5000, 5000)).width == 5000


def test_a_comment_that_unpacks_to_megabytes_is_not_unpacked():
    refusal(pictures.with_text_bomb())


def outcome(content: bytes) -> str:
    """``kept``, or the sentence of the refusal."""
    try:
        keep(content)
    except RefusedUpload as error:
        return error.message
    return "kept"


@pytest.mark.parametrize("part", [b"IHDR", b"IDAT"])
def test_a_file_with_a_broken_part_is_refused(part: bytes):
    content = bytearray(png())
    at = content.index(part)
    content[at + 5 : at + 9] = b"\xff\xff\xff\xff"

    assert outcome(bytes(content)) in (refusals.DAMAGED, refusals.NO_PICTURE, refusals.TOO_LARGE)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_random_damage_ends_in_a_sentence_or_a_picture(kind: str):
    whole = octets(logo(300, 200).convert("RGB"), kind)
    dice = random.Random(kind)
    outcomes = set()

    for _ in range(12):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 20)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        outcomes.add(outcome(bytes(content)))

    assert outcomes <= {"kept", refusals.DAMAGED, refusals.NO_PICTURE, refusals.TOO_LARGE}


def test_a_logo_that_is_too_small_is_told_what_it_has_and_what_is_needed():
    error = refusal(png(400, 799), at_least=LOGO_AT_LEAST)

    assert "400 × 799" in str(error)
    assert "800" in gettext_in("en", error.message, **error.values)


def test_a_small_picture_that_was_kept_is_refused_where_more_is_needed():
    keep(png(400, 300))

    assert refusal(png(400, 300), at_least=LOGO_AT_LEAST).message == refusals.TOO_SMALL
    assert find_upload(hashlib.sha256(png(400, 300)).hexdigest()) is not None


def test_a_picture_s_measures_are_those_of_the_upright_one():
    assert keep(pictures.turned(6), at_least=800).width == 800


def test_the_worker_gets_no_heavier_by_a_large_picture():
    """Pillow works in a process of its own, which takes its memory with it."""
    keep(bomb(4990, 4990))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    keep(bomb(5000, 5000))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_large_picture_stays_within_its_memory(tmp_path: Path):
    """Looked at in a process of its own: what others of this process weighed would count otherwise."""
    (tmp_path / "gross.png").write_bytes(octets(Image.new("RGBA", (5000, 5000), (10, 200, 30, 120))))

    told = subprocess.run(
        [sys.executable, "-c", WEIGHED, str(tmp_path / "gross.png")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert told[0] == "5000"
    assert int(told[1]) < 300_000
