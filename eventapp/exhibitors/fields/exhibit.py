"""An exhibit: what visitors read about it, and what it needs on the stand."""

from __future__ import annotations

from dataclasses import replace

from eventapp.exhibitors.fields.company import RIGHTS_TEXT
from eventapp.exhibitors.fields.field import Choice, Export, Field, Kind, Step, Task, When
from eventapp.i18n import mark

POWER = (
    Choice("none", mark("Kein Strom")),
    Choice("3kw", mark("bis 3 kW, 230 V, Steckdose 16 A")),
    Choice("10kw", mark("bis 10 kW, 400 V, CEE 16 A")),
    Choice("20kw", mark("bis 20 kW, 400 V, CEE 32 A")),
    Choice("40kw", mark("bis 40 kW, 400 V, CEE 63 A")),
    Choice("68kw", mark("bis 68 kW, 400 V, CEE 125 A")),
)
WITH_POWER = tuple(choice.key for choice in POWER if choice.key != "none")
NETWORK = (
    Choice("none", mark("Kein Netz")),
    Choice("wlan", mark("WLAN genügt")),
    Choice("cable", mark("Netzwerkkabel")),
)
SCREEN = (
    Choice("none", mark("Kein Bildschirm")),
    Choice("own", mark("Wir bringen einen mit")),
    Choice("wanted", mark("Bitte einen bereitstellen")),
)
PUBLIC = (Export.CATALOGUE,)
TECHNICAL = (Export.TECHNICAL,)


ABOUT = (
    Field(
        "title_de",
        mark("Titel auf Deutsch"),
        step="about",
        limit=120,
        is_compulsory=True,
        is_fixed=True,
        is_public=True,
        exports=(Export.CATALOGUE, Export.TECHNICAL),
    ),
    Field("title_en", mark("Titel auf Englisch"), step="about", limit=120, is_public=True, exports=PUBLIC),
    Field(
        "text_de",
        mark("Text auf Deutsch"),
        Kind.PROSE,
        "about",
        help=mark("Was es ist, wem es nützt und was man daran ausprobieren kann."),
        is_compulsory=True,
        is_public=True,
        exports=PUBLIC,
    ),
    Field("text_en", mark("Text auf Englisch"), Kind.PROSE, "about", is_public=True, exports=PUBLIC),
    Field("themes", mark("Themenfelder"), Kind.CHOICES, "about", source="themes", is_public=True, exports=PUBLIC),
    Field(
        "partners",
        mark("Partner"),
        Kind.PARTNERS,
        "about",
        help=mark("Andere Aussteller, die das Exponat mit Ihnen zeigen. Sie stehen öffentlich dabei."),
        source="partners",
        is_public=True,
        exports=PUBLIC,
    ),
    Field(
        "picture",
        mark("Bild"),
        Kind.IMAGE,
        "picture",
        help=mark("PNG, JPG oder WebP, mindestens 800 Pixel breit, höchstens 5 MB."),
        is_public=True,
    ),
    Field(
        "picture_alt",
        mark("Beschreibung des Bildes"),
        step="picture",
        help=mark("Was darauf zu sehen ist, für Menschen, die es nicht sehen."),
        limit=150,
        is_compulsory=True,
        is_fixed=True,
        is_public=True,
        only_when=(When("picture"),),
    ),
    Field(
        "picture_rights",
        mark("Rechte am Bild"),
        Kind.CONSENT,
        "picture",
        help=RIGHTS_TEXT,
        is_compulsory=True,
        is_fixed=True,
        only_when=(When("picture"),),
    ),
)
NEEDS = (
    Field("area", mark("Gewünschte Fläche"), Kind.NUMBER, "size", unit="m²", decimals=1, most=200, is_compulsory=True),
    Field("length", mark("Länge"), Kind.NUMBER, "size", unit="cm", most=2_000),
    Field("width", mark("Breite"), Kind.NUMBER, "size", unit="cm", most=2_000),
    Field("height", mark("Höhe"), Kind.NUMBER, "size", unit="cm", most=600),
    Field("weight", mark("Gewicht"), Kind.NUMBER, "size", unit="kg", most=20_000),
    Field(
        "place_wish",
        mark("Wunsch zum Platz"),
        Kind.PROSE,
        "size",
        limit=300,
        help=mark("z. B. neben wem, mit Wand im Rücken, von zwei Seiten zugänglich."),
    ),
    Field("power", mark("Stromanschluss"), Kind.CHOICE, "power", choices=POWER, is_compulsory=True),
    Field(
        "power_at_night",
        mark("Dauerstrom, auch nachts"),
        Kind.YES_NO,
        "power",
        help=mark("Sonst wird der Stand abends abgeschaltet."),
        only_when=(When("power", WITH_POWER),),
    ),
    Field(
        "power_where",
        mark("Wo der Anschluss gebraucht wird"),
        Kind.LINE,
        "power",
        only_when=(When("power", WITH_POWER),),
    ),
    Field("network", mark("Netzwerk"), Kind.CHOICE, "media", choices=NETWORK, is_compulsory=True),
    Field("screen", mark("Bildschirm"), Kind.CHOICE, "media", choices=SCREEN, is_compulsory=True),
    Field(
        "screen_size",
        mark("Bilddiagonale"),
        Kind.NUMBER,
        "media",
        unit=mark("Zoll"),
        most=120,
        only_when=(When("screen", ("own", "wanted")),),
    ),
    Field("sound", mark("Das Exponat macht Geräusche"), Kind.YES_NO, "media"),
    Field("water", mark("Wasseranschluss"), Kind.YES_NO, "media"),
    Field("tables", mark("Tische"), Kind.NUMBER, "furniture", most=50),
    Field("chairs", mark("Stühle"), Kind.NUMBER, "furniture", most=50),
    Field("bar_tables", mark("Stehtische"), Kind.NUMBER, "furniture", most=50),
    Field("display_cases", mark("Vitrinen"), Kind.NUMBER, "furniture", most=50),
    Field("remarks", mark("Was wir sonst wissen müssen"), Kind.PROSE, "furniture", limit=500),
)
EXHIBIT = Task(
    "exhibit",
    mark("Exponate"),
    mark("Exponat"),
    mark("Was Sie zeigen und was es am Stand braucht: Fläche, Strom, Netz, Möbel."),
    weeks=6,
    is_many=True,
    steps=(
        Step("about", mark("Was Sie zeigen")),
        Step("picture", mark("Bild")),
        Step("size", mark("Fläche und Maße")),
        Step("power", mark("Strom")),
        Step("media", mark("Netz, Bildschirm, Ton")),
        Step("furniture", mark("Möbel und Bemerkungen")),
    ),
    fields=(*ABOUT, *(replace(field, exports=TECHNICAL) for field in NEEDS)),
    have_ready=(
        mark("Titel und Text zu jedem Exponat"),
        mark("Maße, Gewicht und Anschlussleistung"),
        mark("was Sie an Bildschirmen und Möbeln brauchen"),
    ),
)
