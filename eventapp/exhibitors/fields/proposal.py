"""A session proposal: what a member would like to give in the conference programme."""

from __future__ import annotations

from eventapp.exhibitors.fields.field import Choice, Field, Kind, Step, Task
from eventapp.i18n import mark

SESSION_KINDS = (
    Choice("talk", mark("Vortrag")),
    Choice("panel", mark("Podium")),
    Choice("workshop", mark("Workshop")),
    Choice("demonstration", mark("Vorführung")),
    Choice("tour", mark("Führung")),
)
"""As the programme's own kinds are called, so that an accepted proposal becomes a session without translation."""
SESSION_LANGUAGES = (Choice("de", mark("Deutsch")), Choice("en", mark("Englisch")))
MINUTES = tuple(
    Choice(key, label)
    for key, label in (
        ("15", mark("15 Minuten")),
        ("30", mark("30 Minuten")),
        ("45", mark("45 Minuten")),
        ("60", mark("60 Minuten")),
        ("90", mark("90 Minuten")),
    )
)

PROPOSAL = Task(
    "proposal",
    mark("Programmvorschläge"),
    mark("Programmvorschlag"),
    mark("Vorträge, Workshops und Vorführungen, die Sie im Programm anbieten möchten."),
    weeks=13,
    is_many=True,
    steps=(
        Step("about", mark("Worum es geht")),
        Step("people", mark("Wer es macht")),
        Step("when", mark("Zeit und Technik")),
    ),
    fields=(
        Field(
            "title_de",
            mark("Titel auf Deutsch"),
            step="about",
            limit=120,
            is_compulsory=True,
            is_fixed=True,
            is_public=True,
        ),
        Field("title_en", mark("Titel auf Englisch"), step="about", limit=120, is_public=True),
        Field("abstract_de", mark("Kurztext auf Deutsch"), Kind.PROSE, "about", is_compulsory=True, is_public=True),
        Field("abstract_en", mark("Kurztext auf Englisch"), Kind.PROSE, "about", is_public=True),
        Field(
            "session_kind",
            mark("Art"),
            Kind.CHOICE,
            "about",
            choices=SESSION_KINDS,
            is_compulsory=True,
            is_fixed=True,
            is_public=True,
        ),
        Field("themes", mark("Themenfelder"), Kind.CHOICES, "about", source="themes", is_public=True),
        Field(
            "speakers",
            mark("Vortragende"),
            Kind.PROSE,
            "people",
            help=mark("Eine Person je Zeile: Vorname Nachname, Organisation."),
            limit=600,
            is_compulsory=True,
            is_public=True,
            is_personal=True,
        ),
        Field(
            "speakers_agree",
            mark("Die Vortragenden sind einverstanden, im Programm genannt zu werden"),
            Kind.YES_NO,
            "people",
            is_compulsory=True,
            is_fixed=True,
        ),
        Field(
            "language",
            mark("Sprache"),
            Kind.CHOICE,
            "when",
            choices=SESSION_LANGUAGES,
            is_compulsory=True,
            is_public=True,
        ),
        Field("minutes", mark("Dauer"), Kind.CHOICE, "when", choices=MINUTES, is_compulsory=True, is_fixed=True),
        Field(
            "wishes",
            mark("Wünsche zur Zeit"),
            Kind.PROSE,
            "when",
            help=mark("Wann es gut passt und wann nicht."),
            limit=300,
        ),
        Field("needs", mark("Technik"), Kind.PROSE, "when", help=mark("Was Sie auf der Bühne brauchen."), limit=300),
    ),
    have_ready=(mark("Titel, Kurztext und Vortragende für jeden Vorschlag"),),
)
