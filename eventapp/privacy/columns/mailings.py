"""What is kept about people in the tables of: mails to many."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import ARCHIVE

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="mailing",
        columns=("subject_de", "subject_en", "text_de", "text_en", "name"),
        about=About.READERS,
        what=mark("was das Büro an viele geschrieben hat; Texte, die Menschen nennen können"),
        purpose=mark("Nachvollziehen, was wem mitgeteilt wurde"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="mailing",
        columns=("sent_by",),
        about=About.ORGANISERS,
        what=mark("wer eine Rundmail gesendet hat"),
        purpose=mark("Nachvollziehen, was wem mitgeteilt wurde"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="mailing", columns=("audience",), reason="which group was written to, never who"),
    NotPersonal(table="feed_reading", columns=("family",), reason="the make of a calendar program; rows are counts"),
)
