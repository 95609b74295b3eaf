"""What is kept about people in the tables of: the programme."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import AFTER_THE_FAIR, ARCHIVE

ANNOUNCE = mark("Ankündigung des Programms")

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="speaker",
        columns=("name", "slug", "organisation", "known_as"),
        about=About.SPEAKERS,
        what=mark("Name (auch in der Adresse der Seite) und Organisation"),
        purpose=ANNOUNCE,
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="speaker",
        columns=("biography_de", "biography_en"),
        about=About.SPEAKERS,
        what=mark("was die Vortragenden über sich bekannt machen"),
        purpose=ANNOUNCE,
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="speaker",
        columns=("consent", "consent_on"),
        about=About.SPEAKERS,
        what=mark("ob und seit wann jemand einverstanden ist, im Programm genannt zu werden"),
        purpose=mark("Nennung nur mit Einverständnis"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="speaker",
        columns=("handle", "withdrawals", "completed_at"),
        about=About.SPEAKERS,
        what=mark("wann jemand den eigenen Eintrag ergänzt hat, und wie oft Name oder Bild zurückgezogen wurden"),
        purpose=mark("was zurückgezogen ist, bleibt es auch nach dem Einspielen einer Sicherung"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="speaker",
        columns=("hand_fields",),
        about=About.SPEAKERS,
        what=mark("was die Quelle des Programms über Vortragende sagt, wo das Büro es geändert hat"),
        purpose=mark("Schutz eigener Änderungen beim nächsten Einlesen"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="conference_session",
        columns=("hand_fields",),
        about=About.SPEAKERS,
        what=mark("was die Quelle des Programms zu Programmpunkten sagt, wo das Büro es geändert hat"),
        purpose=mark("Schutz eigener Änderungen beim nächsten Einlesen"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="conference_session",
        columns=(
            *("title_de", "title_en", "subtitle_de", "subtitle_en", "abstract_de", "abstract_en"),
            *("description_de", "description_en", "organisation", "links"),
        ),
        about=About.SPEAKERS,
        what=mark("Texte zu Programmpunkten, die Menschen nennen können"),
        purpose=ANNOUNCE,
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="speaker",
        columns=("email", "language", "generation", "link_sent_at", "has_link"),
        about=About.SPEAKERS,
        what=mark("E-Mail-Adresse, wenn das Büro sie kennt, und die Sprache der E-Mails"),
        purpose=mark("den Link zum eigenen Eintrag und Änderungen des eigenen Programmpunkts schicken"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="speaker",
        columns=(
            *("portrait", "portrait_alt_de", "portrait_alt_en", "portrait_consent", "portrait_consent_on"),
            *("portrait_rights", "portrait_rights_at"),
        ),
        about=About.SPEAKERS,
        what=mark("ein Bild, was darauf zu sehen ist, seit wann es gezeigt werden darf, Bestätigung der Rechte"),
        purpose=ANNOUNCE,
        basis=Basis.CONSENT,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="availability",
        columns=("speaker_id", "starts_at", "ends_at"),
        about=About.SPEAKERS,
        what=mark("wann jemand kann"),
        purpose=mark("Planung des Programms"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="planned_release",
        columns=("document", "comment", "comment_en"),
        about=About.SPEAKERS,
        what=mark("das Programm, wie es zu einer bestimmten Zeit veröffentlicht werden soll"),
        purpose=ANNOUNCE,
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="planned_release",
        columns=("by", "override_reason", "error"),
        about=About.ORGANISERS,
        what=mark("wer eine Veröffentlichung geplant hat, und warum trotz Überschneidungen"),
        purpose=mark("Nachvollziehen von Entscheidungen"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
    Personal(
        table="release",
        columns=("document", "comment", "comment_en"),
        about=About.SPEAKERS,
        what=mark("das Programm, wie es veröffentlicht wurde, und was dazu bemerkt wurde"),
        purpose=mark("das veröffentlichte Programm und was sich daran geändert hat"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.EVERYBODY,
    ),
    Personal(
        table="release",
        columns=("override_reason",),
        about=About.ORGANISERS,
        what=mark("warum trotz Überschneidungen veröffentlicht wurde"),
        purpose=mark("Nachvollziehen von Entscheidungen"),
        basis=Basis.PUBLIC_TASK,
        retention=ARCHIVE,
        seen_by=SeenBy.OFFICE,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(
        table="place", columns=("slug", "name_de", "name_en", "known_as"), reason="the name of a stage or room"
    ),
    NotPersonal(table="place", columns=("where_de", "where_en"), reason="where in the hall that is"),
    NotPersonal(
        table="theme",
        columns=("slug", "name_de", "name_en", "known_as"),
        reason="the name of a field of the programme",
    ),
    NotPersonal(
        table="blocker", columns=("title", "handle"), reason="what a place is kept free for; a value of chance"
    ),
    NotPersonal(
        table="planned_release", columns=("codes", "state"), reason="codes of sessions; how far the plan has come"
    ),
    NotPersonal(table="conference_session", columns=("language",), reason="the language a session is held in"),
    NotPersonal(
        table="conference_session",
        columns=("source_keys",),
        reason="numbers and codes that a session had in the file it came from; e-mail addresses are taken out",
    ),
)
