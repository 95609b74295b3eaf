"""What is kept about people in the tables of: visitors and their places in sessions."""

from __future__ import annotations

from eventapp.i18n import mark
from eventapp.privacy.register import About, Basis, NotPersonal, Personal, SeenBy
from eventapp.privacy.retention import AFTER_THE_FAIR, EMPTY_PROGRAMME, UNCONFIRMED, UNWANTED

GIVE_A_PLACE = mark("einen Platz vergeben, bestätigen und an der Tür wiedererkennen")

PERSONAL: tuple[Personal, ...] = (
    Personal(
        table="visitor",
        columns=("email", "email_confirmed_at"),
        about=About.VISITORS,
        what=mark("E-Mail-Adresse, wenn sie angegeben wird, und wann sie bestätigt wurde"),
        purpose=mark("Bestätigung, Nachricht bei Änderungen, den verlorenen Link noch einmal schicken"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="visitor",
        columns=("new_email", "new_email_asked_at"),
        about=About.VISITORS,
        what=mark("eine neue E-Mail-Adresse, wenn die bisherige geändert werden soll"),
        purpose=mark("zeigen lassen, dass sie der Person gehört, bevor sie an die Stelle der bisherigen tritt"),
        basis=Basis.PUBLIC_TASK,
        retention=UNCONFIRMED,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="visitor",
        columns=("created_at",),
        about=About.VISITORS,
        what=mark("private Programme, in denen nie etwas gemerkt war, und wann sie angelegt wurden"),
        purpose=mark("das eigene Programm ohne Konto behalten"),
        basis=Basis.PUBLIC_TASK,
        retention=EMPTY_PROGRAMME,
        seen_by=SeenBy.NOBODY,
    ),
    Personal(
        table="visitor",
        columns=("name",),
        about=About.VISITORS,
        what=mark("Name, wenn ein Platz gewünscht wird"),
        purpose=GIVE_A_PLACE,
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.DOOR,
    ),
    Personal(
        table="visitor",
        columns=("handle", "language"),
        about=About.VISITORS,
        what=mark("ein zufälliger Wert für den privaten Link und die Sprache"),
        purpose=mark("das eigene Programm ohne Konto behalten"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.NOBODY,
    ),
    Personal(
        table="star",
        columns=("visitor_id", "session_id", "is_set"),
        about=About.VISITORS,
        what=mark("gemerkte Programmpunkte, wenn das eigene Programm behalten wird"),
        purpose=mark("das eigene Programm ohne Konto behalten"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.NOBODY,
    ),
    Personal(
        table="sign_up",
        columns=("name", "answer", "visitor_id"),
        about=About.VISITORS,
        what=mark("Name und Antwort auf die Frage zum Programmpunkt, wie sie angegeben wurden"),
        purpose=GIVE_A_PLACE,
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.DOOR,
    ),
    Personal(
        table="sign_up",
        columns=("asked_at", "confirmed_at", "came_at", "came_through", "code", "handle", "key"),
        about=About.VISITORS,
        what=mark("wann gefragt, bestätigt und an welcher Tür eingelassen wurde, Code für die Tür"),
        purpose=mark("Nachweis der Bestätigung, Einlass, Zählung"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.DOOR,
    ),
    Personal(
        table="sign_up",
        columns=("state",),
        about=About.VISITORS,
        what=mark("unbestätigte Anfragen nach einem Platz"),
        purpose=GIVE_A_PLACE,
        basis=Basis.PUBLIC_TASK,
        retention=UNCONFIRMED,
        seen_by=SeenBy.PERSON,
    ),
    Personal(
        table="door_act",
        columns=("sign_up_id", "verdict", "was", "at", "undone_at"),
        about=About.VISITORS,
        what=mark("was an einer Tür zu einer Anmeldung gedrückt wurde, wann, und was dabei herauskam"),
        purpose=mark("Einlass, Zählung und Zurücknehmen"),
        basis=Basis.PUBLIC_TASK,
        retention=AFTER_THE_FAIR,
        seen_by=SeenBy.DOOR,
    ),
    Personal(
        table="unwanted_address",
        columns=("print",),
        about=About.READERS,
        what=mark("ein verschlüsselter Abdruck der Adresse von Menschen, die keine unverlangten Mails mehr möchten"),
        purpose=mark("ihnen keine solchen Mails mehr schicken"),
        basis=Basis.PUBLIC_TASK,
        retention=UNWANTED,
        seen_by=SeenBy.NOBODY,
    ),
)
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="door_link", columns=("name", "handle"), reason="what a door is called, and its link"),
    NotPersonal(table="door_act", columns=("nonce",), reason="a value of chance that makes a press count once"),
    NotPersonal(
        table="conference_session", columns=("question_de", "question_en"), reason="what the office asks along"
    ),
)
