"""Texts to begin with, in both languages. What an office makes of them is its own."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.i18n import Words, mark


@dataclass(frozen=True, slots=True)
class Starter:
    """``audience`` is whom it is meant for; empty where a session or a day has to be chosen first."""

    name: str
    about: str
    audience: str
    subject: Words
    text: Words


STARTERS = {
    "erinnerung": Starter(
        mark("Erinnerung vor der Messe"),
        mark("An Aussteller, die mit einer Aufgabe überfällig sind: was fehlt, bis wann, und wo es hingehört."),
        "members:overdue",
        Words("Für {messe} fehlen uns noch Angaben", "We are still missing some details for {messe}"),
        Words(
            "Guten Tag {name},\n\n"
            "bis zur Messe ist es nicht mehr weit, und für {aussteller} fehlt uns noch:\n\n"
            "{aufgaben}\n\n"
            "Ohne diese Angaben können wir Ihren Platz am Stand nicht fertig planen. Das meiste ist in zwanzig Minuten "
            "erledigt. Was Sie nicht brauchen, beantworten Sie einfach mit „nicht gewünscht“.\n\n"
            "Zu Ihren Aufgaben:\n{link}\n\n"
            "Wenn etwas unklar ist, melden Sie sich bitte bei uns.\n\n"
            "Viele Grüße\nIhr Messebüro",
            "Hello {name},\n\n"
            "the fair is close now, and for {aussteller} we are still missing:\n\n"
            "{aufgaben}\n\n"
            "Without these details we cannot finish planning your part of the stand. Most of it takes twenty minutes. "
            "If there is something you do not need, simply answer “not wanted”.\n\n"
            "Your tasks:\n{link}\n\n"
            "If anything is unclear, please get in touch with us.\n\n"
            "Kind regards\nYour fair office",
        ),
    ),
    "vortragende": Starter(
        mark("Praktisches für Vortragende"),
        mark("An alle, die auf einer Bühne stehen: wann, wo, was mitzubringen ist."),
        "speakers",
        Words("Ihr Auftritt bei {messe}: das Praktische", "Your session at {messe}: practical information"),
        Words(
            "Guten Tag {name},\n\n"
            "schön, dass Sie dabei sind. Das ist Ihr Programm, wie es veröffentlicht ist:\n\n"
            "{programmpunkte}\n\n"
            "Bitte denken Sie an Folgendes:\n\n"
            "- Seien Sie zwanzig Minuten vorher an der Bühne; dort empfängt Sie jemand aus dem Standteam.\n"
            "- Bringen Sie Ihre Folien im Format 16:9 auf einem USB-Stick mit, am besten auch als PDF.\n"
            "- Ein Mikrofon und ein Rechner stehen bereit. Was Sie sonst brauchen, sagen Sie uns bitte eine Woche "
            "vorher.\n\n"
            "Ihren Eintrag im Programm ansehen und ergänzen:\n{link}\n\n"
            "Stimmt etwas nicht, oder sind Sie verhindert? Dann sagen Sie uns bitte gleich Bescheid.\n\n"
            "Viele Grüße\nIhr Messebüro",
            "Hello {name},\n\n"
            "we are glad to have you on stage. This is your programme as published:\n\n"
            "{programmpunkte}\n\n"
            "Please keep in mind:\n\n"
            "- Be at the stage twenty minutes early; someone from the stand team will meet you there.\n"
            "- Bring your slides in 16:9 on a USB stick, ideally as a PDF as well.\n"
            "- A microphone and a computer are provided. If you need anything else, please tell us a week before.\n\n"
            "See and complete your entry in the programme:\n{link}\n\n"
            "Is something wrong, or can you not make it? Then please let us know right away.\n\n"
            "Kind regards\nYour fair office",
        ),
    ),
    "morgen": Starter(
        mark("Ihre Session morgen"),
        mark("An alle mit einem Platz an einem Tag oder in einem Programmpunkt: was morgen ist, und wie man absagt."),
        "",
        Words("Morgen bei {messe}", "Tomorrow at {messe}"),
        Words(
            "Guten Tag {name},\n\n"
            "morgen ist es so weit. Für Sie ist ein Platz reserviert:\n\n"
            "{programmpunkte}\n\n"
            "Kommen Sie bitte zehn Minuten vorher und halten Sie den Code aus Ihrer Bestätigung bereit. Zehn Minuten "
            "nach Beginn geben wir freie Plätze an Wartende weiter.\n\n"
            "Sie können doch nicht? Geben Sie Ihren Platz mit zwei Klicks zurück, dann freut sich jemand anderes.\n\n"
            "Platz ansehen oder zurückgeben:\n{link}\n\n"
            "Bis morgen!\nIhr Messebüro",
            "Hello {name},\n\n"
            "tomorrow is the day. A place is reserved for you:\n\n"
            "{programmpunkte}\n\n"
            "Please come ten minutes early and have the code from your confirmation ready. Ten minutes after the start "
            "we give free places to people who are waiting.\n\n"
            "You cannot make it after all? Give your place back with two clicks, and someone else will be happy.\n\n"
            "See your place or give it back:\n{link}\n\n"
            "See you tomorrow!\nYour fair office",
        ),
    ),
    "warteliste": Starter(
        mark("Warteliste: wie die Chancen stehen"),
        mark("An alle, die an einem Tag oder in einem Programmpunkt warten: wie es weitergeht."),
        "",
        Words("Ihr Platz auf der Warteliste bei {messe}", "Your place on the waiting list at {messe}"),
        Words(
            "Guten Tag {name},\n\n"
            "Sie stehen noch auf der Warteliste:\n\n"
            "{programmpunkte}\n\n"
            "Erfahrungsgemäß werden in den letzten beiden Tagen vor der Messe noch Plätze frei. Sobald Sie an der "
            "Reihe sind, bieten wir Ihnen den Platz per Mail an; sehen Sie deshalb öfter in Ihr Postfach.\n\n"
            "Auch am Tag selbst lohnt es sich, vorbeizukommen: Was zehn Minuten nach Beginn leer ist, geht an Wartende "
            "vor der Tür.\n\n"
            "Sie warten nicht mehr? Dann treten Sie bitte von der Liste zurück.\n\n"
            "Warteliste ansehen oder verlassen:\n{link}\n\n"
            "Viele Grüße\nIhr Messebüro",
            "Hello {name},\n\n"
            "you are still on the waiting list:\n\n"
            "{programmpunkte}\n\n"
            "In our experience places do become free in the last two days before the fair. As soon as it is your turn "
            "we offer you the place by mail, so please check your inbox.\n\n"
            "It is also worth coming by on the day: whatever is empty ten minutes after the start goes to people "
            "waiting at the door.\n\n"
            "You are no longer waiting? Then please leave the list.\n\n"
            "See or leave the waiting list:\n{link}\n\n"
            "Kind regards\nYour fair office",
        ),
    ),
}
"""By the word in the form."""
