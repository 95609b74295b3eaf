"""Stand staff, delivery and billing: for the office and the fair's organiser, never public."""

from __future__ import annotations

from eventapp.exhibitors.fields.field import Choice, Export, Field, Kind, Step, Task, When
from eventapp.i18n import mark

LOGISTICS = (Export.LOGISTICS,)
ADDRESSES = (Export.ADDRESSES,)
HOW = (
    Choice("nothing", mark("Wir liefern nichts an, was man nicht in der Hand trägt")),
    Choice("parcel", mark("Als Paket")),
    Choice("own", mark("Mit eigenem Fahrzeug")),
    Choice("forwarder", mark("Mit einer Spedition")),
)
VEHICLES = (
    Choice("car", mark("Pkw")),
    Choice("van", mark("Transporter bis 3,5 t")),
    Choice("truck", mark("Lkw über 3,5 t")),
)
COMES = (When("how", ("parcel", "own", "forwarder")),)
DRIVES = (When("how", ("own",)),)

STAFF = Task(
    "staff",
    mark("Standpersonal"),
    mark("Standpersonal"),
    mark("Wer am Stand ist und einen Ausweis braucht, und wen wir während der Messe erreichen."),
    weeks=4,
    is_compulsory=True,
    steps=(Step("people", mark("Personen am Stand")),),
    fields=(
        Field(
            "on_site_name",
            mark("Ansprechperson am Stand"),
            step="people",
            limit=120,
            is_compulsory=True,
            is_personal=True,
            exports=LOGISTICS,
        ),
        Field(
            "on_site_phone",
            mark("Telefon am Stand"),
            Kind.PHONE,
            "people",
            is_compulsory=True,
            is_personal=True,
            exports=LOGISTICS,
        ),
        Field("parking", mark("Parkausweise"), Kind.NUMBER, "people", most=20, exports=LOGISTICS),
        Field(
            "is_informed",
            mark("Die genannten Personen sind informiert"),
            Kind.YES_NO,
            "people",
            help=mark(
                "Wir haben ihnen gesagt, dass Name, Organisation und Tage an das Messebüro und den Veranstalter gehen, "
                "nur für Zutritt und Ausweis, und 14 Tage nach der Messe gelöscht werden."
            ),
            is_compulsory=True,
            is_fixed=True,
        ),
    ),
    have_ready=(mark("Vor- und Nachnamen aller, die am Stand arbeiten, und ihre Tage"),),
)
DELIVERY = Task(
    "delivery",
    mark("Anlieferung"),
    mark("Anlieferung"),
    mark("Wie Ihre Sachen zum Stand kommen."),
    weeks=2,
    is_compulsory=True,
    steps=(Step("delivery", mark("Anlieferung")),),
    fields=(
        Field(
            "how",
            mark("Wie Sie anliefern"),
            Kind.CHOICE,
            "delivery",
            choices=HOW,
            is_compulsory=True,
            exports=LOGISTICS,
        ),
        Field("arrives_on", mark("Tag der Anlieferung"), Kind.DATE, "delivery", exports=LOGISTICS, only_when=COMES),
        Field(
            "parcels",
            mark("Zahl der Packstücke"),
            Kind.NUMBER,
            "delivery",
            most=500,
            is_compulsory=True,
            exports=LOGISTICS,
            only_when=(When("how", ("parcel", "forwarder")),),
        ),
        Field(
            "vehicle", mark("Fahrzeug"), Kind.CHOICE, "delivery", choices=VEHICLES, exports=LOGISTICS, only_when=DRIVES
        ),
        Field(
            "plate",
            mark("Kennzeichen"),
            step="delivery",
            limit=20,
            is_personal=True,
            exports=LOGISTICS,
            only_when=DRIVES,
        ),
        Field(
            "forwarder",
            mark("Spedition"),
            step="delivery",
            limit=120,
            exports=LOGISTICS,
            only_when=(When("how", ("forwarder",)),),
        ),
        Field("remarks", mark("Bemerkungen"), Kind.PROSE, "delivery", limit=500, exports=LOGISTICS),
    ),
    have_ready=(mark("wie und wann Ihre Sachen zur Halle kommen"),),
)
BILLING = Task(
    "billing",
    mark("Rechnung"),
    mark("Rechnungsangaben"),
    mark("Wohin die Rechnung geht und was darauf stehen muss."),
    weeks=8,
    is_compulsory=True,
    steps=(Step("billing", mark("Rechnung")),),
    fields=(
        Field("name", mark("Rechnungsempfänger"), step="billing", limit=150, is_compulsory=True, exports=ADDRESSES),
        Field("addition", mark("Abteilung oder Zusatz"), step="billing", limit=120, exports=ADDRESSES),
        Field("street", mark("Straße oder Postfach"), step="billing", limit=120, is_compulsory=True, exports=ADDRESSES),
        Field("postal_code", mark("Postleitzahl"), step="billing", limit=12, is_compulsory=True, exports=ADDRESSES),
        Field("city", mark("Ort"), step="billing", limit=80, is_compulsory=True, exports=ADDRESSES),
        Field("country", mark("Land"), step="billing", limit=60, exports=ADDRESSES),
        Field(
            "vat_id",
            mark("USt-IdNr."),
            step="billing",
            limit=20,
            help=mark("Wenn Sie eine haben, z. B. DE123456789."),
            exports=ADDRESSES,
        ),
        Field("order_reference", mark("Ihre Bestellnummer"), step="billing", limit=60, exports=ADDRESSES),
        Field(
            "routing_id",
            mark("Leitweg-ID"),
            step="billing",
            limit=46,
            help=mark("Nur für öffentliche Auftraggeber, die eine XRechnung brauchen."),
            exports=ADDRESSES,
        ),
        Field(
            "invoice_email",
            mark("E-Mail für die elektronische Rechnung"),
            Kind.EMAIL,
            "billing",
            is_compulsory=True,
            is_personal=True,
            exports=ADDRESSES,
        ),
    ),
    have_ready=(mark("Rechnungsanschrift und, wenn nötig, Bestellnummer oder Leitweg-ID"),),
)
