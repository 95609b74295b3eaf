"""What is kept about people in the tables of: uploaded pictures and files."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import UNUSED_UPLOAD

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="upload",
        columns=("name", "digest", "parts"),
        about=About.MEMBERS,
        what=mark("hochgeladene Bilder und Logos, ohne Aufnahmeort und Kameradaten, und wie die Datei hieß"),
        purpose=mark("Auftritt des Mitglieds auf Seiten und im Druck"),
        basis=Basis.CONTRACT,
        retention=UNUSED_UPLOAD,
        seen_by=SeenBy.EVERYBODY,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = ()
