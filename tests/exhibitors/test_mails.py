"""Every mail of this room, as it is read."""

from __future__ import annotations

import pytest

from eventapp.exhibitors.actions.applications import refuse
from eventapp.exhibitors.actions.invitations import invite_colleague
from eventapp.exhibitors.actions.questions import ask
from eventapp.exhibitors.actions.reminding import remind
from eventapp.exhibitors.actions.review import accept_all, decline
from eventapp.exhibitors.actions.taking_part import reopen
from eventapp.outbox.rendering import Letter, render
from tests.exhibitors.stand import (
    COMPANY,
    do,
    entry_of,
    handed_in,
    later,
    mails,
    make_exhibit,
    make_invited,
    office,
    person,
    write_on,
)
from tests.exhibitors.test_applications import applied, open_fair
from tests.exhibitors.test_reminding import TWO_WEEKS_BEFORE_COMPANY

pytestmark = pytest.mark.usefixtures("in_app")


def letters(kind: str, language: str = "de") -> list[Letter]:
    return [render(mail.kind, language=language, values=mail.values) for mail in mails(kind)]


def everything() -> None:
    """A day on which everything is written about once."""
    fair = open_fair()
    do(refuse, applied(fair), fair, "Der Stand ist voll.", by=office())
    exhibitor = make_invited(fair)
    do(invite_colleague, exhibitor, email="karl@siba.example", name="Karl", by=person())
    do(remind, fair, at=TWO_WEEKS_BEFORE_COMPANY)
    company = write_on(entry_of(exhibitor), COMPANY)
    exhibit, other = make_exhibit(exhibitor), make_exhibit(exhibitor, title_de="Zweites")
    handed_in(exhibitor)
    do(ask, company, "Ist das <b>richtig</b>?", field="name", by=office())
    do(accept_all, [(exhibit, 1)], by=office())
    do(decline, other, "Passt nicht zum Thema.", submission=1, by=office())
    do(reopen, exhibitor, "billing", until=later(days=200), by=office())


def test_every_kind_of_mail_can_be_read_in_both_languages():
    everything()

    for mail in mails():
        for language in ("de", "en"):
            letter = render(mail.kind, language=language, values=mail.values)
            assert letter.subject
            assert letter.text
            assert "{" not in letter.subject + letter.text
    assert len({mail.kind for mail in mails()}) == 9


def test_an_invitation_has_its_link_as_a_button():
    everything()
    letter = letters("invitation")[0]

    assert letter.subject == "Einladung zum Gemeinschaftsstand: Messe 2027"
    assert 'href="https://messe.example/konto/link/' in letter.html
    assert "Zu Ihren Aufgaben" in letter.text


def test_a_question_stands_at_its_field_and_its_markup_is_text():
    everything()
    letter = letters("question")[0]

    assert "Firmeneintrag, Name mit Rechtsform" in letter.text
    assert "Ist das <b>richtig</b>?" in letter.text
    assert "<b>" not in letter.html


def test_a_decision_names_what_and_why():
    everything()
    accepted, declined = letters("decided")

    assert "- Exponat „Sicherung mit Gedächtnis“: freigegeben" in accepted.text
    assert "- Exponat „Zweites“: nicht freigegeben (Passt nicht zum Thema.)" in declined.text


def test_what_was_handed_in_stands_line_by_line():
    everything()
    letter = letters("handed_in")[0]

    assert "Exponat: Sicherung mit Gedächtnis" in letter.text
    assert "- Stromanschluss: bis 3 kW, 230 V, Steckdose 16 A" in letter.text


def test_a_reminder_lists_its_tasks():
    everything()

    assert "- Firmeneintrag: bis Sonntag, 31. Januar, 18:00 Uhr" in letters("reminder")[0].text
