"""One picture looked at, shrunk and written anew. Loads Pillow, so nothing imports this before a picture comes.

The bytes come from anybody. They are opened as PNG, JPEG or WebP and nothing else; how many pixels they unpack to is
known before they are unpacked; and of what was in the file only the pixels of the first frame go on.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Any

from PIL import Image, ImageCms, UnidentifiedImageError

from eventapp.uploads import refusals
from eventapp.uploads.prepared import Prepared, Rendition
from eventapp.uploads.refusals import MOST_PIXELS
from eventapp.uploads.value import LIST_SIZE, SIZES

FORMATS = ("PNG", "JPEG", "WEBP")
BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, AttributeError, OverflowError),
    *(ZeroDivisionError, NotImplementedError, MemoryError, struct.error, zlib.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)
"""What decoders end in on bytes that are no picture."""
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By the number that EXIF gives to how the camera was held."""
ORIENTATION, LYING = 0x0112, (5, 6, 7, 8)
MOST_BYTES_IN_A_LIST = 30_000
QUALITIES = (84, 72, 60, 45, 30)
FEW_BYTES = 10_000
"""So small that nothing is gained by losing something."""
VANISHES_ON_WHITE, VANISHES_ON_BLACK = 210, 57
"""Grey values from which the contrast with white, or below which that with our black, is less than 1.5 to 1."""
OF_SIXTEEN_BITS = 255 / 65535
VISIBLE = 64
"""Of 255: what is more transparent cannot be made out."""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def prepare(octets: bytes, at_least: int) -> Prepared:
    """Never raises for what is in the bytes."""
    try:
        with Image.open(io.BytesIO(octets), formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                return Prepared(refusals.TOO_LARGE, width, height)
            if max(width, height) < at_least:
                return Prepared(refusals.TOO_SMALL, width, height)
            image, orientation = _shrunk(opened)
    except UnidentifiedImageError:
        return Prepared(refusals.NO_PICTURE)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Prepared(refusals.TOO_LARGE, *_claimed_size(octets))
    except BROKEN:
        return Prepared(refusals.DAMAGED)
    if image.mode == "RGBA" and _extremes_of(image.getchannel("A"))[1] < VISIBLE:
        return Prepared(refusals.BLANK)
    if orientation in LYING:
        width, height = height, width
    light, dark = _vanishing(image)
    is_drawn = opened.format != "JPEG"
    return Prepared("", width, height, image.mode == "RGBA", light, dark, _renditions(image, is_drawn))


def _claimed_size(octets: bytes) -> tuple[int, int]:
    """What a picture says about itself that is too large to be opened."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(octets), formats=FORMATS) as opened:
            return opened.size
    finally:
        Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def _orientation(opened: Image.Image) -> int:
    try:
        said = opened.getexif().get(ORIENTATION, 1)
    except BROKEN:  # what a camera wrote down is no reason to refuse its picture
        return 1
    return said if isinstance(said, int) else 1


def _shrunk(opened: Image.Image) -> tuple[Image.Image, int]:
    """The first frame in the largest size, upright, in the screen's colours, with nothing but its pixels; and how it
    was turned."""
    largest = (SIZES[-1], SIZES[-1])
    opened.draft(opened.mode, largest)
    opened.load()  # before anything is asked that would swallow what is wrong with it
    orientation, profile = _orientation(opened), opened.info.get("icc_profile")
    image = _in_screen_colours(_thumbnail(_of_a_mode_that_shrinks(opened), largest), profile)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    if image.mode == "RGBA" and _extremes_of(image.getchannel("A"))[0] == 255:
        image = image.convert("RGB")
    image.info = {}
    return image, orientation


def _thumbnail(image: Image.Image, largest: tuple[int, int]) -> Image.Image:
    """Colours are weighed by how much of them can be seen. Pillow would do so too, but keep a third copy meanwhile."""
    if image.mode != "RGBA":
        image.thumbnail(largest, Image.Resampling.LANCZOS)
        return image
    weighed = image.convert("RGBa")
    image.close()
    weighed.thumbnail(largest, Image.Resampling.LANCZOS)
    return weighed.convert("RGBA")


def _of_a_mode_that_shrinks(opened: Image.Image) -> Image.Image:
    """Palettes and single bits have no colours between their colours; sixteen bits are eight too many."""
    if opened.mode.startswith("I"):
        return opened.convert("F").point(_eight_bits).convert("L")
    if "transparency" in opened.info or opened.mode in ("PA", "LA"):
        return opened.convert("RGBA")
    if opened.mode in ("L", "RGB", "RGBA", "CMYK"):
        return opened
    return opened.convert("L" if opened.mode == "1" else "RGB")


def _extremes_of(channel: Any) -> tuple[int, int]:
    lowest, highest = channel.getextrema()
    return lowest, highest


def _eight_bits(value: Any) -> Any:
    """Called once with a stand-in for all pixels, so it may only scale."""
    return value * OF_SIXTEEN_BITS


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB or RGBA in sRGB. A profile that cannot be read is passed over: most pictures are sRGB anyway."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        if profile:
            screen = ImageCms.createProfile("sRGB")
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(colours, source, screen, outputMode="RGB")
            colours = converted if converted is not None else colours
    except (ImageCms.PyCMSError, *BROKEN):
        pass
    colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _vanishing(image: Image.Image) -> tuple[int, int]:
    """Hundredths of what can be seen of a transparent picture that vanish on white, and on black."""
    if image.mode != "RGBA":
        return 0, 0
    small = image.copy()
    small.thumbnail((LIST_SIZE, LIST_SIZE))
    mask = small.getchannel("A").point(lambda alpha: 255 if alpha >= VISIBLE else 0)
    greys = small.convert("RGB").convert("L").histogram(mask)
    seen = max(1, sum(greys))
    return round(100 * sum(greys[VANISHES_ON_WHITE:]) / seen), round(100 * sum(greys[:VANISHES_ON_BLACK]) / seen)


def _renditions(image: Image.Image, is_drawn: bool) -> dict[str, Rendition]:
    """In all sizes. A picture that is smaller than two of them is the same in both, and is written once."""
    made: dict[str, Rendition] = {}
    before = ""
    for size in SIZES:
        is_the_same = before and LIST_SIZE < int(before) >= max(image.size)
        made[str(size)] = made[before] if is_the_same else _rendition(image, size, is_drawn)
        before = str(size)
    return made


def _rendition(image: Image.Image, size: int, is_drawn: bool) -> Rendition:
    fitted = image.copy()
    fitted.thumbnail((size, size), Image.Resampling.LANCZOS)
    most = MOST_BYTES_IN_A_LIST if size <= LIST_SIZE else None
    return Rendition(*fitted.size, _webp(fitted, is_drawn, most))


def _webp(image: Image.Image, is_drawn: bool, most: int | None) -> bytes:
    """A drawing without loss where that costs little; a photograph, and what must be light, as good as it can be."""
    lossy = _written(image, quality=QUALITIES[0])
    if is_drawn:
        exact = _written(image, lossless=True, quality=60)
        if len(exact) <= max(FEW_BYTES, len(lossy)) and (most is None or len(exact) <= most):
            return exact
    for quality in QUALITIES[1:]:
        if most is None or len(lossy) <= most:
            break
        lossy = _written(image, quality=quality)
    return lossy


def _written(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", method=4, **options)
    return file.getvalue()
