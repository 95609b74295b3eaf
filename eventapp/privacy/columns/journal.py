"""What is kept about people in the tables of: who changed what."""

from __future__ import annotations

from eventapp.privacy.register import NotPersonal, Personal

PERSONAL: tuple[Personal, ...] = ()
NOT_PERSONAL: tuple[NotPersonal, ...] = ()
