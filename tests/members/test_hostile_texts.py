"""Whatever is typed into whatever field: it is shown as text, on every page, and runs nowhere."""

from __future__ import annotations

from sqlalchemy import select

from eventapp.database import db
from eventapp.exhibitors.actions.questions import ask
from eventapp.exhibitors.actions.review import accept
from eventapp.exhibitors.fields.field import Kind
from eventapp.exhibitors.fields.tasks import TASKS
from eventapp.exhibitors.models import Question
from tests.exhibitors.stand import COMPANY, again, do, entry_of, handed_in, make_exhibit, office, write_on
from tests.factories import SLUG
from tests.members.conftest import at
from tests.members.reading import form_of, live, walked
from tests.people import Insider

CORPUS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "{{ 7 * 191 }}",
    "{names} {0} %s %(x)s",
    "</textarea><svg/onload=alert(1)>",
    "\u202egnp.exe",
    "&lt;b&gt; &#x3c;script&#x3e;",
)
TEXTS = (Kind.LINE, Kind.PROSE, Kind.URL, Kind.EMAIL, Kind.PHONE, Kind.NUMBER, Kind.DATE, Kind.CHOICE)


def hostile(task_key: str, besides: dict | None = None) -> dict[str, object]:
    """Every field of a task with one of the corpus, in turn."""
    task = next(task for task in TASKS if task.key == task_key)
    said = {
        field.key: f"{CORPUS[at % len(CORPUS)]} {field.key}"
        for at, field in enumerate(task.fields)
        if field.kind in TEXTS
    }
    return {**said, **(besides or {})}


def test_hostile_texts_in_every_field_of_every_step_are_text(petra: Insider, here: int, inside):
    make_exhibit(inside())
    petra.send(at(here, "programmvorschlaege/neu"))
    pages = walked(petra, at(here))
    steps = [path for path, html in pages.items() if "data-autosave" in html]
    answers = []

    for number, path in enumerate(steps):
        shown = form_of(petra, path)
        typed = {
            name: CORPUS[(number + at_) % len(CORPUS)]
            for at_, (name, value) in enumerate(shown.items())
            if isinstance(value, str) and name not in ("version", "seen")
        }
        answers.append(petra.send(path, {**shown, **typed}))

    assert len(steps) > 14
    assert {answer.status_code for answer in answers} <= {303, 422}
    assert [live(answer.text) for answer in answers if live(answer.text)] == []
    assert {path: live(html) for path, html in walked(petra, at(here)).items() if live(html)} == {}


def test_hostile_texts_that_were_accepted_are_text_everywhere(petra: Insider, app, here: int, inside):
    fitting = {key: COMPANY[key] for key in ("organisation_kind", "website", "contact_phone", "contact_email")}
    fitting["contact_mobile"] = fitting["contact_phone"]
    write_on(entry_of(inside()), hostile("company", {**fitting, "sort_letter": "<", "postal_code": "<b>"}))
    exhibit = make_exhibit(inside(), title_de=CORPUS[1], text_de=CORPUS[3], remarks=CORPUS[0])
    handed_in(inside())
    for entry in (entry_of(inside()), entry_of(inside(), "exhibit")):
        if entry.state == "submitted":
            do(accept, entry, submission=1, by=office())
    write_on(again(exhibit), {"title_de": CORPUS[7]})

    assert entry_of(inside()).state == "accepted"
    public = [f"/{SLUG}/aussteller", f"/{SLUG}/aussteller/siba-gmbh", f"/en/{SLUG}/aussteller/siba-gmbh"]
    pages = walked(petra, at(here)) | {path: app.test_client().get(path).text for path in public}
    assert {path: live(html) for path, html in pages.items() if live(html)} == {}


def test_hostile_names_of_people_passes_and_files_are_text(petra: Insider, here: int, inside):
    for text in CORPUS:
        petra.send(at(here, "team"), {"name": text, "email": f"a{CORPUS.index(text)}@x.example"})
        petra.send(at(here, "standpersonal/ausweis"), {"first_name": text, "last_name": text, "organisation": text})
        answer = petra.send(at(here, "standpersonal/liste"), {"text": f"{text}\n{text};{text};{text}"})
        assert not live(answer.text)

    assert {path: live(html) for path, html in walked(petra, at(here)).items() if live(html)} == {}


def test_hostile_questions_and_answers_are_text(petra: Insider, here: int, inside):
    write_on(entry_of(inside()), COMPANY)
    handed_in(inside())
    for text in CORPUS[:4]:
        do(ask, entry_of(inside()), text, field="street", by=office())
        path = at(here, f"rueckfrage/{question_of(inside)}")
        assert not live(petra.get(path).text)
        petra.send(path, form_of(petra, path, reply=text))

    assert {path: live(html) for path, html in walked(petra, at(here)).items() if live(html)} == {}


def question_of(inside) -> int:
    entry = entry_of(inside())
    wanted = select(Question.id).where(Question.entry_id == entry.id).order_by(Question.id.desc())
    return db.session.scalars(wanted).first()
