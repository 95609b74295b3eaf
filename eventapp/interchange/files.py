"""Which apps show a programme from an address, and how, as plain data for the page. Not: the files themselves.

What is said here was read in the apps' own documentation and source; nothing is promised that an app does not keep.
"""

from __future__ import annotations

from eventapp.calendars.clients import Button, Client
from eventapp.i18n import mark

GIGGITY_LINK = "https://ggt.gaa.st/#url="
"""Giggity's own way in: what stands behind the sharp sign is handed to the app and to no server."""
GIGGITY = "https://f-droid.org/packages/net.gaast.giggity/"

EVENTFAHRPLAN = Client(
    slug="eventfahrplan",
    name="EventFahrplan (Android)",
    buttons=(),
    steps=(
        mark(
            "EventFahrplan gibt es je Veranstaltung als eigene App. Wer eine baut, trägt diese Adresse ein; manche "
            "Apps nehmen sie auch in ihren Einstellungen an."
        ),
    ),
    delay=mark("Von selbst, so oft es in der App eingestellt ist."),
)
APPLE = Client(
    slug="apple",
    name="iPhone, iPad",
    buttons=(),
    steps=(
        mark(
            "Hier kennen wir keine App, in die Sie diese Adresse selbst eintragen können. Abonnieren Sie stattdessen "
            "den Kalender: Der Weg steht unten auf dieser Seite."
        ),
    ),
    delay=mark("So oft, wie Ihr Kalender nachsieht."),
)
OTHERS = Client(
    slug="andere",
    name=mark("Andere (ConfClerk unter Linux …)"),
    buttons=(),
    steps=(
        mark("Kopieren Sie die Adresse."),
        mark("Legen Sie im Programm eine neue Veranstaltung an und fügen Sie die Adresse als Quelle ein."),
    ),
    delay=mark("Meist erst, wenn Sie selbst neu laden."),
)


def apps_for(address: str) -> tuple[Client, ...]:
    """Every app we know the way into, for the https address of ``schedule.xml``."""
    return _giggity(address), EVENTFAHRPLAN, APPLE, OTHERS


def _giggity(address: str) -> Client:
    return Client(
        slug="giggity",
        name="Giggity (Android)",
        buttons=(
            Button(mark("In Giggity öffnen"), GIGGITY_LINK + address),
            Button(mark("Giggity bei F-Droid"), GIGGITY, is_second_choice=True),
        ),
        steps=(
            mark("Installieren Sie Giggity aus F-Droid oder dem Play Store."),
            mark("Tippen Sie auf dem Telefon auf „In Giggity öffnen“."),
            mark("Öffnet sich nichts: Fügen Sie in Giggity eine Veranstaltung mit der kopierten Adresse hinzu."),
        ),
        delay=mark("Beim Öffnen, wenn es zuletzt vor mehr als einem Tag nachgesehen hat; sonst, wenn Sie neu laden."),
    )
