"""Pictures and files for the tests, good and hostile ones; all are drawn here, none comes from anywhere."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def logo(
    width: int = 1000, height: int = 600, *, colour: object = "#0b6e4f", ground: object = "#ffffff"
) -> Image.Image:
    """A disc on a ground: colours and shape can be recognised after everything."""
    image = Image.new("RGBA", (width, height), ground)
    edge = height // 6
    ImageDraw.Draw(image).ellipse((width // 2 - edge * 2, edge, width // 2 + edge * 2, height - edge), fill=colour)
    return image


def octets(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(width: int = 1000, height: int = 600, **colours: object) -> bytes:
    return octets(logo(width, height, **colours))


def jpeg(image: Image.Image | None = None, **options: object) -> bytes:
    return octets((image or logo()).convert("RGB"), "JPEG", **options)


def stream(content: bytes | str) -> io.BytesIO:
    return io.BytesIO(content.encode() if isinstance(content, str) else content)


def bomb(width: int = 13_000, height: int = 13_000) -> bytes:
    """A PNG of some kilobytes that unpacks to ``width × height`` grey pixels."""
    packer = zlib.compressobj(9)
    line = b"\0" * (width // 8 + 1 + bool(width % 8))
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_text_bomb() -> bytes:
    """A small PNG whose comment unpacks to 200 MB."""
    plain = png()
    comment = b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9)
    return plain[:33] + _chunk(b"zTXt", comment) + plain[33:]


def with_place_and_camera() -> bytes:
    """A photograph that says where it was taken, by whom, and carries a preview and a comment."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9286] = "GEHEIM-Kamera", "GEHEIM-Name", "GEHEIM-Notiz"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 29.0, 48.0), 3: "E", 4: (7.0, 27.0, 25.0)})
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>GEHEIM-XMP</x:xmpmeta>"
    return jpeg(exif=exif, xmp=xmp, comment=b"GEHEIM-Kommentar")


def turned(orientation: int) -> bytes:
    """400 × 800 pixels as they lie in the file, red at their top left."""
    image = Image.new("RGB", (400, 800), "#0000ff")
    image.paste("#ff0000", (0, 0, 200, 400))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return jpeg(image, exif=exif, quality=95)


def moving() -> bytes:
    """Two frames: the first green, the second red."""
    first, second = (Image.new("RGB", (900, 900), colour) for colour in ("#00a000", "#ff0000"))
    return octets(first, "WEBP", save_all=True, append_images=[second], duration=100)


def gif_that_is_a_script() -> bytes:
    return b"GIF89a/*" + octets(logo().convert("P"), "GIF")[8:] + b"*/=1;alert(1)//"


def png_with_a_script_behind() -> bytes:
    return png() + b"<script>alert('GEHEIM')</script>"


def screen_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
