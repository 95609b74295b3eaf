"""How to subscribe with each calendar program, as plain data for the page. Not: the feeds themselves.

What is said here was found out by trying and reading; where a deep link is unreliable, copying the address comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from eventapp.i18n import mark
from eventapp.web import qr

GOOGLE_BY_ADDRESS = "https://calendar.google.com/calendar/r/settings/addbyurl"
GOOGLE_DIRECT = "https://calendar.google.com/calendar/r"
OUTLOOK_COM = "https://outlook.live.com/calendar/0/addfromweb"
MICROSOFT_365 = "https://outlook.office.com/calendar/0/addfromweb"
ICSX5 = "https://icsx5.bitfire.at/"
APPLE_DELAY = mark("So oft, wie Ihr Gerät eingestellt ist: üblich sind eine Stunde bis ein Tag.")
OUTLOOK_DELAY = mark("Frühestens nach etwa drei Stunden, oft später.")


@dataclass(frozen=True, slots=True)
class Button:
    """A link that opens the program; ``is_second_choice`` where it is known to fail for some."""

    label: str
    address: str
    is_second_choice: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """One program: ``steps`` in order, ``delay`` says how soon it notices a change. Texts are German, marked."""

    slug: str
    name: str
    buttons: tuple[Button, ...]
    steps: tuple[str, ...]
    delay: str


THUNDERBIRD = Client(
    slug="thunderbird",
    name="Thunderbird",
    buttons=(),
    steps=(
        mark("Kopieren Sie die Adresse des Kalenders."),
        mark("Wählen Sie „Neuer Kalender“, „Im Netzwerk“ und fügen Sie die Adresse ein, ohne Benutzernamen."),
        mark("Wählen Sie „Kalender suchen“ und dann „Abonnieren“."),
    ),
    delay=mark("Nach etwa 30 Minuten, solange Thunderbird läuft."),
)
ANDROID = Client(
    slug="android",
    name=mark("Android (ohne Google, mit ICSx5)"),
    buttons=(Button(mark("ICSx5 kennenlernen"), ICSX5, is_second_choice=True),),
    steps=(
        mark("Installieren Sie die App ICSx5 aus F-Droid oder dem Play Store."),
        mark("Tippen Sie in ICSx5 auf das Plus und fügen Sie die kopierte Adresse ein."),
        mark("Stellen Sie in ICSx5 ein, wie oft abgeglichen wird."),
    ),
    delay=mark("So oft, wie Sie es in ICSx5 einstellen."),
)
PRIVATE_APPLE = Client(
    slug="apple",
    name="Apple (iPhone, iPad, Mac)",
    buttons=(),
    steps=(
        mark("Kopieren Sie die Adresse des Kalenders."),
        mark("iPhone und iPad: Wählen Sie im Kalender „Kalender“, „Hinzufügen“, „Abonnement hinzufügen“."),
        mark("Mac: Wählen Sie im Kalender „Ablage“, „Neues Kalenderabonnement“ und „Stündlich“."),
    ),
    delay=APPLE_DELAY,
)
PRIVATE_OUTLOOK = Client(
    slug="outlook-com",
    name="Outlook.com",
    buttons=(),
    steps=(
        mark("Kopieren Sie die Adresse des Kalenders."),
        mark("Wählen Sie „Kalender hinzufügen“, „Aus dem Internet abonnieren“ und fügen Sie die Adresse ein."),
    ),
    delay=OUTLOOK_DELAY,
)
OTHERS = Client(
    slug="andere",
    name=mark("Andere (Nextcloud, GNOME, KDE …)"),
    buttons=(),
    steps=(
        mark("Kopieren Sie die Adresse des Kalenders."),
        mark("Wählen Sie „Kalender abonnieren“ oder „Neuer Kalender aus dem Netz“ und fügen Sie die Adresse ein."),
    ),
    delay=mark("Je nach Programm stündlich bis wöchentlich."),
)


def clients_for(address: str, name: str) -> tuple[Client, ...]:
    """Every program we know the way into, for the feed at an https address and the calendar's name."""
    return (
        _apple(address),
        _google(address),
        _outlook_com(address, name),
        _microsoft_365(address, name),
        THUNDERBIRD,
        ANDROID,
        OTHERS,
    )


