"""How the history says what was changed. Kinds and fields are the rooms'; what is not named here is shown as it is."""

from __future__ import annotations

from eventapp.fair.sections import field_name as fair_field_name
from eventapp.i18n import _, mark

NOUNS = {
    "programm": (("session", "place", "theme", "speaker", "release", "import"), mark("Programm")),
    "aussteller": (
        ("member", "exhibitor", "entry", "exhibit", "pass", "question", "task", "export"),
        mark("Aussteller"),
    ),
    "messe": (("fair", "registration"), mark("Messe")),
    "konten": (("account",), mark("Konten")),
    "mails": (("mail",), mark("Mails")),
}
"""What the page can be narrowed to: the beginnings of kinds, and a name."""

SUBJECTS = {
    "session": mark("Programmpunkt"),
    "place": mark("Ort"),
    "theme": mark("Thema"),
    "speaker": mark("Vortragende"),
    "release": mark("Veröffentlichung"),
    "import": mark("Programmdatei"),
    "member": mark("Mitglied"),
    "exhibitor": mark("Aussteller"),
    "entry": mark("Angaben"),
    "fair": mark("Messe"),
    "registration": mark("Regeln der Anmeldung"),
    "account": mark("Konto"),
    "mail": mark("Mail"),
}
VERBS = {
    "created": mark("angelegt"),
    "changed": mark("geändert"),
    "removed": mark("entfernt"),
    "deleted": mark("gelöscht"),
    "moved": mark("umgestellt"),
    "cancelled": mark("abgesagt"),
    "reinstated": mark("findet doch statt"),
    "delayed": mark("verspätet"),
    "on_time": mark("wieder pünktlich"),
    "follows_source": mark("folgt wieder der Programmdatei"),
    "released": mark("veröffentlicht"),
    "applied": mark("eingelesen"),
    "invited": mark("eingeladen"),
    "accepted": mark("freigegeben"),
    "declined": mark("abgelehnt"),
    "handed_in": mark("eingereicht"),
    "withdrawn": mark("zurückgezogen"),
    "drafted": mark("im Entwurf geändert"),
    "published": mark("veröffentlicht"),
    "discarded": mark("auf den öffentlichen Stand zurückgesetzt"),
    "set": mark("aus einer Datei übernommen"),
    "sent_anew": mark("noch einmal gesendet"),
}


def sentence_for(kind: str) -> str:
    """``session.changed`` → Programmpunkt geändert."""
    subject, _dot, verb = kind.partition(".")
    noun, done = SUBJECTS.get(subject, subject), VERBS.get(verb, verb.replace("_", " "))
    return f"{_(noun)} {_(done)}"


def field_name(field: str) -> str:
    """Fields are kept by their German names, those of the fair's data by names of their own."""
    told = fair_field_name(field)
    return told if told != field else _(field)
