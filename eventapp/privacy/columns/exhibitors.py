"""What is kept about people in the tables of: members, exhibitors and what they hand in."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import AFTER_THE_FAIR, ARCHIVE, PASS, WITH_ITS_ENTRY

TAKE_PART = mark("Vorbereitung und Durchführung des Messeauftritts")

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="membership",
        columns=("person_id",),
        about=About.MEMBERS,
        what=mark("für welches Mitglied jemand handelt"),
        purpose=mark("Zugang zu den eigenen Angaben"),
        basis=Basis.CONTRACT,
        retention=WITH_ITS_ENTRY,
        seen_by=SeenBy.OWN_MEMBER,
    ),
    Personal(
        table="exhibitor",
        columns=("contact_name", "contact_email", "language"),
        about=About.MEMBERS,
        what=mark("Name, E-Mail-Adresse und Sprache der Ansprechperson eines Ausstellers"),
        purpose=TAKE_PART,
        basis=Basis.CONTRACT,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.OWN_MEMBER,
    ),
    Personal(
        table="exhibitor",
        columns=("withdrawn_reason",),
        about=About.MEMBERS,
        what=mark("warum ein Mitglied nicht mehr teilnimmt"),
        purpose=TAKE_PART,
        basis=Basis.CONTRACT,
        retention=WITH_ITS_ENTRY,
        seen_by=SeenBy.OWN_MEMBER,
    ),
    Personal(
        table="application",
        columns=(
            *("name", "city", "website", "contact_name", "contact_email", "contact_phone", "language", "message"),
            "refused_reason",
        ),
        about=About.MEMBERS,
        what=mark("Bewerbung um die Teilnahme: Organisation, Ansprechperson, Nachricht, Grund einer Ablehnung"),
        purpose=mark("Entscheiden, wer am Gemeinschaftsstand teilnimmt"),
        basis=Basis.CONTRACT,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="entry",
        columns=("draft", "handed_in", "accepted", "unrecorded"),
        about=About.MEMBERS,
        what=mark("Angaben der Aussteller, darin Ansprechpersonen mit Telefon und E-Mail, Kennzeichen und Vortragende"),
        purpose=TAKE_PART,
        basis=Basis.CONTRACT,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.FAIR,
    ),
    Personal(
        table="entry",
        columns=("changed_by", "handed_in_by", "touched", "declined_reason"),
        about=About.MEMBERS,
        what=mark("wer eine Angabe wann geändert oder eingereicht hat, und warum etwas abgelehnt wurde"),
        purpose=mark("gemeinsames Bearbeiten, Nachvollziehen von Änderungen"),
        basis=Basis.CONTRACT,
        retention=WITH_ITS_ENTRY,
        seen_by=SeenBy.OWN_MEMBER,
    ),
    Personal(
        table="question",
        columns=("text", "answer", "asked_by", "answered_by"),
        about=About.MEMBERS,
        what=mark("Rückfragen zu Angaben und ihre Antworten"),
        purpose=TAKE_PART,
        basis=Basis.CONTRACT,
        retention=WITH_ITS_ENTRY,
        seen_by=SeenBy.OWN_MEMBER,
    ),
    Personal(
        table="staff_pass",
        columns=("first_name", "last_name", "organisation", "days"),
        about=About.STAFF,
        what=mark("Name, Organisation und Tage der Menschen, die am Stand arbeiten"),
        purpose=mark("Zutritt zur Messe und Ausweis, für nichts anderes"),
        basis=Basis.CONTRACT,
        retention=PASS,
        seen_by=SeenBy.FAIR,
    ),
    Personal(
        table="member",
        columns=("name", "slug", "street", "city", "country", "website"),
        about=About.MEMBERS,
        what=mark("Name und Anschrift eines Mitglieds, wenn es eine einzelne Person ist"),
        purpose=mark("Verzeichnis der Aussteller"),
        basis=Basis.CONTRACT,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="member",
        columns=("note",),
        about=About.MEMBERS,
        what=mark("Notiz der Organisation zu einem Mitglied"),
        purpose=mark("Betreuung der Mitglieder"),
        basis=Basis.CONTRACT,
        retention=WITH_ITS_ENTRY,
        seen_by=SeenBy.OFFICE,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="member", columns=("organisation_kind",), reason="manufacturer, association, university …"),
    NotPersonal(table="exhibitor", columns=("slug",), reason="the organisation's name in an address"),
    NotPersonal(table="exhibitor", columns=("not_wanted", "reminded"), reason="names of tasks and dates of deadlines"),
    NotPersonal(table="entry", columns=("slug",), reason="the title of an exhibit in an address"),
    NotPersonal(table="application", columns=("key",), reason="chance, so that a form counts once"),
    NotPersonal(
        table="registration",
        columns=("document",),
        reason="what a fair asks and until when, with the office's contact as it stands on the members' pages",
    ),
)
