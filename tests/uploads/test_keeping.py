"""Pictures are kept in the sizes of pages, with nothing in them but what is to be seen; hostile ones are refused."""

from __future__ import annotations

import hashlib
import random

import pytest
from flask import Flask
from PIL import Image

from eventapp.database import transaction
from eventapp.uploads.actions import keep_image
from eventapp.uploads.models import Upload
from eventapp.uploads.queries import all_uploads, picture_of
from eventapp.uploads.value import LIST_SIZE, SIZES, Picture
from tests.uploads import pictures
from tests.uploads.keeping import AT, files, folder, keep
from tests.uploads.pictures import jpeg, logo, octets, png, stream

pytestmark = pytest.mark.usefixtures("in_app")
TRAVERSING = (
    *(
        "../../etc/passwd",
        "..\\..\\config.py",
        "/etc/passwd",
        "C:\\Users\\x\\logo.png",
        "a/../../b.png",
        "logo.png\0.html",
    ),
    *("%2e%2e%2fx", "logo.svg\n.png", ".htaccess", "…/logo.png", "con", "\u202egnp.exe", "x" * 5000),
)


def shown(app: Flask, upload: Upload, size: int = 800) -> Image.Image:
    image = Image.open(folder(app) / f"{upload.digest[:2]}/{upload.digest}-{size}.webp")
    image.load()
    return image


def test_a_picture_lies_in_all_sizes_under_the_hash_of_what_came(app: Flask):
    upload = keep(png())

    digest = hashlib.sha256(png()).hexdigest()
    assert upload.digest == digest
    assert files(app) == sorted(f"{digest[:2]}/{digest}-{size}.webp" for size in SIZES)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1000, 600, {96: (96, 58), 320: (320, 192), 800: (800, 480), 1600: (1000, 600)}),
        (600, 2400, {96: (24, 96), 320: (80, 320), 800: (200, 800), 1600: (400, 1600)}),
        (900, 1, {96: (96, 1), 320: (320, 1), 800: (800, 1), 1600: (900, 1)}),
    ],
)
def test_sizes_keep_the_shape_and_blow_nothing_up(app: Flask, width: int, height: int, expected: dict):
    upload = keep(octets(Image.new("RGB", (width, height), "#123456")))

    assert {size: shown(app, upload, size).size for size in SIZES} == expected
    assert {size: picture_of(upload).fitted(size) for size in SIZES} == expected
    assert {int(size): (part["width"], part["height"]) for size, part in upload.parts.items()} == expected


def test_every_file_has_its_hash_in_the_row(app: Flask):
    upload = keep(png())

    for path in files(app):
        size = path.rsplit("-", 1)[1].removesuffix(".webp")
        assert hashlib.sha256((folder(app) / path).read_bytes()).hexdigest() == upload.parts[size]["sha256"]


def test_the_same_bytes_again_are_the_same_row_and_files(app: Flask):
    first = keep(png()).id
    before = files(app)

    assert (keep(png()).id, files(app), len(all_uploads())) == (first, before, 1)


def test_what_got_lost_on_disk_is_written_again(app: Flask):
    upload = keep(png())
    (folder(app) / files(app)[0]).unlink()

    keep(png())

    assert len(files(app)) == len(upload.parts)


def test_a_stream_that_was_read_before_is_read_from_its_start():
    """As when a lock makes the view run again."""
    once = stream(png())
    once.read()

    with transaction():
        assert keep_image(once, at=AT).width == 1000


@pytest.mark.parametrize("name", TRAVERSING)
def test_no_name_reaches_a_path(app: Flask, name: str):
    upload = keep(png(), name=name)

    assert all(path.startswith(f"{upload.digest[:2]}/{upload.digest}-") for path in files(app))
    assert not {"/", "\\", "\0", "\n"} & set(upload.name)
    assert len(upload.name) <= 200


def test_a_photograph_loses_place_camera_author_and_comments(app: Flask):
    upload = keep(pictures.with_place_and_camera())

    for path in files(app):
        kept = (folder(app) / path).read_bytes()
        assert b"GEHEIM" not in kept
        assert not {b"EXIF", b"XMP ", b"ICCP"} & {kept[at : at + 4] for at in range(len(kept) - 3)}
    assert dict(shown(app, upload).getexif()) == {}


def test_what_hangs_behind_a_picture_is_gone(app: Flask):
    upload = keep(pictures.png_with_a_script_behind())

    assert all(b"GEHEIM" not in (folder(app) / path).read_bytes() for path in files(app))
    assert upload.width == 1000