def private_clients_for(address: str, name: str) -> tuple[Client, ...]:
    """The same for an address that is a secret: never ``webcal``, whose first question goes out without encryption, and
    no link that hands the secret over to somebody else's page."""
    known = (_google(address), _outlook_com(address, name), _microsoft_365(address, name))
    copied = (PRIVATE_OUTLOOK if client.slug == "outlook-com" else client for client in known)
    others = tuple(replace(client, buttons=tuple(_that_tell_nothing(client, address))) for client in copied)
    return (PRIVATE_APPLE, *others, THUNDERBIRD, ANDROID, OTHERS)


def _that_tell_nothing(client: Client, address: str) -> Iterator[Button]:
    secret = quote(address.split("://", 1)[-1], safe="")
    return (button for button in client.buttons if secret not in button.address)


def webcal(address: str) -> str:
    """The same address as Apple's programs want it; never ``webcals``, which iOS does not know."""
    return "webcal://" + address.split("://", 1)[-1]


def qr_svg(address: str, *, title: str = "") -> bytes:
    """The address as a picture. ``title`` is what a pointer over it is told, where the path itself is nobody's
    business."""
    return qr.qr_svg(address, title=title or urlsplit(address).path)


def _apple(address: str) -> Client:
    return Client(
        slug="apple",
        name="Apple (iPhone, iPad, Mac)",
        buttons=(Button(mark("In Apple Kalender abonnieren"), webcal(address)),),
        steps=(
            mark("Tippen Sie auf „In Apple Kalender abonnieren“ und bestätigen Sie mit „Abonnieren“."),
            mark("Öffnet sich nichts: Kopieren Sie die Adresse und wählen Sie im Kalender „Abonnement hinzufügen“."),
            mark("Stellen Sie auf dem Mac „Automatisch aktualisieren“ auf „Stündlich“."),
        ),
        delay=APPLE_DELAY,
    )


def _google(address: str) -> Client:
    direct = f"{GOOGLE_DIRECT}?cid={quote(webcal(address), safe='')}"
    return Client(
        slug="google",
        name=mark("Google Kalender"),
        buttons=(
            Button(mark("Seite „Per URL“ bei Google öffnen"), GOOGLE_BY_ADDRESS),
            Button(mark("Direkt hinzufügen (gelingt nicht immer)"), direct, is_second_choice=True),
        ),
        steps=(
            mark("Kopieren Sie die Adresse des Kalenders."),
            mark("Öffnen Sie am Rechner bei Google die Seite „Per URL“. In den Apps fehlt dieser Weg."),
            mark("Fügen Sie die Adresse ein, wählen Sie „Kalender hinzufügen“; dann kommt er auch auf das Telefon."),
        ),
        delay=mark("Meist nach 8 bis 24 Stunden. Für Änderungen am Messetag ist das zu langsam."),
    )


def _outlook_com(address: str, name: str) -> Client:
    return Client(
        slug="outlook-com",
        name="Outlook.com",
        buttons=(Button(mark("In Outlook.com abonnieren"), _from_web(OUTLOOK_COM, address, name)),),
        steps=(
            mark("Wählen Sie „In Outlook.com abonnieren“ und melden Sie sich dort an, falls Outlook danach fragt."),
            mark("Bestätigen Sie mit „Importieren“. Der Kalender bleibt trotz dieses Namens ein Abonnement."),
            mark("Öffnet sich nichts: Wählen Sie „Kalender hinzufügen“, „Aus dem Internet abonnieren“."),
        ),
        delay=OUTLOOK_DELAY,
    )


def _microsoft_365(address: str, name: str) -> Client:
    return Client(
        slug="microsoft-365",
        name=mark("Microsoft 365 (Outlook im Betrieb)"),
        buttons=(Button(mark("In Microsoft 365 abonnieren"), _from_web(MICROSOFT_365, address, name)),),
        steps=(
            mark("Kopieren Sie die Adresse des Kalenders."),
            mark("Wählen Sie „Kalender hinzufügen“, „Aus dem Internet abonnieren“ und fügen Sie die Adresse ein."),
            mark("Fehlt dieser Weg, hat Ihr Betrieb ihn gesperrt; die Programmseite zeigt dasselbe."),
        ),
        delay=OUTLOOK_DELAY,
    )


def _from_web(service: str, address: str, name: str) -> str:
    return f"{service}?url={quote(address, safe='')}&name={quote(name, safe='')}"
