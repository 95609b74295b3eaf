"""Pictures of the demo, kept as if they had been uploaded. They are our own: nothing has to be opened in a process of
its own, which would load Pillow anew for each of them."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime

from werkzeug.utils import import_string

from eventapp.uploads.actions import keep_image


def keep(octets: bytes, *, name: str, at_least: int, at: datetime) -> str:
    """Its digest, by which entries speak of it."""
    prepared = import_string("eventapp.uploads.pictures:prepare")(octets, at_least)
    opened = {hashlib.sha256(octets).hexdigest(): prepared}
    return keep_image(io.BytesIO(octets), at=at, name=name, at_least=at_least, opened=opened).digest