@pytest.mark.parametrize(
    ("orientation", "red_corner"),
    [
        (1, (5, 5)),
        (2, (395, 5)),
        (3, (395, 795)),
        (4, (5, 795)),
        (5, (5, 5)),
        (6, (795, 5)),
        (7, (795, 395)),
        (8, (5, 395)),
    ],
)
def test_a_turned_photograph_stands_upright(app: Flask, orientation: int, red_corner: tuple[int, int]):
    upload = keep(pictures.turned(orientation))

    image = shown(app, upload)
    assert (upload.width, upload.height) == image.size == ((400, 800) if orientation < 5 else (800, 400))
    red, _green, blue = image.convert("RGB").getpixel(red_corner)
    assert red > 200 > 60 > blue


def test_of_a_moving_picture_the_first_frame_is_kept(app: Flask):
    image = shown(app, keep(pictures.moving()))

    assert getattr(image, "n_frames", 1) == 1
    red, green, _blue = image.convert("RGB").getpixel((400, 400))
    assert green > 120 > 60 > red


def middle(app: Flask, upload: Upload) -> tuple[int, ...]:
    image = shown(app, upload).convert("RGB")
    return image.getpixel((image.width // 2, image.height // 2))


def close(found: tuple[int, ...], wanted: tuple[int, int, int], *, by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("WEBP", "RGB"), ("WEBP", "RGBA")],
)
def test_colours_stay_as_they_are_in_every_format(app: Flask, kind: str, mode: str):
    upload = keep(octets(logo().convert(mode), kind))

    assert close(middle(app, upload), (0x0B, 0x6E, 0x4F))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_profile_is_turned_into_the_screen_s_colours(app: Flask, kind: str):
    upload = keep(octets(logo().convert("RGB"), kind, icc_profile=pictures.screen_profile()))

    assert close(middle(app, upload), (0x0B, 0x6E, 0x4F))
    assert "icc_profile" not in shown(app, upload).info


def test_a_broken_profile_is_passed_over(app: Flask):
    upload = keep(octets(logo().convert("RGB"), icc_profile=b"GEHEIM" * 100))

    assert close(middle(app, upload), (0x0B, 0x6E, 0x4F))


def test_a_picture_for_the_printer_becomes_one_for_screens(app: Flask):
    cyan = Image.new("CMYK", (900, 900), (255, 0, 0, 0))

    red, green, blue = middle(app, keep(octets(cyan, "JPEG", quality=95)))

    assert red < 60
    assert min(green, blue) > 120


def test_sixteen_bits_become_eight(app: Flask):
    grey = Image.new("I;16", (900, 900), 32768)

    assert close(middle(app, keep(octets(grey))), (128, 128, 128), by=3)


def test_black_and_white_stays_black_and_white(app: Flask):
    image = Image.new("1", (900, 900), 1)
    image.paste(0, (0, 0, 450, 900))

    upload = keep(octets(image))

    assert shown(app, upload).convert("RGB").getpixel((100, 100)) == (0, 0, 0)
    assert shown(app, upload).convert("RGB").getpixel((700, 100)) == (255, 255, 255)


def test_a_palette_with_a_transparent_colour_stays_transparent(app: Flask):
    palette = logo(ground=(0, 0, 0, 0)).quantize(8)

    upload = keep(octets(palette))

    assert upload.is_transparent
    assert shown(app, upload).convert("RGBA").getpixel((2, 2))[3] == 0


def test_a_colour_named_as_transparent_is_transparent(app: Flask):
    upload = keep(octets(logo(ground="#ff00ff").convert("RGB"), transparency=(255, 0, 255)))

    assert shown(app, upload).convert("RGBA").getpixel((2, 2))[3] == 0


def test_an_alpha_channel_that_hides_nothing_is_none():
    assert not keep(png()).is_transparent


def test_what_is_hidden_under_transparency_is_gone(app: Flask):
    """Some tools only make transparent what was meant to be cut away."""
    image = logo(ground=(200, 10, 10, 0))

    upload = keep(octets(image))

    assert shown(app, upload).convert("RGBA").getpixel((2, 2)) == (0, 0, 0, 0)


def test_a_list_s_logo_is_light_even_if_it_is_a_photograph():
    noise = Image.frombytes("RGB", (1200, 1200), random.Random(4).randbytes(1200 * 1200 * 3))

    upload = keep(jpeg(noise))

    assert upload.parts[str(LIST_SIZE)]["bytes"] <= 30_000


def test_a_drawing_keeps_every_pixel(app: Flask):
    flat = Image.new("RGB", (800, 800), "#fedcba")
    flat.paste("#012345", (100, 100, 700, 110))

    upload = keep(octets(flat))

    assert shown(app, upload).convert("RGB").tobytes() == flat.tobytes()


def test_a_refused_transaction_leaves_no_row():
    def keep_and_fail() -> None:
        with transaction():
            keep_image(stream(png()), at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep_and_fail()

    assert all_uploads() == []


def test_a_picture_is_a_value_for_pages():
    upload = keep(png(colour="#ffffff", ground=(0, 0, 0, 0)))

    assert picture_of(upload) == Picture(upload.digest, 1000, 600, is_transparent=True, light=100, dark=0)
