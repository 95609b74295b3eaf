"""Forms of the exhibitors' desk: their shape only."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectChoice

from eventapp.exhibitors.fields.company import ORGANISATION_KINDS
from eventapp.exhibitors.models import Exhibitor, Member
from eventapp.i18n import _, mark
from eventapp.web.forms import (
    Choice,
    Day,
    EmailLine,
    Form,
    Line,
    Paragraphs,
    Required,
    Tick,
    Version,
    Wall,
)

LANGUAGES = [SelectChoice("de", "Deutsch"), SelectChoice("en", "English")]
SHORT, LONG = 2_000, 4_000


class ReasonForm(Form):
    reason = Paragraphs(mark("Begründung"), [Required(mark("Schreiben Sie, warum."))], most=SHORT)
    submission = Version()


class AcceptForm(Form):
    submission = Version()


class AdmitForm(Form):
    """``member`` is the slug of the one it is, if we know it."""

    member = Line(most=60)


class QuestionForm(Form):
    text = Paragraphs(mark("Rückfrage"), [Required(mark("Schreiben Sie, was Sie wissen möchten."))], most=SHORT)
    field = Line(most=60)
    submission = Version()


class WithdrawForm(Form):
    reason = Paragraphs(mark("Grund"), most=SHORT)


class ReopenForm(Form):
    day = Day(mark("Bis zum Tag"), [Required(mark("Geben Sie einen Tag ein."))])
    time = Wall(mark("Uhrzeit"), [Required(mark("Geben Sie eine Uhrzeit ein."))])


class ContactForm(Form):
    contact_name = Line(mark("Name"), most=120)
    contact_email = EmailLine(mark("E-Mail-Adresse"))
    language = Choice(mark("Sprache der Mails"), choices=LANGUAGES)
    version = Version()

    @classmethod
    def of(cls, exhibitor: Exhibitor) -> ContactForm:
        keys = ("contact_name", "contact_email", "language", "version")
        return cls(data={key: getattr(exhibitor, key) for key in keys})


class ColleagueForm(Form):
    name = Line(mark("Name"), [Required(mark("Geben Sie einen Namen ein."))], most=120)
    email = EmailLine(mark("E-Mail-Adresse"), [Required(mark("Geben Sie eine E-Mail-Adresse ein."))])


class MemberForm(Form):
    """What is known of an organisation; the keys are those of the row."""

    name = Line(mark("Name mit Rechtsform"), [Required(mark("Geben Sie einen Namen ein."))], most=200)
    sort_letter = Line(mark("Buchstabe im Verzeichnis"), most=1)
    organisation_kind = Choice(mark("Art der Organisation"))
    street = Line(mark("Straße und Hausnummer"), most=200)
    postal_code = Line(mark("Postleitzahl"), most=20)
    city = Line(mark("Ort"), most=100)
    country = Line(mark("Land"), most=100)
    website = Line(mark("Website"), most=300)
    note = Paragraphs(mark("Notiz des Büros"), most=LONG)
    version = Version()

    WORDS = ("name", "sort_letter", "organisation_kind", "street", "postal_code", "city", "country", "website", "note")

    @classmethod
    def of(cls, member: Member) -> MemberForm:
        return cls.shaped(data={key: getattr(member, key) for key in (*cls.WORDS, "version")})

    @classmethod
    def shaped(cls, **values: object) -> MemberForm:
        form = cls(**values)
        form.organisation_kind.choices = [
            ("", _("noch nicht bekannt")),
            *((k.key, _(k.label)) for k in ORGANISATION_KINDS),
        ]
        return form

    def words(self) -> dict[str, str]:
        return {key: self._fields[key].data or "" for key in self.WORDS}


class NewExhibitorForm(Form):
    """One by hand: a member we know, or a new one by its name."""

    member = Choice(mark("Mitglied"))
    name = Line(mark("Name mit Rechtsform"), most=200)
    city = Line(mark("Ort"), most=100)
    website = Line(mark("Website"), most=300)
    contact_name = Line(mark("Name"), most=120)
    contact_email = EmailLine(mark("E-Mail-Adresse"))
    language = Choice(mark("Sprache der Mails"), choices=LANGUAGES, default="de")
    invites = Tick(mark("Gleich einladen"))

    @classmethod
    def of(cls, members: Sequence[Member]) -> NewExhibitorForm:
        form = cls()
        known = [SelectChoice(one.slug, one.name) for one in members]
        form.member.choices = [SelectChoice("", _("ein neues, mit dem Namen unten")), *known]
        return form
