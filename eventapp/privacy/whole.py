"""All rooms' declarations in one register."""

from __future__ import annotations

from eventapp.privacy.columns import (
    accounts,
    exhibitors,
    fair,
    journal,
    mailings,
    outbox,
    programme,
    stand,
    uploads,
    visitors,
)
from eventapp.privacy.register import Register

ROOMS = (fair, programme, accounts, exhibitors, stand, visitors, uploads, outbox, mailings, journal)

REGISTER = Register(
    personal=tuple(one for room in ROOMS for one in room.PERSONAL),
    not_personal=tuple(one for room in ROOMS for one in room.NOT_PERSONAL),
)
