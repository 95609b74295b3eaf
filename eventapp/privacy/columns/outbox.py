"""What is kept about people in the tables of: mails."""

from __future__ import annotations

from eventapp.privacy.register import NotPersonal, Personal

PERSONAL: tuple[Personal, ...] = ()
NOT_PERSONAL: tuple[NotPersonal, ...] = ()
