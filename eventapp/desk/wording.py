"""How the history says what was changed. Kinds and fields are the rooms'; what is not named here is shown as it is."""

from __future__ import annotations

from eventapp.exhibitors.rule_words import rule_name, rule_value
from eventapp.fair.sections import field_name as fair_field_name
from eventapp.fair.showing import shown
from eventapp.i18n import _, mark
from eventapp.programme.snapshots import FIELD_NAMES

NOUNS = {
    "programm": (
        ("session", "place", "theme", "speaker", "blocker", "release", "import", "programme"),
        mark("Programm"),
    ),
    "plaetze": (("sign_up", "door"), mark("Plätze")),
    "aussteller": (
        ("member", "exhibitor", "entry", "application", "export"),
        mark("Aussteller"),
    ),
    "stand": (("stand", "area", "mark", "plan"), mark("Standplan")),
    "messe": (("fair", "registration"), mark("Messe")),
    "konten": (("account",), mark("Konten")),
    "mails": (("mail", "mailing"), mark("Mails")),
    "verlauf": (("history",), mark("Verlauf")),
}
"""What the page can be narrowed to: the beginnings of kinds, and a name."""

SENTENCES = {
    "account.office_withdrawn": mark("Recht des Büros entzogen"),
    "account.passkey_removed": mark("Passkey entfernt"),
    "account.passkeys_forgotten": mark("Alle Passkeys entfernt"),
    "account.address_changed": mark("Adresse eines Kontos geändert"),
    "application.admitted": mark("Bewerbung angenommen"),
    "application.refused": mark("Bewerbung abgelehnt"),
    "area.moved": mark("Fläche verschoben"),
    "area.removed": mark("Fläche vom Plan genommen"),
    "area.restored": mark("Fläche zurückgeholt"),
    "door.created": mark("Link für eine Tür angelegt"),
    "door.revoked": mark("Link für eine Tür zurückgezogen"),
    "entry.answered": mark("Rückfrage beantwortet"),
    "entry.asked": mark("Rückfrage gestellt"),
    "entry.carried_over": mark("Angaben von der letzten Messe übernommen"),
    "entry.restored": mark("Angaben wieder aufgenommen"),
    "entry.started": mark("Angaben begonnen"),
    "entry.taken_off": mark("Vom Netz genommen"),
    "exhibitor.colleague_invited": mark("Weitere Person eingeladen"),
    "exhibitor.colleague_let_go": mark("Person entlassen"),
    "exhibitor.contact_changed": mark("Ansprechperson geändert"),
    "exhibitor.listed": mark("Aussteller auf die Liste gesetzt"),
    "exhibitor.pass_withdrawn": mark("Ausweis zurückgezogen"),
    "exhibitor.not_wanted": mark("Aufgabe als „nicht gewünscht“ beantwortet"),
    "exhibitor.passes_added": mark("Ausweise eingetragen"),
    "exhibitor.readmitted": mark("Aussteller wieder aufgenommen"),
    "exhibitor.reopened": mark("Aufgabe noch einmal geöffnet"),
    "exhibitor.wanted": mark("Wunsch zu einer Aufgabe geändert"),
    "fair.archived": mark("Messe archiviert"),
    "fair.brought_back": mark("Messe aus dem Archiv geholt"),
    "fair.discarded": mark("Entwurf der Messe verworfen"),
    "fair.drafted": mark("Entwurf der Messe geändert"),
    "fair.published": mark("Angaben der Messe veröffentlicht"),
    "fair.set": mark("Angaben der Messe aus einer Datei veröffentlicht"),
    "place.availability": mark("Verfügbarkeit eines Orts geändert"),
    "speaker.availability": mark("Verfügbarkeit einer Person geändert"),
    "mail.sent_anew": mark("Mail noch einmal verschickt"),
    "privacy.erased": mark("Personenbezogenes nach Ablauf der Frist gelöscht"),
    "mailing.sent": mark("Rundmail gesendet"),
    "mailing.sent_anew": mark("Mails einer Rundmail noch einmal gesendet"),
    "mark.moved": mark("Zeichen auf dem Plan verschoben"),
    "release.released": mark("Programm veröffentlicht"),
    "session.admission": mark("Einlass geändert"),
    "session.delayed": mark("Programmpunkt verspätet"),
    "session.follows_source": mark("Programmpunkt folgt wieder der Quelle"),
    "session.moved": mark("Programmpunkt verschoben"),
    "session.on_time": mark("Programmpunkt wieder pünktlich"),
    "session.set_aside": mark("Programmpunkt zur Seite gelegt"),
    "sign_up.let_in": mark("Vom Büro aufgenommen"),
    "sign_up.list_taken": mark("Liste der Anmeldungen heruntergeladen"),
    "sign_up.moved": mark("Umgebucht"),
    "sign_up.put_in": mark("Platz außer der Reihe gegeben"),
    "sign_up.removed": mark("Platz zurückgenommen"),
    "sign_up.settings": mark("Einstellungen zu den Plätzen geändert"),
    "sign_up.written": mark("An Angemeldete geschrieben"),
    "speaker.link_sent": mark("Link zum eigenen Eintrag geschickt"),
    "speaker.link_shown": mark("Link zum eigenen Eintrag angezeigt"),
    "speaker.link_shut": mark("Link zum eigenen Eintrag ungültig gemacht"),
    "speaker.name_withdrawn": mark("Einverständnis mit der Nennung widerrufen"),
    "speaker.portrait_withdrawn": mark("Bild zurückgezogen"),
    "stand.list_taken": mark("Liste zum Stand heruntergeladen"),
    "session.undone": mark("Änderung an einem Programmpunkt zurückgenommen"),
    "session.redone": mark("Änderung an einem Programmpunkt wiederhergestellt"),
    "place.undone": mark("Änderung an einem Ort zurückgenommen"),
    "place.redone": mark("Änderung an einem Ort wiederhergestellt"),
    "theme.undone": mark("Änderung an einem Themenfeld zurückgenommen"),
    "theme.redone": mark("Änderung an einem Themenfeld wiederhergestellt"),
    "speaker.undone": mark("Änderung an Vortragenden zurückgenommen"),
    "speaker.redone": mark("Änderung an Vortragenden wiederhergestellt"),
    "blocker.undone": mark("Änderung an einer Sperrzeit zurückgenommen"),
    "blocker.redone": mark("Änderung an einer Sperrzeit wiederhergestellt"),
    "fair.undone": mark("Änderung am Entwurf der Messe zurückgenommen"),
    "fair.redone": mark("Änderung am Entwurf der Messe wiederhergestellt"),
    "programme.list_taken": mark("Liste aus dem Programm heruntergeladen"),
    "history.list_taken": mark("Verlauf als Liste heruntergeladen"),
    "stand.placed": mark("Belegung des Stands geändert"),
}
"""What a noun and a verb do not tell well."""
FIELDS = {
    "state": mark("Stand"),
    "task": mark("Aufgabe"),
    "withdrawn_reason": mark("Grund"),
    "until": mark("Bis"),
    "overlap": mark("Zwei Plätze zur selben Zeit"),
    "shows": mark("Freie Plätze zeigen"),
    "offer_hours": mark("Stunden, die ein Platz angeboten wird"),
}
VALUES = {
    "listed": mark("auf der Liste"),
    "invited": mark("eingeladen"),
    "taking_part": mark("nimmt teil"),
    "withdrawn": mark("zurückgezogen"),
    "allow": mark("erlaubt"),
    "warn": mark("erlaubt, mit Hinweis"),
    "refuse": mark("nicht möglich"),
    "numbers": mark("als Zahl"),
    "words": mark("in Worten"),
}
WORDED = tuple(FIELD_NAMES[name] for name in ("kind", "language", "admission", "is_scheduled", "is_cancelled"))
"""Fields whose values are kept by their German words."""
SUBJECTS = {
    "session": mark("Programmpunkt"),
    "place": mark("Ort"),
    "theme": mark("Thema"),
    "speaker": mark("Vortragende"),
    "blocker": mark("Sperrzeit"),
    "release": mark("Veröffentlichung"),
    "import": mark("Programmdatei"),
    "member": mark("Mitglied"),
    "exhibitor": mark("Aussteller"),
    "entry": mark("Angaben"),
    "stand": mark("Gemeinschaftsstand"),
    "area": mark("Fläche"),
    "mark": mark("Zeichen auf dem Plan"),
    "plan": mark("Standplan"),
    "fair": mark("Messe"),
    "registration": mark("Regeln der Anmeldung"),
    "account": mark("Konto"),
    "mail": mark("Mail"),
    "mailing": mark("Rundmail"),
}
VERBS = {
    "created": mark("angelegt"),
    "changed": mark("geändert"),
    "removed": mark("entfernt"),
    "deleted": mark("gelöscht"),
    "moved": mark("umgestellt"),
    "cancelled": mark("abgesagt"),
    "reinstated": mark("findet doch statt"),
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
    "planned": mark("vorgemerkt"),
    "refused": mark("zur vorgemerkten Zeit nicht gemacht"),
    "taken_back": mark("als Entwurf zurückgeholt"),
    "set": mark("aus einer Datei übernommen"),
    "sent_anew": mark("noch einmal gesendet"),
    "undone": mark("zurückgenommen"),
    "redone": mark("wiederhergestellt"),
}


def sentence_for(kind: str) -> str:
    """``session.changed`` → Programmpunkt geändert."""
    if kind in SENTENCES:
        return _(SENTENCES[kind])
    subject, _dot, verb = kind.partition(".")
    if subject == "export":  # the verb is the list's own name, its title stands beside it
        return _("Liste heruntergeladen")
    noun, done = SUBJECTS.get(subject, subject), VERBS.get(verb, verb.replace("_", " "))
    return f"{_(noun)} {_(done)}"


def field_name(field: str, kind: str = "") -> str:
    """Most fields are kept by their German names, those of a fair's data and of its rules by names of their own."""
    if kind.startswith("registration."):
        return rule_name(field)
    told = fair_field_name(field)
    if told != field:
        return told
    return _(FIELDS.get(field, field)) if field else ""


def value_of(field: str, value: str, kind: str = "") -> str:
    """A value as people say it; only states and rules are kept otherwise."""
    if kind.startswith("registration."):
        return rule_value(field, value)
    if field in ("hours", "starts_on", "ends_on"):
        return shown(field, value)
    if field in WORDED and value:
        return _(value)
    return _(VALUES[value]) if field in ("state", "overlap", "shows") and value in VALUES else value
