"""How pages and the history speak of a fair's rules: names of what can be set, values, defaults, reasons. Pure."""

from __future__ import annotations

from datetime import date, datetime

from eventapp.clock import at_the_fair
from eventapp.exhibitors.fields.field import LIMITED, Field, Kind, Task
from eventapp.exhibitors.fields.tasks import find_task
from eventapp.i18n import _, language, mark, ngettext
from eventapp.i18n.days import day_with_short_weekday

NAMES = {
    "is_open": mark("Anmeldung"),
    "opens_at": mark("Anmeldung beginnt"),
    "closes_at": mark("Anmeldeschluss"),
    "build_up": mark("Aufbau"),
    "dismantling": mark("Abbau"),
    "delivery_address": mark("Lieferadresse"),
    "contact.name": mark("Ansprechperson"),
    "contact.phone": mark("Telefon"),
    "contact.email": mark("E-Mail-Adresse"),
    "free_passes": mark("Freie Ausweise"),
    "welcome.de": mark("Begrüßung auf Deutsch"),
    "welcome.en": mark("Begrüßung auf Englisch"),
}
PARTS = {
    "due_at": mark("Frist"),
    "is_asked": mark("gefragt"),
    "is_compulsory": mark("Pflicht"),
    "limit": mark("höchstens Zeichen"),
    "help.de": mark("Hilfetext auf Deutsch"),
    "help.en": mark("Hilfetext auf Englisch"),
}
"""Of a task and of a field."""
TITLE = mark("Unter diesem Namen steht es in Listen, im Verzeichnis und in Mails.")
ALTERNATIVE = mark("Ohne Beschreibung fehlt das Bild allen, die es nicht sehen.")
RIGHTS = mark("Ohne Bestätigung der Rechte darf das Bild nicht gezeigt werden.")
SESSION = mark("Ohne das wird aus dem Vorschlag kein Programmpunkt.")
FIXED_BECAUSE = {
    "company.name": TITLE,
    "company.logo_alt": ALTERNATIVE,
    "company.logo_rights": RIGHTS,
    "exhibit.title_de": TITLE,
    "exhibit.picture_alt": ALTERNATIVE,
    "exhibit.picture_rights": RIGHTS,
    "proposal.title_de": TITLE,
    "proposal.session_kind": SESSION,
    "proposal.minutes": SESSION,
    "proposal.speakers_agree": mark("Ohne Einverständnis darf niemand genannt werden."),
    "staff.is_informed": mark("Wer Namen anderer weitergibt, muss sie darüber informiert haben (Datenschutz)."),
}
KINDS = {
    Kind.LINE: mark("Zeile"),
    Kind.PROSE: mark("Text"),
    Kind.CHOICE: mark("Auswahl"),
    Kind.CHOICES: mark("Mehrfachauswahl"),
    Kind.NUMBER: mark("Zahl"),
    Kind.YES_NO: mark("Ja oder Nein"),
    Kind.URL: mark("Webadresse"),
    Kind.EMAIL: mark("E-Mail-Adresse"),
    Kind.PHONE: mark("Telefonnummer"),
    Kind.DATE: mark("Tag"),
    Kind.IMAGE: mark("Bild"),
    Kind.FILE: mark("Datei"),
    Kind.CONSENT: mark("Bestätigung"),
    Kind.PARTNERS: mark("Aussteller"),
}
DAYS_IN_A_WEEK = 7


def rule_name(name: str) -> str:
    """``tasks.exhibit.fields.text_de.limit`` → „Exponate, Text auf Deutsch: höchstens Zeichen“."""
    if name in NAMES:
        return _(NAMES[name])
    first, _dot, rest = name.partition(".")
    key, _dot, part = rest.partition(".")
    task = find_task(key) if first == "tasks" else None
    if task is None:
        return name
    label = _(task.label)
    if part.startswith("fields."):
        key, _dot, part = part.removeprefix("fields.").partition(".")
        field = task.find(key)
        label = f"{label}, {_(field.label) if field else key}"
    return f"{label}: {_(PARTS[part]) if part in PARTS else part}"


def rule_value(name: str, value: str) -> str:
    """A value as people say it; what is not set is the default."""
    last = name.rpartition(".")[2]
    if last in ("is_asked", "is_compulsory", "limit") and not value:
        return _("Vorgabe")
    if name == "is_open":
        return _("offen") if value == "True" else _("geschlossen")
    if value in ("True", "False"):
        return _("ja") if value == "True" else _("nein")
    if last in ("due_at", "opens_at", "closes_at"):
        return _moment(value)
    if name in ("build_up", "dismantling"):
        return ", ".join(_span(one) for one in value.split())
    return value


def _moment(value: str) -> str:
    try:
        wall = at_the_fair(datetime.fromisoformat(value))
    except ValueError:
        return value
    day = day_with_short_weekday(wall.date(), language())
    return _("{day} {year}, {time} Uhr", day=day, year=wall.year, time=f"{wall:%H:%M}")


def _span(value: str) -> str:
    starts, _slash, ends = value.partition("/")
    return f"{_moment(starts)} – {_moment(ends)}" if ends else value


def default_told(field: Field) -> str:
    """„Pflicht, höchstens 60 Zeichen“: what is asked where the office says nothing."""
    if not field.is_asked:
        return _("nicht gefragt")
    told = [_("Pflicht") if field.is_compulsory else _("freiwillig")]
    if field.kind in LIMITED:
        told.append(_("höchstens {number} Zeichen", number=field.longest))
    return ", ".join(told)


def fixed_because(task: Task, field: Field) -> str:
    """Why the office cannot leave it out."""
    return _(FIXED_BECAUSE.get(f"{task.key}.{field.key}", mark("Andere Teile des Systems brauchen diese Angabe.")))


def depends_on(task: Task, field: Field) -> str:
    """The fields on whose answers it depends whether this one is asked; "" where on none."""
    others = (task.find(when.key) for when in field.only_when)
    return ", ".join(_("„{label}“", label=_(other.label)) for other in others if other)


def before_the_fair(due_at: datetime, starts_on: date) -> str:
    """„6 Wochen vor Messebeginn“, „6 Wochen und 2 Tage …“, „3 Tage nach Messebeginn“."""
    days = (starts_on - at_the_fair(due_at).date()).days
    if days == 0:
        return _("am ersten Messetag")
    weeks, rest = divmod(abs(days), DAYS_IN_A_WEEK)
    in_weeks = ngettext("{number} Woche", "{number} Wochen", weeks)
    in_days = ngettext("{number} Tag", "{number} Tage", rest)
    span = _("{weeks} und {days}", weeks=in_weeks, days=in_days) if weeks and rest else in_weeks if weeks else in_days
    return _("{span} vor Messebeginn", span=span) if days > 0 else _("{span} nach Messebeginn", span=span)
