"""The company entry: what stands in the catalogue, and whom the fair talks to."""

from __future__ import annotations

from eventapp.exhibitors.fields.field import Choice, Export, Field, Kind, Step, Task, When
from eventapp.i18n import mark

ORGANISATION_KINDS = (
    Choice("manufacturer", mark("Hersteller")),
    Choice("services", mark("Dienstleister")),
    Choice("trade", mark("Handel und Großhandel")),
    Choice("association", mark("Verband, Kammer oder Institution")),
    Choice("university", mark("Hochschule oder Forschung")),
    Choice("public", mark("Öffentliche Hand")),
)
RIGHTS_TEXT = mark(
    "Wir haben die Rechte an dem Bild und sind einverstanden, dass es für den Messeauftritt verwendet wird: auf der "
    "Website und den Anzeigen der Messe, im gedruckten Programm und auf Schildern am Stand."
)
RIGHTS_VERSION = "2026-1"
"""Rises with every change of :data:`RIGHTS_TEXT`: a consent is stored with what was agreed to."""
BOTH = (Export.CATALOGUE, Export.ADDRESSES)

FIELDS = (
    Field(
        "name",
        mark("Name mit Rechtsform"),
        step="name",
        help=mark(
            "Vollständig und richtig, wie im Register, z. B. „Muster GmbH & Co. KG“. So steht er im Verzeichnis."
        ),
        limit=150,
        is_compulsory=True,
        is_fixed=True,
        is_public=True,
        exports=BOTH,
    ),
    Field(
        "sort_letter",
        mark("Buchstabe im Verzeichnis"),
        step="name",
        help=mark("Unter welchem Buchstaben Sie gesucht werden, wenn es nicht der erste des Namens ist."),
        limit=1,
        is_public=True,
        exports=BOTH,
    ),
    Field(
        "fascia",
        mark("Beschriftung der Blende"),
        step="name",
        help=mark("Was über Ihrer Theke am Stand steht, kurz und ohne Rechtsform. Fehlt es, steht dort Ihr Name."),
        limit=40,
        exports=(Export.TECHNICAL,),
    ),
    Field(
        "organisation_kind",
        mark("Art der Organisation"),
        Kind.CHOICE,
        "name",
        choices=ORGANISATION_KINDS,
        is_compulsory=True,
        is_public=True,
        exports=BOTH,
    ),
    Field(
        "street",
        mark("Straße und Hausnummer"),
        step="address",
        help=mark("Kein Postfach."),
        limit=120,
        is_compulsory=True,
        is_public=True,
        exports=BOTH,
    ),
    Field(
        "postal_code",
        mark("Postleitzahl"),
        step="address",
        limit=12,
        is_compulsory=True,
        is_public=True,
        exports=BOTH,
    ),
    Field("city", mark("Ort"), step="address", limit=80, is_compulsory=True, is_public=True, exports=BOTH),
    Field("country", mark("Land"), step="address", limit=60, is_public=True, exports=BOTH),
    Field(
        "website",
        mark("Website"),
        Kind.URL,
        "address",
        help=mark("Beginnt mit https:// oder http://."),
        is_public=True,
        exports=BOTH,
    ),
    Field(
        "text_de",
        mark("Text auf Deutsch"),
        Kind.PROSE,
        "texts",
        help=mark("Wer Sie sind und was man bei Ihnen am Stand sieht, für Leute, die Ihr Fach nicht kennen."),
        is_compulsory=True,
        is_public=True,
        exports=(Export.CATALOGUE,),
    ),
    Field(
        "text_en",
        mark("Text auf Englisch"),
        Kind.PROSE,
        "texts",
        help=mark("Fehlt er, steht auf den englischen Seiten der deutsche."),
        is_public=True,
        exports=(Export.CATALOGUE,),
    ),
    Field(
        "logo",
        mark("Logo"),
        Kind.IMAGE,
        "logo",
        help=mark("PNG, JPG oder WebP, mindestens 800 Pixel breit, höchstens 5 MB."),
        is_public=True,
        exports=(Export.CATALOGUE,),
    ),
    Field(
        "logo_alt",
        mark("Beschreibung des Logos"),
        step="logo",
        help=mark("Für Menschen, die das Bild nicht sehen, z. B. „Schriftzug Muster in Blau, davor ein Zahnrad“."),
        limit=150,
        is_compulsory=True,
        is_fixed=True,
        is_public=True,
        exports=(Export.CATALOGUE,),
        only_when=(When("logo"),),
    ),
    Field(
        "vector_logo",
        mark("Logo für den Druck"),
        Kind.FILE,
        "logo",
        help=mark("SVG oder PDF, höchstens 5 MB. Nur für Schilder und das gedruckte Programm."),
        exports=(Export.CATALOGUE,),
    ),
    Field(
        "logo_rights",
        mark("Rechte am Logo"),
        Kind.CONSENT,
        "logo",
        help=RIGHTS_TEXT,
        is_compulsory=True,
        is_fixed=True,
        only_when=(When("logo"), When("vector_logo")),
    ),
    Field(
        "contact_name",
        mark("Ansprechperson für die Messe"),
        step="contact",
        help=mark("Steht nicht im Verzeichnis. Das Messebüro wendet sich an diese Person."),
        limit=120,
        is_compulsory=True,
        is_personal=True,
        exports=(Export.ADDRESSES,),
    ),
    Field(
        "contact_phone",
        mark("Telefon"),
        Kind.PHONE,
        "contact",
        is_compulsory=True,
        is_personal=True,
        exports=(Export.ADDRESSES,),
    ),
    Field(
        "contact_mobile",
        mark("Mobil, während der Messe"),
        Kind.PHONE,
        "contact",
        is_personal=True,
        exports=(Export.ADDRESSES,),
    ),
    Field(
        "contact_email",
        mark("E-Mail der Ansprechperson"),
        Kind.EMAIL,
        "contact",
        is_compulsory=True,
        is_personal=True,
        exports=(Export.ADDRESSES,),
    ),
)
COMPANY = Task(
    "company",
    mark("Firmeneintrag"),
    mark("Firmeneintrag"),
    mark("Name, Anschrift, Texte und Logo für das Verzeichnis und Ihre öffentliche Seite."),
    weeks=8,
    is_compulsory=True,
    steps=(
        Step("name", mark("Name")),
        Step("address", mark("Anschrift")),
        Step("texts", mark("Texte")),
        Step("logo", mark("Logo")),
        Step("contact", mark("Ansprechperson")),
    ),
    fields=FIELDS,
    have_ready=(
        mark("den vollständigen Namen mit Rechtsform und die Anschrift"),
        mark("einen Text über sich, auf Deutsch und möglichst auf Englisch"),
        mark("Ihr Logo als PNG, JPG oder WebP, für den Druck auch als SVG oder PDF"),
        mark("Name, Telefon und E-Mail der Ansprechperson für die Messe"),
    ),
)
