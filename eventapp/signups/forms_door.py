"""What a device at a door sends: one press, by whichever button of the page it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from eventapp.signups.actions.door import KINDS, Press
from eventapp.signups.door_rules import pressed_at

LONGEST = 60
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,40}")
_AGO = re.compile(r"[0-9]{1,6}")


def press_of(sent: Mapping[str, str], now: datetime, day: date) -> Press | None:
    """None if it is no press of ours. ``ago``: so many seconds it waited for the network, on the ``day`` of the link.
    What takes back waits for none: it counts for now."""
    kind = next((kind for kind in KINDS if kind in sent), None)
    nonce, ago = sent.get("nonce", ""), sent.get("ago", "")
    what = sent.get(kind, "")[:LONGEST].strip() if kind else ""
    if kind is None or not what or not _NONCE.fullmatch(nonce) or (kind == "count" and what not in ("1", "-1")):
        return None
    waited = int(ago) if _AGO.fullmatch(ago) and kind != "undo" else 0
    return Press(kind, what, nonce, pressed_at(now, waited, day))
