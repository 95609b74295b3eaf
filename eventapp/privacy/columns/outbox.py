"""What is kept about people in the tables of: mails."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import MAIL

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="outbox_mail",
        columns=("to_address", "language"),
        about=About.READERS,
        what=mark("E-Mail-Adresse und Sprache, in der geschrieben wird"),
        purpose=mark("Versand dessen, worum jemand gebeten hat oder was jemand wissen muss"),
        basis=Basis.PUBLIC_TASK,
        retention=MAIL,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="outbox_mail",
        columns=("filled_with", "subject", "text", "html", "error"),
        about=About.READERS,
        what=mark(
            "Was in der E-Mail steht und was der Mailserver dazu sagt "
            "(Codes und Links zum Einloggen nur, bis sie gesendet sind)"
        ),
        purpose=mark("Auskunft darüber, was gesendet wurde und warum etwas nicht ankam"),
        basis=Basis.PUBLIC_TASK,
        retention=MAIL,
        seen_by=SeenBy.OFFICE,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="outbox_mail", columns=("key",), reason="names the cause by numbers of rows, never by names"),
    NotPersonal(
        table="worker_task", columns=("name", "error"), reason="what the worker does at intervals, and its faults"
    ),
)
