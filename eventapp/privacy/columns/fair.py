"""What is kept about people in the tables of: the fair."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import ARCHIVE

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="fair",
        columns=("profile",),
        about=About.ORGANISERS,
        what=mark("Ansprechpersonen und Kontakte, die in den Texten zur Messe genannt sind"),
        purpose=mark("Erreichbarkeit und gesetzliche Angaben"),
        basis=Basis.LEGAL_DUTY,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="fair",
        columns=("draft",),
        about=About.ORGANISERS,
        what=mark("Dieselben Angaben, solange sie geschrieben, aber nicht veröffentlicht sind"),
        purpose=mark("Vorbereiten der öffentlichen Seiten"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="fair", columns=("slug", "title_de", "title_en"), reason="the fair's own name"),
    NotPersonal(table="fair", columns=("uid_domain",), reason="the domain of this site, fixed in calendar entries"),
)
