"""What is kept about people in the tables of: members, exhibitors and what they hand in."""

from __future__ import annotations

from eventapp.privacy.register import NotPersonal, Personal

PERSONAL: tuple[Personal, ...] = ()
NOT_PERSONAL: tuple[NotPersonal, ...] = ()
