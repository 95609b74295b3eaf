"""What is kept about people in the tables of: the journal."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import JOURNAL

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="journal_entry",
        columns=("by", "role"),
        about=About.ACCOUNTS,
        what=mark("wer etwas geändert hat"),
        purpose=mark("Nachvollziehen und Zurücknehmen von Änderungen"),
        basis=Basis.PUBLIC_TASK,
        retention=JOURNAL,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="journal_entry",
        columns=("name", "differences", "reversal"),
        about=About.ACCOUNTS,
        what=mark("was geändert wurde: alte und neue Angaben, die Menschen nennen können"),
        purpose=mark("Nachvollziehen und Zurücknehmen von Änderungen"),
        basis=Basis.PUBLIC_TASK,
        retention=JOURNAL,
        seen_by=SeenBy.OFFICE,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="journal_entry", columns=("subject",), reason="the code or number of the thing that changed"),
)
